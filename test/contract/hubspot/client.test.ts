import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { HubSpotClient } from '../../../nodes/HubSpot/client';
import { testAccount } from './account';

function client(answers: HttpResponse[]) {
	const sent: string[] = [];
	const pauses: number[] = [];
	const http: Http = {
		async send(request) {
			sent.push(request.url);
			return answers.shift() ?? { status: 200, headers: {}, body: { id: '1' } };
		},
	};
	return { client: new HubSpotClient(http, async (ms) => void pauses.push(ms)), sent, pauses };
}
const answer = (status: number, body: unknown = {}): HttpResponse => ({ status, headers: {}, body });
const call = (kind: RequestKind) =>
	({ kind, method: 'PATCH', path: '/crm/objects/2026-09/deals/7', purpose: 'write deal 7' }) as const;
const BUSY = answer(429, { status: 'error', errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
const failed = (list: object[]) => `Property values were not valid: ${JSON.stringify(list)}`;

describe('the client', () => {
	it.each<[string, HttpResponse, string, string]>([
		[
			'a refused key',
			answer(401, {
				category: 'INVALID_AUTHENTICATION',
				message: 'no token pat-eu1-12345678-aaaa-bbbb-cccc-1234567890ab',
			}),
			'credential',
			'notDone',
		],
		[
			'a missing scope',
			answer(403, { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['files'] } }] }),
			'permission',
			'notDone',
		],
		['a deal that is gone', answer(404, { category: 'OBJECT_NOT_FOUND' }), 'notFound', 'notDone'],
		[
			'a wrong value',
			answer(400, {
				category: 'VALIDATION_ERROR',
				message: failed([{ name: 'closedate', message: 'is <b>required</b>' }]),
			}),
			'rejected',
			'notDone',
		],
		['a conflict', answer(409, { category: 'OBJECT_ALREADY_EXISTS' }), 'rejected', 'notDone'],
		['a locked record', answer(423), 'unavailable', 'notDone'],
		['the limit of the day', answer(429, { policyName: 'DAILY' }), 'rateLimit', 'notDone'],
		['an account that moves', answer(477), 'unavailable', 'notDone'],
		['a server error', answer(500, { message: 'internal error' }), 'unavailable', 'unclear'],
		['a broken gateway', answer(502, '<html>https://internal.example</html>'), 'unavailable', 'unclear'],
		['an error inside a 200', answer(200, { status: 'error', message: 'x' }), 'rejected', 'unclear'],
		['a redirect', answer(302), 'rejected', 'unclear'],
		['an odd body', answer(400, [1, 2]), 'rejected', 'notDone'],
	])('tells of %s', async (_, given, cause, outcome) => {
		const error = (await client([given])
			.client.call(call('update'))
			.catch((caught: unknown) => caught)) as {
			message: string;
			advice: string;
		};
		expect(error).toMatchObject({ cause_: cause, outcome, vendor: 'HubSpot' });
		expect(error.message).toContain('write deal 7');
		expect(`${error.message} ${error.advice}`).not.toMatch(/https?:|<|pat-eu1/);
	});

	it('names fields, scopes and the number of the failure at HubSpot', async () => {
		const told = async (body: object, status = 400) =>
			(await client([answer(status, body)])
				.client.call(call('update'))
				.catch((caught: unknown) => caught)) as { message: string; advice: string };
		const unknown = await told({
			message: failed([{ error: 'PROPERTY_DOESNT_EXIST', name: 'd2i_number', message: 'x' }]),
		});
		expect(unknown.message).toBe('HubSpot did not write deal 7: the field d2i_number: there is no such field.');
		expect(unknown.advice).toContain('Create Fields');
		const required = await told({
			message: 'Missing',
			errors: [{ message: 'Close date is required', context: { propertyName: ['closedate'] } }],
		});
		expect(required.message).toBe(
			'HubSpot did not write deal 7: the field closedate: Missing; Close date is required.',
		);
		const scopes = await told({ context: { missingScopes: ['files', '<script>'] } }, 403);
		expect(scopes.message).toContain('lacks the scope files.');
		const traced = await told({ message: 'm', correlationId: 'aeb5f871-7f07-4993-9211-075dc63e7cbf' });
		expect(traced.advice).toContain('aeb5f871-7f07-4993-9211-075dc63e7cbf');
	});

	it('waits out the limit of seconds, also for a create, and names the cause when it stays', async () => {
		const { client: hub, sent, pauses } = client([BUSY, BUSY]);
		expect(await hub.call(call('create'))).toEqual({ id: '1' });
		expect([sent.length, pauses.length]).toEqual([3, 2]);
		const stays = client(Array.from({ length: 50 }, () => BUSY));
		await expect(stays.client.call(call('read'))).rejects.toMatchObject({ cause_: 'rateLimit', outcome: 'notDone' });
		expect(stays.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(20_000);
		const daily = client([answer(429, { policyName: 'DAILY' })]);
		await expect(daily.client.call(call('read'))).rejects.toMatchObject({ cause_: 'rateLimit' });
		expect(daily.pauses).toEqual([]);
	});

	it('repeats no create after anything else', async () => {
		const lost = client([answer(500)]);
		await expect(lost.client.call(call('create'))).rejects.toMatchObject({ outcome: 'unclear' });
		expect(lost.sent).toHaveLength(1);
	});

	it('calls one host only', async () => {
		const { client: hub, sent } = client([]);
		await hub.call(call('read'));
		expect(sent).toEqual(['https://api.hubapi.com/crm/objects/2026-09/deals/7']);
	});
});

