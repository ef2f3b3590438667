import type { IHttpRequestOptions } from 'n8n-workflow';
import { DealToInvoiceHttpAccountingApi } from '../../../credentials/DealToInvoiceHttpAccountingApi.credentials';
import { addressOf, baseAddress } from '../../../nodes/HttpAccounting/address';

const credential = new DealToInvoiceHttpAccountingApi();
const request: IHttpRequestOptions = { url: 'https://api.example.com/v1/a', headers: { Accept: 'x' }, qs: { page: 1 } };

test.each([
	[
		'header',
		{ headerNameFirst: 'X-Key', headerSecretFirst: 's1', headerNameThird: 'X-App', headerSecretThird: 's3' },
		{ headers: { 'X-Key': 's1', 'X-App': 's3' } },
	],
	['bearer', { token: 'Bearer s1 ' }, { headers: { Authorization: 'Bearer s1' } }],
	['basic', { user: 'u', password: 'p:w' }, { headers: { Authorization: 'Basic dTpwOnc=' } }],
	['query', { queryName: 'api_key', querySecret: 's1' }, { qs: { api_key: 's1' } }],
])('%s signs in one place only', async (authentication, data, signed: { headers?: object; qs?: object }) => {
	expect(await credential.authenticate({ authentication, ...data }, request)).toEqual({
		url: request.url,
		headers: { Accept: 'x', ...signed.headers },
		qs: { page: 1, ...signed.qs },
	});
});

/** The connection test reads the address by expressions, the node by code: both have to read it alike. */
const evaluated = (expression: string | undefined, data: object): string => {
	const inner = /^=\{\{(.*)\}\}$/s.exec(expression ?? '')?.[1] ?? '';
	return new Function('$credentials', `return ${inner}`)(data) as string;
};

test.each([
	['https://api.example.com/v1/', '/account'],
	[' api.example.com/v1 ', 'account'],
	['https://api.example.com', '//account'],
])('%j and %j are tested at the same address', (baseUrl, testPath) => {
	const base = baseAddress(baseUrl, 'X');
	const { baseURL, url } = credential.test.request as { baseURL: string; url: string };
	const tested = evaluated(baseURL, { baseUrl }) + evaluated(url, { testPath });
	expect(tested).toBe(addressOf(base, '/account', 'X'));
});

test('every secret is a password field', () => {
	const secret = credential.properties.filter(({ name }) => /secret|token|password/i.test(name));
	expect(secret).toHaveLength(6);
	for (const { typeOptions } of secret) expect(typeOptions).toEqual({ password: true });
});
