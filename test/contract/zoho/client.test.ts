import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { ZohoClient } from '../../../nodes/ZohoCrm/client';
import { Turns } from '../../../nodes/ZohoCrm/turns';
import { createZohoFake, DEMO_SIGN_IN, type ZohoFakeOptions } from '../../../sandbox/fakes/zoho';
import type { FakeRequest } from '../../../sandbox/fakes/types';
import { FIELDS, testOrganisation } from './organisation';

function client(answers: HttpResponse[]) {
	const sent: unknown[] = [];
	const pauses: number[] = [];
	const http: Http = {
		async send(request) {
			sent.push(request);
			return answers.shift() ?? { status: 200, headers: {}, body: { data: [] } };
		},
	};
	const turns = new Turns(async (ms) => void pauses.push(ms));
	return { client: new ZohoClient(http, 'www.zohoapis.eu', turns), sent, pauses };
}
const answer = (status: number, code: string, message = '', details = {}): HttpResponse => ({
	status,
	headers: {},
	body: { code, message, details, status: 'error' },
});
const inside = (status: number, list: string, code: string, details = {}): HttpResponse => ({
	status,
	headers: {},
	body: { [list]: [{ code, message: 'invalid data', details, status: 'error' }] },
});
const busy = answer(429, 'TOO_MANY_REQUESTS');
const call = (kind: RequestKind) => ({ kind, purpose: 'read deal 7' });
const put = { method: 'PUT', path: 'Deals/7', body: {} } as const;

describe('the client', () => {
	it.each([
		[answer(401, 'INVALID_TOKEN', 'invalid oauth token'), 'credential', 'notDone'],
		[answer(401, 'OAUTH_SCOPE_MISMATCH'), 'permission', 'notDone'],
		[answer(403, 'NO_PERMISSION', 'no', { permissions: ['Crm_Implied_Edit_Deals'] }), 'permission', 'notDone'],
		[answer(400, 'INVALID_DATA', 'the id given seems to be invalid'), 'notFound', 'notDone'],
		[answer(400, 'INVALID_MODULE'), 'rejected', 'notDone'],
		[answer(500, 'INTERNAL_ERROR'), 'unavailable', 'unclear'],
		[inside(200, 'data', 'INTERNAL_ERROR'), 'unavailable', 'unclear'],
		[inside(202, 'data', 'INVALID_DATA', { api_name: 'D2I_Link' }), 'rejected', 'notDone'],
		[inside(207, 'data', 'DUPLICATE_DATA'), 'conflict', 'notDone'],
		[inside(202, 'watch', 'NOT_SUBSCRIBED'), 'notFound', 'notDone'],
		[inside(207, 'fields', 'LIMIT_EXCEEDED'), 'rejected', 'notDone'],
		[{ status: 502, headers: {}, body: '<html>https://secret.example' }, 'unavailable', 'unclear'],
		[{ status: 200, headers: {}, body: '<html>' }, 'unreadable', 'unclear'],
		[{ status: 302, headers: {}, body: '' }, 'unreadable', 'unclear'],
	] as const)('tells %j as %s', async (given, cause, outcome) => {
		const error = await client([given])
			.client.call(put, call('update'))
			.catch((caught: unknown) => caught);
		expect(error).toMatchObject({ cause_: cause, outcome, message: expect.stringContaining('read deal 7') });
		const { message, advice } = error as { message: string; advice: string };
		expect(`${message} ${advice}`).not.toMatch(/https?:|</);
		expect(advice.length).toBeGreaterThan(20);
	});

	it('repeats what was refused because too many came, also a create, and nothing else', async () => {
		const { client: zoho, sent, pauses } = client([busy, busy]);
		await zoho.call({ method: 'POST', path: 'Notes', body: {} }, call('create'));
		expect([sent.length, pauses]).toEqual([3, [1000, 2000]]);
		const lost = client([answer(500, 'INTERNAL_ERROR')]);
		await expect(lost.client.call(put, call('create'))).rejects.toMatchObject({ outcome: 'unclear' });
		expect(lost.sent).toHaveLength(1);
	});

	it('gives up after 20 seconds, and at once when the credits of the day are spent', async () => {
		const stays = client(Array.from({ length: 50 }, () => busy));
		await expect(stays.client.call(put, call('update'))).rejects.toMatchObject({
			cause_: 'rateLimit',
			outcome: 'notDone',
		});
		const waited = stays.pauses.reduce((sum, pause) => sum + pause, 0);
		expect(waited).toBeGreaterThan(14_000);
		expect(waited).toBeLessThanOrEqual(20_000);
		const spent = client([{ ...busy, headers: { 'x-api-credits-remaining': '0' } }]);
		await expect(spent.client.call(put, call('update'))).rejects.toMatchObject({ cause_: 'rateLimit' });
		expect(spent.pauses).toEqual([]);
	});

	it('sends four at a time at most, the others in their order, also after failures', async () => {
		let running = 0;
		let most = 0;
		const begun: number[] = [];
		const http: Http = {
			async send({ body }) {
				begun.push((body as { number: number }).number);
				most = Math.max(most, ++running);
				await new Promise(setImmediate);
				running -= 1;
				if (begun.length % 3 === 0) throw new Error('cut');
				return { status: 200, headers: {}, body: { data: [] } };
			},
		};
		const zoho = new ZohoClient(http, 'www.zohoapis.eu', new Turns());
		const all = Array.from({ length: 30 }, async (_, number) => zoho.call({ ...put, body: { number } }, call('read')));
		await Promise.allSettled(all);
		expect(most).toBe(4);
		expect(begun).toEqual(Array.from({ length: 30 }, (_, number) => number));
	});
});

