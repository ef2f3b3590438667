import { createHmac } from 'node:crypto';
import { publicUrls } from '../../../nodes/HubSpot/publicUrls';
import { isSigned, type Incoming } from '../../../nodes/HubSpot/signature';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const URL_OF_DOCS = 'https://www.example.com/webhook_uri';
const BODY_OF_DOCS = '{"example_field":"example_value"}';
const EVENTS =
	'[{"eventId":501,"subscriptionId":77,"portalId":9001,"appId":4242,"occurredAt":1795000000000,"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":31415,"propertyName":"dealstage","propertyValue":"closedwon","changeSource":"CRM_UI","sourceId":"userId:7"}]';
const HOOK = 'https://n8n.example.com/webhook/abc/webhook';

const request = (headers: Record<string, unknown>, change: Partial<Incoming> & { body?: string } = {}): Incoming => ({
	method: 'POST',
	urls: [URL_OF_DOCS],
	rawBody: Buffer.from(change.body ?? BODY_OF_DOCS, 'utf8'),
	headers,
	now: 1_700_000_000_000,
	...change,
});
const v3 = (signature: string, timestamp = '1700000000000') => ({
	'x-hubspot-signature-v3': signature,
	'x-hubspot-request-timestamp': timestamp,
});

/** Versions 1 and 2: examples of HubSpot's own SDK and docs. Version 3: computed apart, with another tool. */
describe('signatures', () => {
	it.each<[string, Incoming]>([
		['v3, of the docs’ request', request(v3('rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o='))],
		[
			'v3, of an event',
			request(v3('VO7eMSyHXFNyeQp7Go+BByQ3humCCXB7mTpdXqGPc7E=', '1795000001000'), {
				urls: [HOOK],
				body: EVENTS,
				now: 1_795_000_001_500,
			}),
		],
		[
			'v3, with escapes in the address and letters beyond ASCII in the body',
			request(v3('9QGtMHYQk1+5XSL69ARVoeKlX5K6vda6ZTmKar1Wg10=', '1795000002000'), {
				urls: ['https://elsewhere.example/', `${HOOK}?tenant=a%3Ab%2Fc`],
				body: '[{"note":"zażółć gęślą jaźń"}]',
				now: 1_795_000_002_000,
			}),
		],
		[
			'v2, a workflow',
			request({
				'x-hubspot-signature': '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
				'x-hubspot-signature-version': 'v2',
			}),
		],
		[
			'v2, without a body',
			request(
				{
					'x-hubspot-signature': 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
					'x-hubspot-signature-version': 'v2',
				},
				{ method: 'GET', body: '' },
			),
		],
		[
			'v1, an older app',
			request(
				{
					'x-hubspot-signature': '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
					'x-hubspot-signature-version': 'v1',
				},
				{
					body: '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
				},
			),
		],
	])('accepts %s', (_, incoming) => {
		expect(isSigned(incoming, SECRET)).toBe(true);
		expect(isSigned(incoming, `${SECRET}x`)).toBe(false);
		expect(isSigned(incoming, '')).toBe(false);
		expect(isSigned({ ...incoming, rawBody: Buffer.from(`${incoming.rawBody.toString()} `) }, SECRET)).toBe(false);
	});

	const GOOD = 'rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=';
	it.each<[string, Incoming]>([
		['an older one than five minutes', request(v3(GOOD), { now: 1_700_000_300_001 })],
		['one of the future', request(v3(GOOD), { now: 1_699_999_699_000 })],
		['another address', request(v3(GOOD), { urls: ['https://www.example.com/webhook_uri?x=1'] })],
		['another method', request(v3(GOOD), { method: 'PUT' })],
		['no time', request({ 'x-hubspot-signature-v3': GOOD })],
		['a time that is none', request(v3(GOOD, '17e11'))],
		['no signature', request({})],
		['two signatures', request(v3([GOOD, GOOD] as unknown as string))],
		['an empty one', request(v3(''))],
		[
			'a good v1 beside a v3 that is wrong',
			request({
				...v3('AAAA'),
				'x-hubspot-signature': '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
				'x-hubspot-signature-version': 'v2',
			}),
		],
		[
			'no version',
			request({ 'x-hubspot-signature': '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900' }),
		],
	])('refuses %s', (_, incoming) => expect(isSigned(incoming, SECRET)).toBe(false));

	it('accepts one that is just five minutes old', () =>
		expect(isSigned(request(v3(GOOD), { now: 1_700_000_300_000 }), SECRET)).toBe(true));

	it('signs bytes, not text: a body that is no UTF-8', () => {
		const rawBody = Buffer.from([0x5b, 0xff, 0xfe, 0x5d]);
		const signature = createHmac('sha256', SECRET)
			.update(`POST${URL_OF_DOCS}`)
			.update(rawBody)
			.update('1700000000000')
			.digest('base64');
		expect(isSigned({ ...request(v3(signature)), rawBody }, SECRET)).toBe(true);
	});
});

describe('the public address', () => {
	it.each<[string, (string | undefined)[], string, string[]]>([
		['n8n’s own', [undefined, HOOK], '/webhook/abc/webhook', [HOOK]],
		['with the query of the request', [undefined, HOOK], '/webhook/abc/webhook?a=b%3Ac', [`${HOOK}?a=b%3Ac`]],
		[
			'behind a proxy that takes off a folder',
			['https://example.com/n8n/webhook/abc/webhook'],
			'/webhook/abc/webhook',
			['https://example.com/n8n/webhook/abc/webhook', 'https://example.com/webhook/abc/webhook'],
		],
		[
			'of a test in the editor',
			[undefined, HOOK],
			'/webhook-test/abc/webhook',
			[HOOK, 'https://n8n.example.com/webhook-test/abc/webhook'],
		],
		[
			'named by the user, with a query of its own',
			['https://tunnel.example/hook?k=1', HOOK],
			'/webhook/abc/webhook',
			['https://tunnel.example/hook?k=1', 'https://tunnel.example/webhook/abc/webhook?k=1', HOOK],
		],
		['that is none', ['no address', HOOK], 'https://evil.example/x', [HOOK]],
	])('%s', (_, known, requested, expected) => expect(publicUrls(known, requested)).toEqual(expected));
});
