import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { retryingHttp } from '../../../connect/retryingHttp';
import { saysDailyLimit } from '../../../nodes/Monday/answer';
import { MondayClient } from '../../../nodes/Monday/client';

function client(answers: HttpResponse[]) {
	const sent: unknown[] = [];
	const pauses: number[] = [];
	const http: Http = {
		async send(request) {
			sent.push(request.body);
			return answers.shift() ?? { status: 200, headers: {}, body: { data: { ok: true } } };
		},
	};
	return { client: new MondayClient(http, async (ms) => void pauses.push(ms)), http, sent, pauses };
}
const errors = (status: number, code: string, text = 'told', extensions: object = {}): HttpResponse => ({
	status,
	headers: {},
	body: { data: null, errors: [{ message: text, extensions: { ...(code ? { code } : {}), ...extensions } }] },
});
const call = (kind: RequestKind) => ({ kind, purpose: 'read deal 7' });

describe('the client', () => {
	it.each<[string, HttpResponse, string, string]>([
		['a wrong token', errors(401, 'NOT_AUTHENTICATED'), 'credential', 'notDone'],
		[
			'a wrong token, in words',
			{ status: 401, headers: {}, body: { errors: ['Not Authenticated'] } },
			'credential',
			'notDone',
		],
		[
			'no right, inside a 200',
			errors(200, 'UserUnauthorizedException', 'x', { status_code: 403 }),
			'permission',
			'notDone',
		],
		['a missing scope', errors(200, 'missingRequiredPermissions'), 'permission', 'notDone'],
		['a wrong value', errors(200, 'ColumnValueException', 'label <b>gone</b>'), 'rejected', 'notDone'],
		[
			'a wrong value as 422',
			errors(422, 'DATA_VALIDATIONS_ERROR', 'x', { error_data: [{ itemId: 1 }] }),
			'rejected',
			'notDone',
		],
		['a column that is not there', errors(200, 'InvalidColumnIdException'), 'rejected', 'notDone'],
		['an item that is gone', errors(200, 'InvalidItemIdException'), 'notFound', 'notDone'],
		['a wrong document', errors(400, 'GRAPHQL_VALIDATION_FAILED'), 'rejected', 'notDone'],
		['the day’s calls used up', errors(429, 'DAILY_LIMIT_EXCEEDED'), 'rateLimit', 'notDone'],
		[
			'trouble inside a 200',
			errors(200, 'INTERNAL_SERVER_ERROR', 'Internal server error', { status_code: 500 }),
			'unavailable',
			'unclear',
		],
		['trouble as a 500', errors(500, ''), 'unavailable', 'unclear'],
		['a page of a proxy', { status: 502, headers: {}, body: '<html>' }, 'unavailable', 'unclear'],
		['a page with 200', { status: 200, headers: {}, body: '<html>' }, 'unreadable', 'unclear'],
		[
			'an old form of error',
			{
				status: 200,
				headers: {},
				body: { error_code: 'ResourceNotFoundException', error_message: 'gone', status_code: 404 },
			},
			'notFound',
			'notDone',
		],
		['a redirect', { status: 302, headers: { location: 'https://x.example' }, body: '' }, 'rejected', 'notDone'],
	])('tells %s', async (_, given, cause, outcome) => {
		const error = await client([given])
			.client.query('mutation', {}, call('update'))
			.catch((caught: unknown) => caught);
		expect(error).toMatchObject({ cause_: cause, outcome });
		const { message, advice } = error as { message: string; advice: string };
		expect(`${message} ${advice}`).not.toMatch(/https?:/);
		expect(`${message} ${advice}`).not.toContain('<');
		expect(advice).not.toBe('');
	});

	it('takes an error beside data for an error, unless that part was optional', async () => {
		const half = (): HttpResponse => ({
			status: 200,
			headers: {},
			body: {
				data: { items: [], users: null },
				errors: [{ message: 'no', path: ['users'], extensions: { code: 'X' } }],
			},
		});
		await expect(client([half()]).client.query('q', {}, call('read'))).rejects.toThrow('no');
		expect(await client([half()]).client.query('q', {}, { ...call('read'), optional: ['users'] })).toEqual({
			items: [],
			users: null,
		});
	});

	it('waits as long as it is told when the complexity of the minute is used up, also before a create', async () => {
		const busy = errors(200, 'COMPLEXITY_BUDGET_EXHAUSTED', 'Complexity budget exhausted', {
			status_code: 429,
			retry_in_seconds: 12,
		});
		const { client: monday, sent, pauses } = client([busy, busy]);
		expect(await monday.query('create', {}, call('create'))).toEqual({ ok: true });
		expect([sent.length, pauses]).toEqual([3, [12_000, 12_000]]);
	});

	it('gives up where it would have to wait longer than a minute, and passes the time on', async () => {
		const busy = (seconds: number) =>
			errors(200, 'COMPLEXITY_BUDGET_EXHAUSTED', 'x', { status_code: 429, retry_in_seconds: seconds });
		const long = client([busy(90)]);
		await expect(long.client.query('q', {}, call('update'))).rejects.toMatchObject({
			cause_: 'rateLimit',
			outcome: 'notDone',
			retryAfterMs: 90_000,
		});
		expect(long.pauses).toEqual([]);
		const stays = client(Array.from({ length: 10 }, () => busy(15)));
		await expect(stays.client.query('q', {}, call('update'))).rejects.toMatchObject({ cause_: 'rateLimit' });
		expect(stays.pauses).toHaveLength(3);
	});

	it('does not ask again, and so use up more, when the calls of the day are used up', async () => {
		const limited = client(Array.from({ length: 5 }, () => errors(429, 'DAILY_LIMIT_EXCEEDED')));
		const http = retryingHttp(limited.http, {
			vendor: 'monday.com',
			leaves: saysDailyLimit,
			sleep: async () => undefined,
			now: () => new Date(),
		});
		await expect(new MondayClient(http).query('q', {}, call('read'))).rejects.toMatchObject({
			cause_: 'rateLimit',
			advice: expect.stringContaining('midnight UTC'),
		});
		expect(limited.sent).toHaveLength(1);
	});

	it('repeats no create after anything else', async () => {
		const lost = client([errors(500, '')]);
		await expect(lost.client.query('create', {}, call('create'))).rejects.toMatchObject({ outcome: 'unclear' });
		expect(lost.sent).toHaveLength(1);
	});
});
