import type { Http, HttpResponse, RequestKind } from '../../../connect/http';
import { retryingHttp } from '../../../connect/retryingHttp';
import { saysDailyLimit } from '../../../nodes/Monday/answer';
import { MondayClient } from '../../../nodes/Monday/client';
import { asFakeRequest, FIELDS, inProcess, testAccount, TOKEN } from './account';

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

describe('the fake is as strict as the vendor', () => {
	const send = async (query: string, variables: object = {}, account = testAccount()) =>
		account.http.send({
			kind: 'read',
			method: 'POST',
			url: 'https://api.monday.com/v2',
			body: { query, variables },
			purpose: 'x',
		});

	it.each([
		['{ items(ids: [1]) { id colour } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
		['{ items { id', 400, 'GRAPHQL_VALIDATION_FAILED'],
		['mutation { delete_webhook(id: 5) { id } }', 200, 'ResourceNotFoundException'],
		['mutation { create_update(item_id: 5, body: "x") { id } }', 200, 'InvalidItemIdException'],
		[
			'mutation { create_column(board_id: 880012345, id: "D2I", title: "t", column_type: text) { id } }',
			200,
			'InvalidColumnIdException',
		],
		['mutation { create_column(board_id: 1, title: "t", column_type: text) { id } }', 200, 'InvalidBoardIdException'],
		['{ next_items_page(cursor: "x") { cursor } }', 200, 'CursorException'],
		['{ webhooks(board_id: 1) { id } }', 200, 'InvalidBoardIdException'],
	])('%s → %i %s', async (query, status, code) => {
		const answer = await send(query);
		expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
	});

	it('takes values only as their columns take them, all or none', async () => {
		const account = testAccount();
		await account.crm.ensureFields(FIELDS);
		const { id } = await account.fake.createDeal({ title: 'D' });
		const change = async (values: object) =>
			send(
				'mutation ($id: ID, $values: JSON!) { change_multiple_column_values(board_id: 880012345, item_id: $id, column_values: $values) { id } }',
				{ id, values: JSON.stringify(values) },
				account,
			);
		for (const wrong of [
			{ dti_number: 7 },
			{ deal_stage: { index: 99 } },
			{ deal_stage: { label: 'Nibylandia' } },
			{ deal_value: 'dużo' },
			{ dti_pdf: 'x' },
			{ dti_link: 'no address' },
			{ subtasks_mkx7s: 'x' },
		])
			expect(await change({ dti_status: 'nie', ...wrong })).toMatchObject({
				body: { errors: [{ extensions: { code: 'ColumnValueException' } }] },
			});
		expect(account.fake.getDeal(id)).toMatchObject({ status: '' });
		expect(await change({ dti_status: 'tak', deal_stage: { index: 3 } })).toMatchObject({ body: { data: {} } });
		expect(account.fake.getDeal(id)).toMatchObject({ status: 'tak', stage: 'invoice' });
	});

	it('takes files at their own address and in their own form only', async () => {
		const account = testAccount();
		await account.crm.ensureFields(FIELDS);
		const { id } = await account.fake.createDeal({ title: 'D' });
		const query = `mutation ($file: File!) { add_file_to_column(item_id: ${id}, column_id: "dti_pdf", file: $file) { id } }`;
		const request = {
			kind: 'create' as const,
			method: 'POST' as const,
			url: 'https://api.monday.com/v2/file',
			purpose: 'x',
		};
		expect(await account.http.send({ ...request, body: { query } })).toMatchObject({ status: 400 });
		const file = {
			fileName: 'Faktura „ósma".pdf',
			contentType: 'application/pdf',
			content: Buffer.from('%PDF\r\n--\r\n'),
		};
		await account.client.upload(query, file, call('create'));
		expect((account.fake.getDeal(id) as { files: unknown[] }).files).toMatchObject([
			{ name: file.fileName, size: file.content.length },
		]);
		const { body: raw, headers } = {
			body: Buffer.from('x'),
			headers: { 'content-type': 'multipart/form-data; boundary=y' },
		};
		const broken = { ...asFakeRequest({ ...request, body: raw, headers }, TOKEN) };
		expect(await account.fake.handle(broken)).toMatchObject({ status: 400 });
	});

	it('counts the calls of a day and of a minute, and what they cost', async () => {
		const account = testAccount({ limits: { perDay: 3 } });
		const statuses = async (count: number) => {
			const found: number[] = [];
			for (let at = 0; at < count; at++) found.push((await send('{ me { id } }', {}, account)).status);
			return found;
		};
		expect(await statuses(4)).toEqual([200, 200, 200, 429]);
		account.pass(14 * 60);
		expect(await statuses(1)).toEqual([200]);
		const minute = testAccount({ limits: { perMinute: 1 } });
		await send('{ me { id } }', {}, minute);
		expect(await send('{ me { id } }', {}, minute)).toMatchObject({
			status: 429,
			headers: { 'retry-after': expect.any(String) },
		});
		const dear = testAccount({ limits: { complexityPerMinute: 10 } });
		expect(await send('{ boards { id columns { id } } }', {}, dear)).toMatchObject({
			status: 200,
			body: { errors: [{ extensions: { code: 'COMPLEXITY_BUDGET_EXHAUSTED', retry_in_seconds: expect.any(Number) } }] },
		});
		const off = testAccount({ limits: { perDay: 0 }, isLimited: () => false });
		expect((await send('{ me { id } }', {}, off)).status).toBe(200);
	});

	it('knows its tokens, and forgets one that was revoked', async () => {
		const account = testAccount();
		expect(
			(
				await inProcess(account.fake, 'wrong').send({
					kind: 'read',
					method: 'POST',
					url: 'https://api.monday.com/v2',
					body: { query: '{ me { id } }' },
					purpose: 'x',
				})
			).status,
		).toBe(401);
		account.strike('token-revoked');
		await expect(account.crm.account()).rejects.toMatchObject({ cause_: 'credential', outcome: 'notDone' });
		expect(await account.crm.account()).toBe('7700123');
		account.strike('error-in-200');
		await expect(account.crm.setStatus('1', 'x', FIELDS)).rejects.toMatchObject({ cause_: 'unavailable' });
	});
});