describe('the fake is as strict as the vendor', () => {
	const send = async (
		method: string,
		target: string,
		body?: object,
		options: ZohoFakeOptions & { token?: string } = {},
	) => {
		const world = {
			now: () => new Date('2026-11-22T10:00:00Z'),
			fault: () => undefined,
			deliver: async () => 200,
			changed: () => undefined,
		};
		const fake = createZohoFake(world, { limits: false, ...options });
		const url = new URL(`https://www.zohoapis.eu/crm/v8/${target}`);
		const request: FakeRequest = {
			method,
			host: url.host,
			path: url.pathname,
			query: url.searchParams,
			headers: {
				authorization: `Zoho-oauthtoken ${options.token ?? DEMO_SIGN_IN.accessToken}`,
				'content-type': 'application/json',
			},
			raw: Buffer.from(body ? JSON.stringify(body) : ''),
		};
		return fake.handle(request);
	};
	const WATCH = { channel_id: '1', events: ['Deals.edit'], notify_url: 'https://n8n.example/x' };

	it.each([
		['GET', 'Deals', undefined, 400, 'REQUIRED_PARAM_MISSING'],
		['GET', 'Deals?fields=Stage&per_page=201', undefined, 400, 'INVALID_DATA'],
		['GET', 'Deals?fields=Stage&page=11', undefined, 400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED'],
		['GET', 'Deals?fields=Stage&where=x', undefined, 400, 'INVALID_DATA'],
		['GET', 'Deals/seventeen', undefined, 400, 'INVALID_DATA'],
		['PUT', 'Deals', {}, 400, 'INVALID_REQUEST_METHOD'],
		['PUT', 'Deals/700000000000100001', { data: [{}], triggers: [] }, 400, 'INVALID_DATA'],
		['PUT', 'Deals/700000000000100001', { data: [{}], trigger: ['all'] }, 400, 'INVALID_DATA'],
		['GET', 'settings/pipeline', undefined, 400, 'REQUIRED_PARAM_MISSING'],
		['GET', 'settings/fields?module=Dance', undefined, 400, 'INVALID_MODULE'],
		['POST', 'Notes', { data: [{ Note_Title: 'x' }] }, 202, undefined],
		['POST', 'actions/watch', { watch: [{ ...WATCH, token: 'x'.repeat(51) }] }, 202, undefined],
		['POST', 'actions/watch', { watch: [{ ...WATCH, channel_id: 1 }] }, 202, undefined],
		['POST', 'actions/watch', { watch: [{ ...WATCH, channel_expiry: '2026-11-23T10:00:00.000Z' }] }, 202, undefined],
		['PUT', 'actions/watch', { watch: [WATCH] }, 202, undefined],
		['GET', 'Dances/1', undefined, 404, 'INVALID_URL_PATTERN'],
	])('%s %s %j → %i %s', async (method, target, body, status, code) => {
		const told = await send(method, target, body);
		expect(told.status).toBe(status);
		const { body: answered } = told as { body: Record<string, unknown[]> };
		if (code !== undefined) expect(answered).toMatchObject({ code, status: 'error' });
		else expect(Object.values(answered)[0]?.[0]).toMatchObject({ status: 'error' });
	});

	it('cuts a wish for more than a week to one hour, without a word', async () => {
		const watch = [{ ...WATCH, channel_expiry: '2026-11-30T10:00:00+00:00' }];
		expect(JSON.stringify((await send('POST', 'actions/watch', { watch })).body)).toContain(
			'2026-11-22T12:00:00+01:00',
		);
	});

	it('asks for a token and for the scope of each call', async () => {
		expect(await send('GET', 'org', undefined, { token: 'x' })).toMatchObject({
			status: 401,
			body: { code: 'INVALID_TOKEN' },
		});
		const narrow = await send('GET', 'org', undefined, { scopes: ['ZohoCRM.modules.ALL'] });
		expect(narrow).toMatchObject({ status: 401, body: { code: 'OAUTH_SCOPE_MISMATCH' } });
	});

	it('refuses calls at the same time and calls beyond the credits, and the adapter waits its turn', async () => {
		const tight = testOrganisation({ limits: { atOnce: 2, credits: 1000 } });
		const { id } = await tight.fake.createDeal({ title: 'D', lines: [{ name: 'P', quantity: '1', unitPrice: '1' }] });
		expect((await tight.crm.readDeal(id, { fields: FIELDS }))?.lines).toHaveLength(1);
		const poor = testOrganisation({ limits: { atOnce: 10, credits: 4 } });
		const deal = await poor.fake.createDeal({ title: 'D' });
		await expect(poor.crm.readDeal(deal.id, { fields: FIELDS })).rejects.toMatchObject({ cause_: 'rateLimit' });
	});

	it('renews tokens for its own client, ten times in ten minutes', async () => {
		const { fake } = testOrganisation();
		const token = async (change: Record<string, string> = {}) => {
			const { clientId, clientSecret, refreshToken } = DEMO_SIGN_IN;
			const form = {
				client_id: clientId,
				client_secret: clientSecret,
				grant_type: 'refresh_token',
				refresh_token: refreshToken,
			};
			const raw = Buffer.from(new URLSearchParams({ ...form, ...change }).toString());
			const place = { method: 'POST', host: 'accounts.zoho.eu', path: '/oauth/v2/token', query: new URLSearchParams() };
			return fake.handle({ ...place, headers: {}, raw });
		};
		expect((await token()).body).toMatchObject({ api_domain: 'https://www.zohoapis.eu', token_type: 'Bearer' });
		expect((await token({ refresh_token: 'x' })).body).toEqual({ error: 'invalid_code' });
		expect((await token({ client_secret: 'x' })).body).toEqual({ error: 'invalid_client_secret' });
		for (let at = 0; at < 9; at++) await token();
		expect((await token()).status).toBe(400);
	});
});
