import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { Bitrix24Client } from '../../../nodes/Bitrix24/client';
import { Line } from '../../../connect/line';
import { commandText } from '../../../nodes/Bitrix24/params';
import { parseQuery } from '../../../sandbox/fakes/bitrix24/php';
import { inProcess, testPortal } from './portal';

const BASE = 'https://acme.bitrix24.pl/rest/1/topsecret123/';

function client(answers: HttpResponse[]) {
	const sent: unknown[] = [];
	const pauses: number[] = [];
	const http: Http = {
		async send(request) {
			sent.push(request.body);
			return answers.shift() ?? { status: 200, headers: {}, body: { result: 'ok' } };
		},
	};
	return {
		client: new Bitrix24Client(http, BASE, 'acme.bitrix24.pl', async (ms) => void pauses.push(ms)),
		sent,
		pauses,
	};
}
const answer = (status: number, error: string | number, text = ''): HttpResponse => ({
	status,
	headers: {},
	body: { error, error_description: text },
});
const call = (kind: RequestKind) => ({ kind, purpose: 'read deal 7' });

describe('the client', () => {
	it.each([
		[answer(401, 'expired_token'), 'credential', 'notDone'],
		[answer(401, 'NO_AUTH_FOUND'), 'credential', 'notDone'],
		[answer(403, 'insufficient_scope'), 'permission', 'notDone'],
		[answer(403, 'WRONG_AUTH_TYPE'), 'permission', 'notDone'],
		[answer(400, 'INVALID_ARG_VALUE', 'Wrong <b>value</b>'), 'rejected', 'notDone'],
		[answer(400, '', 'Not found'), 'notFound', 'notDone'],
		[answer(429, 'OPERATION_TIME_LIMIT'), 'rateLimit', 'notDone'],
		[answer(500, 'INTERNAL_SERVER_ERROR'), 'unavailable', 'unclear'],
		[answer(200, 'ERROR_UNEXPECTED_ANSWER'), 'unavailable', 'unclear'],
		[{ status: 302, headers: { location: 'https://other.bitrix24.pl/' }, body: '' }, 'credential', 'notDone'],
		[{ status: 502, headers: {}, body: '<html>' }, 'unavailable', 'unclear'],
		[{ status: 200, headers: {}, body: '<html>' }, 'unreadable', 'unclear'],
	] as const)('tells %j as %s', async (given, cause, outcome) => {
		const error = await client([given])
			.client.call('crm.item.update', {}, call('update'))
			.catch((caught: unknown) => caught);
		expect(error).toMatchObject({ cause_: cause, outcome });
		const { message, advice } = error as { message: string; advice: string };
		expect(`${message} ${advice}`).not.toMatch(/topsecret|https?:/);
		expect(`${message} ${advice}`).not.toContain('<');
	});

	it('repeats what the leaky bucket refused before any work, also a create', async () => {
		const full = answer(503, 'QUERY_LIMIT_EXCEEDED');
		const { client: bitrix, sent, pauses } = client([full, full]);
		expect(await bitrix.call('crm.timeline.comment.add', {}, call('create'))).toBe('ok');
		expect([sent.length, pauses.length]).toEqual([3, 2]);
	});

	it('waits out a full bucket for a read too, and names the cause when it stays full', async () => {
		const full = answer(503, 'QUERY_LIMIT_EXCEEDED');
		const { client: bitrix, sent, pauses } = client([full, full, full]);
		expect(await bitrix.call('crm.item.get', {}, call('read'))).toBe('ok');
		expect(sent).toHaveLength(4);
		for (const pause of pauses) expect([500, 1000, 2000]).toContain(pause);
		const stays = client(Array.from({ length: 50 }, () => full));
		await expect(stays.client.call('crm.item.get', {}, call('read'))).rejects.toMatchObject({ cause_: 'rateLimit' });
		const waited = stays.pauses.reduce((sum, pause) => sum + pause, 0);
		expect(waited).toBeGreaterThan(15_000);
		expect(waited).toBeLessThanOrEqual(20_000);
	});

	it('lets nobody past those who were refused, and everyone through in their order', async () => {
		// A bucket that has room for one request after each pause.
		let room = 0;
		const admitted: unknown[] = [];
		let refusals = 0;
		const http: Http = {
			async send({ body }) {
				if (room === 0) return (refusals++, answer(503, 'QUERY_LIMIT_EXCEEDED'));
				room -= 1;
				admitted.push((body as { number: number }).number);
				return { status: 200, headers: {}, body: { result: 'ok' } };
			},
		};
		const line = new Line();
		const bitrix = () =>
			new Bitrix24Client(
				http,
				BASE,
				'acme.bitrix24.pl',
				async () => {
					await new Promise(setImmediate);
					room += 1;
				},
				line,
			);
		const early = Array.from({ length: 20 }, async (_, number) => bitrix().call('x', { number }, call('read')));
		await new Promise(setImmediate);
		const late = Array.from({ length: 5 }, async (_, at) => bitrix().call('x', { number: 20 + at }, call('read')));
		await Promise.all([...early, ...late]);
		expect(admitted).toEqual(Array.from({ length: 25 }, (_, number) => number));
		// Each asks in vain once at most: the line spares the portal the rest.
		expect(refusals).toBeLessThanOrEqual(25);
		expect(line.isEmpty).toBe(true);
	});

	it('repeats no create after anything else, and gives up on a bucket that stays full', async () => {
		const lost = client([answer(500, 'INTERNAL_SERVER_ERROR')]);
		await expect(lost.client.call('crm.timeline.comment.add', {}, call('create'))).rejects.toMatchObject({
			outcome: 'unclear',
		});
		expect(lost.sent).toHaveLength(1);
		const full = client(Array.from({ length: 50 }, () => answer(503, 'QUERY_LIMIT_EXCEEDED')));
		await expect(full.client.call('x', {}, call('update'))).rejects.toMatchObject({
			cause_: 'rateLimit',
			outcome: 'notDone',
		});
		expect(full.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(60_000);
	});

	it('keeps a failed command of a batch apart from the good ones', async () => {
		const { crm } = testPortal();
		const result = await crm.client.batch(
			{
				good: { method: 'profile', params: {} },
				bad: { method: 'crm.item.get', params: { entityTypeId: 2, id: 999 } },
				unknown: { method: 'crm.nothing', params: {} },
			},
			call('read'),
		);
		expect(Object.keys(result.results)).toEqual(['good']);
		expect(result.errors).toMatchObject({ bad: { code: 'NOT_FOUND' }, unknown: { code: 'ERROR_METHOD_NOT_FOUND' } });
	});

	it('writes commands that PHP reads back', () => {
		const params = { entityTypeId: 2, filter: { '=ownerId': 5, '@STAGE_ID': ['C1:WON', 'ą & b=c'] }, select: ['*'] };
		const [method, query] = commandText({ method: 'm', params }).split('?');
		expect(method).toBe('m');
		expect(parseQuery(query ?? '')).toEqual({
			entityTypeId: '2',
			filter: { '=ownerId': '5', '@STAGE_ID': { 0: 'C1:WON', 1: 'ą & b=c' } },
			select: { 0: '*' },
		});
	});
});

describe('the fake is as strict as the vendor', () => {
	const send = async (portal: ReturnType<typeof testPortal>, method: string, body: object) =>
		portal.http.send({
			kind: 'read',
			method: 'POST',
			url: `https://demo.bitrix24.pl/rest/1/demoinboundsecret/${method}`,
			body,
			purpose: 'x',
		});

	it.each([
		['crm.stagehistory.list', { entityTypeId: 2, filter: { TITLE: 'x' } }, 400, 'INVALID_ARG_VALUE'],
		['crm.item.productrow.list', { filter: { '=ownerId': 1 } }, 400, 'INVALID_ARG_VALUE'],
		['crm.item.get', { entityTypeId: 2, id: 'seventeen' }, 400, 'INVALID_ARG_VALUE'],
		['crm.item.get', { entityTypeId: 2, id: 99999 }, 400, 'NOT_FOUND'],
		['crm.requisite.link.get', { entityTypeId: 2, entityId: 99999 }, 400, ''],
		[
			'crm.timeline.comment.add',
			{ fields: { ENTITY_ID: 1, ENTITY_TYPE: 'deal', COMMENT: '' } },
			400,
			'INVALID_ARG_VALUE',
		],
		['crm.deal.userfield.add', { fields: { FIELD_NAME: 'Ł', USER_TYPE_ID: 'string' } }, 400, 'ERROR_CORE'],
		['event.bind', { event: 'ONCRMDEALUPDATE', handler: 'https://n8n.example/x' }, 403, 'WRONG_AUTH_TYPE'],
		['crm.deal.dance', {}, 404, 'ERROR_METHOD_NOT_FOUND'],
	])('%s %j → %i %s', async (method, body, status, code) => {
		expect(await send(testPortal(), method, body)).toMatchObject({ status, body: { error: code } });
	});

	it('refuses when the bucket is full', async () => {
		const portal = testPortal({ limits: { drainPerSecond: 0, hold: 2 } });
		const statuses = [];
		for (let at = 0; at < 4; at++) statuses.push((await send(portal, 'profile', {})).status);
		expect(statuses).toEqual([200, 200, 503, 503]);
	});

	it('uses up refresh tokens and lets access tokens lapse', async () => {
		const { fake } = testPortal();
		const token = async (params: Record<string, string>) =>
			fake.handle({
				method: 'POST',
				host: 'oauth.bitrix.info',
				path: '/oauth/token/',
				query: new URLSearchParams(),
				headers: {},
				raw: Buffer.from(
					new URLSearchParams({
						client_id: 'demo-client-id',
						client_secret: 'demo-client-secret',
						...params,
					}).toString(),
				),
			});
		const first = await token({ grant_type: 'authorization_code', code: fake.auth.authorize() });
		const { access_token: access, refresh_token: refresh } = first.body as Record<string, string>;
		const asApplication = inProcess(fake, [], { authorization: `Bearer ${access}` });
		const profile = async () =>
			asApplication.send({ kind: 'read', method: 'POST', url: 'https://demo.bitrix24.pl/rest/profile', purpose: 'x' });
		expect((await profile()).status).toBe(200);
		fake.auth.expireAll();
		expect(await profile()).toMatchObject({ status: 401, body: { error: 'expired_token' } });
		expect((await token({ grant_type: 'refresh_token', refresh_token: refresh ?? '' })).status).toBe(200);
		expect((await token({ grant_type: 'refresh_token', refresh_token: refresh ?? '' })).body).toMatchObject({
			error: 'invalid_grant',
		});
	});
});