describe('the fake is as strict as the vendor', () => {
	const send = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, options = {}) => {
		const account = testAccount(options);
		await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		return account.http.send({ kind: 'create', method, url: `https://api.hubapi.com${path}`, body, purpose: 'x' });
	};
	const DEAL = '/crm/objects/2026-09/deals/31401';
	const SEARCH = '/crm/objects/2026-09/deals/search';
	const search = (change: object) => ({
		filterGroups: [],
		sorts: [],
		properties: [],
		limit: 10,
		after: '0',
		...change,
	});
	const note = (change: object) => ({
		properties: { hs_timestamp: '2026-11-22T10:00:00Z', hs_note_body: 'x' },
		associations: [],
		...change,
	});

	it.each<[string, 'GET' | 'POST' | 'PATCH', string, object | undefined, number, string]>([
		['another version', 'GET', '/crm/v3/objects/deals/31401', undefined, 404, 'RESOURCE_NOT_FOUND'],
		['another method', 'POST', '/crm/pipelines/2026-09/deals', {}, 405, 'METHOD_NOT_ALLOWED'],
		['an unknown parameter', 'GET', `${DEAL}?propertys=x`, undefined, 400, 'VALIDATION_ERROR'],
		['an unknown association', 'GET', `${DEAL}?associations=lineitems`, undefined, 400, 'VALIDATION_ERROR'],
		['an unknown field', 'PATCH', DEAL, { properties: { d2i_number: '1' } }, 400, 'VALIDATION_ERROR'],
		['a computed field', 'PATCH', DEAL, { properties: { hs_is_closed: 'true' } }, 400, 'VALIDATION_ERROR'],
		['a number for a text', 'PATCH', DEAL, { properties: { dealname: 7 } }, 400, 'VALIDATION_ERROR'],
		['a stage of another pipeline', 'PATCH', DEAL, { properties: { dealstage: 'closedwon' } }, 400, 'VALIDATION_ERROR'],
		['a key too many', 'PATCH', DEAL, { properties: {}, id: '1' }, 400, 'VALIDATION_ERROR'],
		[
			'a batch without its lists',
			'POST',
			'/crm/objects/2026-09/deals/batch/read',
			{ inputs: [{ id: '31401' }] },
			400,
			'VALIDATION_ERROR',
		],
		[
			'a search for an unknown field',
			'POST',
			SEARCH,
			search({ filterGroups: [{ filters: [{ propertyName: 'hs_v2_date_entered_x', operator: 'GTE', value: '1' }] }] }),
			400,
			'VALIDATION_ERROR',
		],
		['a page too long', 'POST', SEARCH, search({ limit: 201 }), 400, 'VALIDATION_ERROR'],
		['results beyond the cap', 'POST', SEARCH, search({ after: '9995' }), 400, 'VALIDATION_ERROR'],
		['two sorts', 'POST', SEARCH, search({ sorts: [{}, {}] }), 400, 'VALIDATION_ERROR'],
		[
			'a note without its time',
			'POST',
			'/crm/objects/2026-09/notes',
			note({ properties: { hs_note_body: 'x' } }),
			400,
			'VALIDATION_ERROR',
		],
		[
			'a note with a file that is none',
			'POST',
			'/crm/objects/2026-09/notes',
			note({ properties: { hs_timestamp: '2026-11-22T10:00:00Z', hs_attachment_ids: '5' } }),
			400,
			'VALIDATION_ERROR',
		],
		[
			'a note of another kind of association',
			'POST',
			'/crm/objects/2026-09/notes',
			note({
				associations: [
					{ to: { id: '31401' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 213 }] },
				],
			}),
			400,
			'VALIDATION_ERROR',
		],
		[
			'a field with capitals',
			'POST',
			'/crm/properties/2026-09/deals',
			{ name: 'D2I', label: 'l', type: 'string', fieldType: 'text', groupName: 'dealinformation' },
			400,
			'VALIDATION_ERROR',
		],
		['an upload that is no form', 'POST', '/files/2026-03/files', {}, 400, 'VALIDATION_ERROR'],
		[
			'the settings of an app without its key',
			'GET',
			'/app-webhooks/2026-09/4242/settings',
			undefined,
			401,
			'INVALID_AUTHENTICATION',
		],
	])('refuses %s', async (_, method, path, body, status, category) => {
		expect(await send(method, path, body)).toMatchObject({ status, body: { status: 'error', category } });
	});

	it('refuses more than it allows in ten seconds, and more searches in a second', async () => {
		const account = testAccount({ limits: { tenSecondly: 4, searches: 1 } });
		const statuses = async (path: string, times: number) => {
			const found: number[] = [];
			for (let at = 0; at < times; at++)
				found.push(
					(
						await account.http.send({
							kind: 'create',
							method: 'POST',
							url: `https://api.hubapi.com${path}`,
							body: search({}),
							purpose: 'x',
						})
					).status,
				);
			return found;
		};
		expect(await statuses(SEARCH, 2)).toEqual([200, 429]);
		expect(await statuses('/crm/pipelines/2026-09/deals', 2)).toEqual([405, 405]);
		account.pass(1);
		expect(await statuses(SEARCH, 1)).toEqual([200]);
	});

	it('lets access tokens lapse and keeps refresh tokens', async () => {
		const { fake } = testAccount();
		fake.signIn.admit('first', 'refresh');
		const token = async (params: Record<string, string>) =>
			fake.handle({
				method: 'POST',
				host: 'api.hubapi.com',
				path: '/oauth/2026-09/token',
				query: new URLSearchParams(),
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				raw: Buffer.from(
					new URLSearchParams({
						client_id: 'demo-hubspot-client',
						client_secret: 'demo-hubspot-secret',
						...params,
					}).toString(),
				),
			});
		fake.signIn.expireAll();
		expect(fake.signIn.state('first')).toBe('expired');
		for (let round = 0; round < 2; round++) {
			const { body } = await token({ grant_type: 'refresh_token', refresh_token: 'refresh' });
			expect(fake.signIn.state((body as { access_token: string }).access_token)).toBe('valid');
		}
		expect(await token({ grant_type: 'refresh_token', refresh_token: 'other' })).toMatchObject({ status: 400 });
	});
});
