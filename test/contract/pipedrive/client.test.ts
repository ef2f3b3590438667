import { z } from 'zod';
import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { PipedriveClient } from '../../../nodes/Pipedrive/client';
import { inProcess, testCompany } from './company';

function client(answers: HttpResponse[]) {
	let sent = 0;
	const pauses: number[] = [];
	const http: Http = {
		async send() {
			sent += 1;
			return answers.shift() ?? { status: 200, headers: {}, body: { success: true, data: 'ok' } };
		},
	};
	return { client: new PipedriveClient(http, 'acme', async (ms) => void pauses.push(ms)), sent: () => sent, pauses };
}
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
	status,
	headers,
	body,
});
const refusal = (status: number, error: string) =>
	answer(status, { success: false, error, error_info: 'Please check developers.pipedrive.com for more.' });
const burst = () =>
	answer(
		429,
		{ success: false, error: 'request over limit' },
		{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
	);
const call = (kind: RequestKind) => ({ version: 'v2', path: '/deals/7', kind, purpose: 'read deal 7' }) as const;

describe('the client', () => {
	it.each([
		[refusal(401, 'unauthorized access'), 'credential', 'notDone'],
		[refusal(402, 'Company account is not open'), 'permission', 'notDone'],
		[refusal(403, 'Scope and URL mismatch'), 'permission', 'notDone'],
		[refusal(404, 'Deal not found'), 'notFound', 'notDone'],
		[refusal(400, 'Validation failed: <b>value</b>'), 'rejected', 'notDone'],
		[refusal(410, 'Gone'), 'rejected', 'notDone'],
		[refusal(415, 'Feature is not enabled'), 'permission', 'notDone'],
		[answer(422, { success: false, error: 'Webhook limit reached' }), 'rejected', 'notDone'],
		[
			answer(400, { status: 'error', success: false, errors: { subscription_url: ['invalid'] } }),
			'rejected',
			'notDone',
		],
		[answer(403, { success: false, message: 'Forbidden' }), 'permission', 'notDone'],
		[answer(403, '<html>Access denied by Cloudflare</html>', { 'content-type': 'text/html' }), 'rateLimit', 'notDone'],
		[refusal(500, 'Internal error'), 'unavailable', 'unclear'],
		[answer(502, '<html>'), 'unavailable', 'unclear'],
		[refusal(200, 'Something went wrong'), 'unavailable', 'unclear'],
		[answer(200, '<html>'), 'unreadable', 'unclear'],
		[answer(200, '{"succ'), 'unreadable', 'unclear'],
		[answer(200, { success: true, data: 7 }), 'unreadable', 'unclear'],
		[answer(302, ''), 'rejected', 'notDone'],
	] as const)('tells %j as %s', async (given, cause, outcome) => {
		const error = await client([given])
			.client.data({ ...call('update'), method: 'PATCH' }, z.string())
			.catch((caught: unknown) => caught);
		expect(error).toMatchObject({ cause_: cause, outcome });
		const { message, advice } = error as { message: string; advice: string };
		expect(`${message} ${advice}`).not.toMatch(/https?:|developers\.pipedrive|[<>]/);
		expect(message).toMatch(/deal 7/);
	});

	it('waits for the next window and repeats what came too early, also a create', async () => {
		const { client: pipedrive, sent, pauses } = client([burst(), burst()]);
		expect(await pipedrive.data({ ...call('create'), method: 'POST' }, z.string())).toBe('ok');
		expect(sent()).toBe(3);
		expect(pauses).toEqual([1000, 1000]);
	});

	it('gives up on a window that stays full, before its token is blocked', async () => {
		const { client: pipedrive, sent, pauses } = client(Array.from({ length: 50 }, burst));
		await expect(pipedrive.data(call('read'), z.string())).rejects.toMatchObject({
			cause_: 'rateLimit',
			outcome: 'notDone',
		});
		expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(20_000);
		expect(sent()).toBeLessThan(15);
	});

	it('does not knock again when the budget of the day is used up', async () => {
		const spent = answer(
			429,
			{ success: false, error: '' },
			{ 'x-ratelimit-remaining': '19', 'x-ratelimit-reset': '2' },
		);
		const { client: pipedrive, sent } = client([spent]);
		await expect(pipedrive.data(call('read'), z.string())).rejects.toMatchObject({
			cause_: 'rateLimit',
			message: expect.stringContaining('daily budget'),
			advice: expect.stringContaining('midnight'),
		});
		expect(sent()).toBe(1);
	});

	it('repeats no create after anything else', async () => {
		const lost = client([refusal(500, 'Internal error')]);
		await expect(lost.client.data({ ...call('create'), method: 'POST' }, z.string())).rejects.toMatchObject({
			outcome: 'unclear',
		});
		expect(lost.sent()).toBe(1);
	});
});

describe('the fake is as strict as the vendor', () => {
	const COLUMN = 'x'.repeat(256);

	it.each([
		['GET', '/api/v2/deals/abc', undefined, 400],
		['GET', '/api/v2/deals/999', undefined, 404],
		['GET', '/api/v2/deals?stage=15', undefined, 400],
		['GET', '/api/v2/deals?updated_since=yesterday', undefined, 400],
		['GET', '/api/v2/deals?limit=many', undefined, 400],
		['GET', '/v2/deals', undefined, 404],
		['GET', '/api/v1/deals/1', undefined, 404],
		['PUT', '/api/v2/deals/1', {}, 404],
		['PATCH', '/api/v2/deals/1', { stage_id: '15' }, 400],
		['PATCH', '/api/v2/deals/1', { stage_id: 99 }, 404],
		['PATCH', '/api/v2/deals/1', { title: '' }, 400],
		['PATCH', '/api/v2/deals/1', { value: 1 }, 400],
		['POST', '/api/v2/dealFields', { field_name: 'A', field_type: 'file' }, 400],
		['POST', '/api/v2/dealFields', { field_name: 'A', field_type: 'enum' }, 400],
		['POST', '/api/v2/dealFields', { field_name: COLUMN, field_type: 'text' }, 400],
		['POST', '/api/v1/notes', { content: '', deal_id: 1 }, 400],
		['POST', '/api/v1/notes', { content: 'x', deal_id: '1' }, 400],
		['POST', '/api/v1/notes', { content: 'x', deal_id: 999 }, 404],
		['POST', '/api/v1/files', { deal_id: 1 }, 400],
		[
			'POST',
			'/api/v1/webhooks',
			{ subscription_url: 'https://n8n.example/x', event_action: 'updated', event_object: 'deal', name: 'x' },
			400,
		],
		[
			'POST',
			'/api/v1/webhooks',
			{ subscription_url: 'https://api.pipedrive.com/x', event_action: '*', event_object: 'deal', name: 'x' },
			400,
		],
		[
			'POST',
			'/api/v1/webhooks',
			{ subscription_url: 'https://n8n.example/x', event_action: '*', event_object: 'deal' },
			400,
		],
		['DELETE', '/api/v1/webhooks/5', undefined, 404],
	] as const)('%s %s %j → %i', async (method, path, body, status) => {
		const { http } = testCompany();
		const sent = await http.send({
			kind: 'read',
			method,
			url: `https://demo.pipedrive.com${path}`,
			body,
			purpose: 'x',
		});
		expect(sent).toMatchObject({ status, body: { success: false } });
	});

	it('takes a text for a text field only, up to its length', async () => {
		const { fake, http } = testCompany();
		const { id } = await fake.createDeal({ title: 'D' });
		const [short, date] = [fake.company.makeField('deal', 'A', 'varchar'), fake.company.makeField('deal', 'B', 'date')];
		const patch = async (custom: object) =>
			(
				await http.send({
					kind: 'update',
					method: 'PATCH',
					url: `https://demo.pipedrive.com/api/v2/deals/${id}`,
					body: { custom_fields: custom },
					purpose: 'x',
				})
			).status;
		expect(await patch({ [short.code]: 7 })).toBe(400);
		expect(await patch({ [short.code]: COLUMN })).toBe(400);
		expect(await patch({ [date.code]: '22.11.2026' })).toBe(400);
		expect(await patch({ ['0'.repeat(40)]: 'x' })).toBe(400);
		expect(await patch({ [short.code]: 'x', [date.code]: '2026-11-22' })).toBe(200);
	});

	it('holds the window, the budget of the day, and blocks whoever knocks on', async () => {
		const company = testCompany({ limits: { perWindow: 3, daily: 50 } });
		const get = async (path: string) =>
			company.http.send({ kind: 'read', method: 'GET', url: `https://demo.pipedrive.com${path}`, purpose: 'x' });
		const statuses = [];
		for (let at = 0; at < 5; at++) statuses.push((await get('/api/v1/users/me')).status);
		expect(statuses).toEqual([200, 200, 200, 429, 429]);
		expect((await get('/api/v1/users/me')).headers).toMatchObject({
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': '2',
		});
		company.pass(3);
		for (let at = 0; at < 3; at++) await get('/api/v2/dealFields');
		company.pass(3);
		expect((await get('/api/v2/dealFields')).status).toBe(200);
		const spent = await get('/api/v2/dealFields');
		expect(spent).toMatchObject({ status: 429, headers: { 'x-ratelimit-remaining': '2' } });
		for (let at = 0; at < 60; at++) await get('/api/v2/dealFields');
		expect(await get('/api/v2/dealFields')).toMatchObject({ status: 403, body: expect.stringContaining('Cloudflare') });
	});

	it('gives the whole way of a deal its turn in a window of twenty requests', async () => {
		const company = testCompany({ limits: { perWindow: 20, daily: 30_000 } });
		const { fake } = company;
		const ids: string[] = [];
		for (let at = 0; at < 10; at++)
			ids.push((await fake.createDeal({ title: 'D', stage: 'invoice', buyer: { name: 'K' } })).id);
		const http = inProcess(fake, { headers: { 'x-api-token': 'demo-pipedrive-token' } });
		const patient = new PipedriveClient(http, 'demo', async (ms) => company.pass(ms / 1000));
		const { PipedriveCrm } = await import('../../../nodes/Pipedrive/adapter');
		const { FIELDS } = await import('./company');
		const crm = new PipedriveCrm(patient);
		const read = await Promise.all(ids.map(async (id) => crm.readDeal(id, { fields: FIELDS })));
		expect(read.map((deal) => deal?.id)).toEqual(ids);
	});

	it('lets access tokens lapse and renews them by a refresh token', async () => {
		const { fake } = testCompany();
		const token = async (params: Record<string, string>, secret = 'demo-client-secret') =>
			fake.handle({
				method: 'POST',
				host: 'oauth.pipedrive.com',
				path: '/oauth/token',
				query: new URLSearchParams(),
				headers: { authorization: `Basic ${Buffer.from(`demo-client-id:${secret}`).toString('base64')}` },
				raw: Buffer.from(new URLSearchParams(params).toString()),
			});
		expect((await token({ grant_type: 'authorization_code', code: fake.auth.authorize() }, 'x')).status).toBe(401);
		const first = await token({ grant_type: 'authorization_code', code: fake.auth.authorize() });
		const { access_token: access, refresh_token: refresh } = first.body as Record<string, string>;
		const me = async (bearer: string) =>
			inProcess(fake, { headers: { authorization: `Bearer ${bearer}` } }).send({
				kind: 'read',
				method: 'GET',
				url: 'https://demo.pipedrive.com/api/v1/users/me',
				purpose: 'x',
			});
		expect((await me(access!)).status).toBe(200);
		fake.auth.expireAll();
		expect((await me(access!)).status).toBe(401);
		const renewed = await token({ grant_type: 'refresh_token', refresh_token: refresh! });
		expect((await me((renewed.body as Record<string, string>).access_token!)).status).toBe(200);
	});
});
