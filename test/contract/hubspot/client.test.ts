import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { HubSpotClient } from '../../../nodes/HubSpot/client';

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
