import type { HttpResponse, RequestKind } from '../../../connect/http';
import { realmOf } from '../../../nodes/QuickBooks/account';
import { parseDocumentId } from '../../../nodes/QuickBooks/documentId';
import { failureOf, faultOf } from '../../../nodes/QuickBooks/failures';
import { DealToInvoiceQuickBooksOAuth2Api } from '../../../credentials/DealToInvoiceQuickBooksOAuth2Api.credentials';
import { bench, invoice } from './support';

const told = (response: Partial<HttpResponse>, kind: RequestKind = 'create') =>
	failureOf(
		{ status: 400, headers: {}, body: undefined, ...response },
		{ purpose: 'issue the document for deal 42', kind },
	);
const fault = (code: string, type = 'ValidationFault', detail = 'Something is wrong.') => ({
	Fault: { Error: [{ Message: 'Error', Detail: detail, code }], type },
	time: '2026-11-30T02:00:00.000-08:00',
});

test.each([
	['a refusal', 400, fault('6000'), { cause_: 'rejected', outcome: 'notDone' }],
	['a refusal under HTTP 200', 200, fault('6000'), { cause_: 'rejected', outcome: 'notDone' }],
	['trouble under HTTP 200', 200, fault('10000', 'SystemFault'), { cause_: 'unavailable', outcome: 'unclear' }],
	['trouble', 500, fault('', 'SystemFault'), { cause_: 'unavailable', outcome: 'unclear' }],
	['a page of a gateway', 503, '<html></html>', { cause_: 'unavailable', outcome: 'unclear' }],
	['XML under HTTP 200', 200, '<?xml version="1.0"?>', { cause_: 'unreadable', outcome: 'unclear' }],
	['a fault of which nothing is known', 200, { Fault: 'x' }, { cause_: 'unreadable', outcome: 'unclear' }],
	['too many requests', 429, fault('003001', 'ThrottleExceeded'), { cause_: 'rateLimit', retryAfterMs: 60_000 }],
	['too many requests, under 400', 400, fault('3001'), { cause_: 'rateLimit', outcome: 'notDone' }],
	[
		'a lapsed token',
		401,
		{ fault: { error: [{ message: 'm', code: '3200' }], type: 'AUTHENTICATION' } },
		{ cause_: 'credential' },
	],
	['a lapsed token, under 400', 400, fault('3200', 'AuthenticationFault'), { cause_: 'credential' }],
	[
		'keys of the other environment',
		403,
		fault('003100', 'AuthorizationFault'),
		{ cause_: 'permission', advice: expect.stringContaining('"Environment"') },
	],
	['a user without the right', 403, fault('120', 'AuthorizationFault'), { cause_: 'permission' }],
	[
		'a lapsed subscription',
		400,
		fault('6190'),
		{ cause_: 'permission', advice: expect.stringContaining('subscription') },
	],
	['something deleted', 400, fault('610'), { cause_: 'notFound' }],
	['a stale object', 400, fault('5010'), { cause_: 'rejected' }],
	['a taken number', 400, fault('6140'), { cause_: 'rejected', advice: expect.stringContaining('numbering') }],
	['a redirect', 302, '', { cause_: 'credential', outcome: 'notDone' }],
	['a time-out', 408, '', { cause_: 'unavailable', outcome: 'unclear' }],
])('%s', (_name, status, body, expected) => {
	expect(told({ status, body })).toMatchObject(expected);
});

test('the sentence names the deal, the reason and the code; no address, no e-mail', () => {
	const detail = 'Look at https://app.qbo.intuit.com/x?token=1 for jan@firma.pl.';
	const { message, advice } = told({
		body: fault('6000', 'ValidationFault', detail),
		headers: { intuit_tid: '1-65f0-abc' },
	});
	expect(message).toBe(
		'QuickBooks Online refused to issue the document for deal 42: Look at [link] for [e-mail] (code 6000).',
	);
	expect(advice).toContain("For Intuit's support: 1-65f0-abc.");
});

test('a read in trouble did nothing', () => {
	expect(told({ status: 200, body: fault('10000', 'SystemFault') }, 'read')).toMatchObject({ outcome: 'notDone' });
	expect(told({ status: 200, body: '<xml/>' }, 'read')).toMatchObject({ outcome: 'notDone' });
});

test('an answer without a Fault has none', () => {
	for (const body of [undefined, null, 'x', {}, { Invoice: {} }, { Fault: null }])
		expect(faultOf(body)).toBeUndefined();
});

test('a lapsed token is told as such and never shown', async () => {
	const { accounting } = bench({ token: 's3cret-token' });
	const failure: unknown = await accounting.issue(invoice()).catch((error: unknown) => error);
	expect(failure).toMatchObject({ cause_: 'credential', outcome: 'notDone', status: 401 });
	expect(JSON.stringify(failure) + String(failure)).not.toContain('s3cret');
});

test('a PDF that breaks off is no PDF', async () => {
	const made = bench({ fake: { drawPdf: async () => Buffer.from('%PDF-1.7 half') } });
	const { documentId } = await made.accounting.issue(invoice());
	await expect(made.accounting.pdf(documentId)).rejects.toMatchObject({ cause_: 'unavailable' });
	await expect(made.accounting.pdf('999999')).rejects.toMatchObject({ cause_: 'notFound' });
});

test.each(['', '1/2', '../query', 'estimate-', 'Estimate-1', '1 2', 'invoice-1'])('%j is no document ID', (id) => {
	expect(() => parseDocumentId(id)).toThrow(/"Document ID"/);
});

describe('credential', () => {
	const connected = { oauthTokenData: { access_token: 'x', callbackQueryString: { realmId: '9341450000000001' } } };

	test('the company of the sign-in, unless another is typed in', () => {
		expect(realmOf(connected)).toBe('9341450000000001');
		expect(realmOf({ ...connected, companyId: ' 9341 4500 0000 0002 ' })).toBe('9341450000000002');
	});

	test.each([{}, { companyId: 'acme' }, { companyId: '1/../2' }, { oauthTokenData: {} }])(
		'%j: no company',
		(credential) => {
			expect(() => realmOf(credential)).toThrow(/does not say which company/);
		},
	);

	test('only the scope that is needed, the client in the header, hosts of Intuit', () => {
		const { properties } = new DealToInvoiceQuickBooksOAuth2Api();
		const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
		expect(defaults).toMatchObject({
			scope: 'com.intuit.quickbooks.accounting',
			authentication: 'header',
			environment: 'production',
		});
		for (const url of [defaults.authUrl, defaults.accessTokenUrl])
			expect(new URL(String(url)).hostname).toMatch(/\.intuit\.com$/);
	});
});
