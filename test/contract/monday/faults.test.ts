import type { Http, HttpRequest, HttpResponse } from '../../../connect/http';
import { VendorError } from '../../../connect/http';
import { networkFailure } from '../../../connect/networkFailure';
import { retryingHttp } from '../../../connect/retryingHttp';
import { MondayCrm } from '../../../nodes/Monday/adapter';
import { saysDailyLimit } from '../../../nodes/Monday/answer';
import { MondayClient } from '../../../nodes/Monday/client';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { FIELDS, issued, MAP, PDF, STAGES, testAccount, type TestAccount } from './account';

// Many accounts one after the other, on machines that do other things as well.
jest.setTimeout(60_000);

/** A read and a recording, as one run of the scenario does them. */
const CALLS = ['items', 'items users', 'change_multiple_column_values', 'add_file_to_column', 'create_update'];
const FAULTS = [
	'timeout',
	'reset-before',
	'reset-after',
	'malformed',
	'status:500',
	'status:429',
	'error-in-200',
	'token-revoked',
	'kill-before',
	'kill-after',
	'late-after',
] as const;
type Fault = (typeof FAULTS)[number];

/** The process that made the call is no more. */
class Killed extends Error {}

/** The wire of one run: a fault strikes one of its calls, so many times in a row. */
function wire(account: TestAccount, at: number, fault: Fault, times: number, late: (() => Promise<unknown>)[]): Http {
	let call = -1;
	let left = times;
	const send = async (request: HttpRequest): Promise<HttpResponse> => {
		// A repetition of the struck call by the HTTP layer is the same call.
		if (left === times) call += 1;
		if (call !== at || left === 0) return account.http.send(request);
		left -= 1;
		const cut = () => networkFailure({ code: 'ECONNRESET' }, request, 'monday.com');
		switch (fault) {
			case 'timeout':
			case 'reset-before':
				throw networkFailure({ code: fault === 'timeout' ? 'ECONNABORTED' : 'ECONNRESET' }, request, 'monday.com');
			case 'reset-after':
				await account.http.send(request);
				throw cut();
			case 'late-after':
				late.push(async () => account.http.send(request));
				throw cut();
			case 'malformed':
				return { ...(await account.http.send(request)), body: '{"data":{"cha' };
			case 'kill-before':
				throw new Killed();
			case 'kill-after':
				await account.http.send(request);
				throw new Killed();
			case 'status:500':
				return { status: 500, headers: {}, body: '<html>' };
			case 'status:429':
				return { status: 429, headers: { 'retry-after': '1' }, body: { error: 'Too many requests' } };
			case 'error-in-200':
			case 'token-revoked':
				account.strike(fault);
				return account.http.send(request);
		}
	};
	return retryingHttp(
		{ send },
		{ vendor: 'monday.com', leaves: saysDailyLimit, sleep: async () => undefined, now: account.now },
	);
}

async function run(account: TestAccount, id: string, http: Http): Promise<void> {
	const crm = new MondayCrm(new MondayClient(http, async () => undefined, account.now), { boardId: DEALS, map: MAP });
	const deal = await crm.readDeal(id, { entry: { stageId: STAGES.invoice, pipelineId: DEALS }, fields: FIELDS });
	const options = { fields: FIELDS, note: 'Faktura', status: 'Zafakturowano', stageId: STAGES.invoiced, deal: deal! };
	await crm.recordInvoice(id, issued(), PDF, options);
}

/** Runs until one gets through, as the sweep does; answers how many it took. */
async function untilDone(account: TestAccount, id: string, at: number, fault: Fault, times: number) {
	const late: (() => Promise<unknown>)[] = [];
	let http = wire(account, at, fault, times, late);
	for (let runs = 1; ; runs++) {
		try {
			await run(account, id, http);
			for (const effect of late) await effect();
			return runs;
		} catch (error) {
			if (!(error instanceof VendorError) && !(error instanceof Killed)) throw error;
			if (runs > 3) throw error;
			http = account.http;
		}
	}
}

async function ready(): Promise<{ account: TestAccount; id: string }> {
	const account = testAccount();
	await account.crm.ensureFields(FIELDS);
	const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice', buyer: { name: 'Klient' } });
	account.calls.length = 0;
	return { account, id };
}

/** What monday cannot fence: it acts on a request whose answer was lost after somebody has looked in vain. */
function doubled(at: number, fault: Fault): { fields: number; files: number; notes: number } {
	const once = { fields: 1, files: 1, notes: 1 };
	if (fault !== 'late-after') return once;
	if (CALLS[at] === 'change_multiple_column_values') return { ...once, fields: 2 };
	if (CALLS[at] === 'add_file_to_column') return { ...once, files: 2 };
	return CALLS[at] === 'create_update' ? { ...once, notes: 2 } : once;
}

const CASES = CALLS.flatMap((name, at) =>
	FAULTS.flatMap((fault) => [1, 4].map((times) => [fault, times, name, at] as const)),
);

describe('every fault at every call of reading and recording', () => {
	it('strikes the calls that are named here', async () => {
		const { account, id } = await ready();
		await run(account, id, account.http);
		expect(account.calls).toEqual(CALLS);
	});

	it.each(CASES)('%s, %i times, at %s', async (fault, times, _name, at) => {
		const { account, id } = await ready();
		await untilDone(account, id, at, fault, times);
		const records = account.fake.records(id);
		const count = {
			fields: records.filter(({ fields }) => 'dti_number' in fields).length,
			files: records.flatMap(({ files }) => files).length,
			notes: records.flatMap(({ notes }) => notes).length,
		};
		expect(count).toEqual(doubled(at, fault));
		expect(account.fake.getDeal(id)).toMatchObject({
			stage: 'invoiced',
			number: '1/11/2026',
			status: 'Zafakturowano',
			fields: { dti_reference: issued().reference, dti_document_id: '9001', dti_link: issued().link },
		});
	});

	it('leads to a VendorError in a sentence, without secret and address, whatever it is', async () => {
		for (const [fault, , , at] of CASES.filter(([, times]) => times === 4)) {
			const { account, id } = await ready();
			const failed = await run(account, id, wire(account, at, fault, 4, [])).then(
				() => undefined,
				(error: unknown) => error,
			);
			if (failed === undefined || failed instanceof Killed) continue;
			expect(failed).toBeInstanceOf(VendorError);
			const { message, advice, outcome } = failed as VendorError;
			expect(message).toContain(id);
			expect(`${message} ${advice}`).not.toMatch(/https?:|demo-monday|api\.monday/);
			if (['timeout', 'reset-after', 'malformed', 'status:500', 'error-in-200'].includes(fault) && at >= 2)
				expect({ fault, at, outcome }).toEqual({ fault, at, outcome: 'unclear' });
		}
	});
});
