import { hmacSha1, ifirmaAuthentication, isIfirmaKey, keyNameOf } from '../../../connect/ifirmaSignature';
import { DealToInvoiceIfirmaApi } from '../../../credentials/DealToInvoiceIfirmaApi.credentials';
import { DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';
import { bench, signed, testWorld } from './support';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';

const LIST = 'https://www.ifirma.pl/iapi/faktury.json';
const KEYS = { faktura: 'EAB0D8ACF3308F3B', abonent: 'EAB0D8ACF3308F3C' };

test('the key counts by the bytes that its digits stand for, as in the FAQ, not as text', () => {
	expect(hmacSha1('111111', '222222')).toBe('cec153ee6350475f117a307111e2bd7d83034925');
	expect(hmacSha1('111111', '222222')).not.toBe('1558ab6c5ab2b0d1cd129b9ad11527cf33486705');
});

test('a query is sent and not signed', () => {
	const header = (url: string) => ifirmaAuthentication({ url }, 'jan.nowak@ifirma.pl', KEYS);
	expect(header(`${LIST}?dataOd=2026-11-01`)).toBe(header(LIST));
	expect(header(LIST)).toBe('IAPIS user=jan.nowak@ifirma.pl, hmac-sha1=081dec7098dbed6aab839e76501a964aa5b9386a');
});

test.each([
	['https://www.ifirma.pl/iapi/abonent/limit.json', 'abonent'],
	['https://www.ifirma.pl/iapi/faktury/wplaty/prz_faktura_kraj/1_2026.json', 'faktura'],
	['https://www.ifirma.pl/iapi/fakturakraj.json', 'faktura'],
])('%s is signed with %s', (url, name) => expect(keyNameOf(url)).toBe(name));

test.each(['', 'EAB0D8ACF3308F3', 'EAB0D8ACF3308F3G', 'EAB0 D8AC F330 8F3B', 'key'])('%j is no key', (text) =>
	expect(isIfirmaKey(text)).toBe(false),
);

describe('the credential', () => {
	const authenticate = new DealToInvoiceIfirmaApi().authenticate as (
		credentials: object,
		options: object,
	) => Promise<{ body?: unknown; headers?: Record<string, string> }>;

	test('signs exactly the text that is sent, Polish letters too', async () => {
		const body = '{"Uwagi":"Zażółć gęślą jaźń"}';
		const url = 'https://www.ifirma.pl/iapi/fakturakraj.json';
		const credentials = { login: ' jan.nowak@ifirma.pl ', invoiceApiKey: KEYS.faktura, accountApiKey: KEYS.abonent };
		const made = await authenticate(credentials, { url, body });
		expect(made.headers?.Authentication).toMatch(/hmac-sha1=5b3f33faa7eb435c125f94b5767e500c322fbaef$/);
		const fromObject = await authenticate(credentials, { url, body: JSON.parse(body) as object });
		expect(fromObject).toMatchObject({ body, headers: made.headers });
	});

	test('leaves other headers alone and puts no secret into any', async () => {
		const options = { url: LIST, headers: { Accept: 'application/json' }, body: {} };
		const made = await authenticate(DEMO_IFIRMA_CREDENTIAL, options);
		expect(made.headers).toEqual({ Accept: 'application/json', Authentication: expect.stringMatching(/^IAPIS user=/) });
		expect(JSON.stringify(made)).not.toContain(DEMO_IFIRMA_CREDENTIAL.invoiceApiKey);
	});

	test('its connection test is a call that the fake lets in, and knows the codes of a refusal', async () => {
		const { request, rules } = new DealToInvoiceIfirmaApi().test;
		const call = (credential: typeof DEMO_IFIRMA_CREDENTIAL) =>
			signed(
				{
					kind: 'read',
					method: 'GET',
					url: request.url ?? '',
					query: request.qs as Record<string, string>,
					headers: { Accept: 'application/json' },
					purpose: '',
				},
				credential,
			).then(async (made) => createIfirmaFake(testWorld()).handle(made));
		expect((await call(DEMO_IFIRMA_CREDENTIAL)).body).toMatchObject({ response: { Kod: 0 } });
		const refused = await call({ ...DEMO_IFIRMA_CREDENTIAL, invoiceApiKey: KEYS.faktura });
		const codes = (rules ?? []).map(({ properties }) => (properties as { value: unknown }).value);
		expect(codes).toContain((refused.body as { response: { Kod: number } }).response.Kod);
	});
});

test('each request of the adapter carries the signature that the fake expects', async () => {
	const { accounting, fake } = bench();
	await accounting.accountSettings();
	expect(fake.used()).toBe(3);
});
