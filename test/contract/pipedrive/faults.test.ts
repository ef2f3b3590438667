import { VendorError, type Http, type HttpRequest, type HttpResponse } from '../../../connect/http';
import { networkFailure } from '../../../connect/networkFailure';
import { retryingHttp } from '../../../connect/retryingHttp';
import { PipedriveCrm } from '../../../nodes/Pipedrive/adapter';
import { isTooMany } from '../../../nodes/Pipedrive/apiErrors';
import { PipedriveClient } from '../../../nodes/Pipedrive/client';
import { Directory } from '../../../nodes/Pipedrive/directory';
import { FIELDS, issued, PDF, STAGE, testCompany, type TestCompany } from './company';
import { BUYER, LINES } from './deals';

const STRIKES = [
	'reset-before',
	'reset-after',
	'malformed',
	'status:500',
	'status:429',
	'blocked',
	'error-in-200',
	'token-revoked',
	'killed-before',
	'killed-after',
	'late-after',
] as const;
type Strike = (typeof STRIKES)[number];

/** The process is gone: whoever waited for it never hears of it. */
class Killed extends Error {}

const refusal = (status: number, body: unknown): HttpResponse => ({ status, headers: {}, body });

/** Strikes one call, the one at this place among all of a run; what it did late is done when everything is over. */
function striking(wire: Http, strike: Strike, place: number, late: (() => Promise<unknown>)[]): Http {
	let count = 0;
	const lost = (request: HttpRequest) => networkFailure({ code: 'ECONNRESET' }, request, 'Pipedrive');
	return {
		async send(request) {
			if (count++ !== place) return wire.send(request);
			switch (strike) {
				case 'reset-before':
					throw lost(request);
				case 'reset-after':
					await wire.send(request);
					throw lost(request);
				case 'late-after':
					late.push(async () => wire.send(request));
					throw lost(request);
				case 'killed-before':
					throw new Killed();
				case 'killed-after':
					await wire.send(request);
					throw new Killed();
				case 'malformed':
					return refusal((await wire.send(request)).status, '{"success":true,"da');
				case 'status:500':
					return refusal(500, '<html>');
				case 'status:429':
					return refusal(429, { success: false, error: 'request over limit' });
				case 'blocked':
					return refusal(403, '<html>Cloudflare</html>');
				case 'error-in-200':
					return refusal(200, { success: false, error: 'Something went wrong' });
				case 'token-revoked':
					return refusal(401, { success: false, error: 'unauthorized access' });
			}
		},
	};
}

/** One process: nothing remembered, the house's retry rule, and one call that is struck. */
function processOn(wire: Http): PipedriveCrm {
	const http = retryingHttp(wire, {
		vendor: 'Pipedrive',
		leaves: isTooMany,
		sleep: async () => undefined,
		now: () => new Date(),
	});
	return new PipedriveCrm(new PipedriveClient(http, 'demo', async () => undefined), new Directory());
}

/** The part of a deal's way that lies at the CRM: read, then record. */
async function readAndRecord(crm: PipedriveCrm, id: string): Promise<void> {
	const deal = await crm.readDeal(id, { entry: { stageId: STAGE.invoice, pipelineId: '2' }, fields: FIELDS });
	await crm.recordInvoice(id, issued(), PDF, {
		fields: FIELDS,
		note: 'Faktura',
		status: 'Gotowe',
		stageId: STAGE.won,
		deal,
	});
}

async function ready(): Promise<TestCompany & { id: string }> {
	const company = testCompany();
	await company.crm.ensureFields(FIELDS);
	const { id } = await company.fake.createDeal({
		title: 'D',
		stage: 'invoice',
		buyer: BUYER,
		lines: LINES,
		contact: { name: 'Jan' },
	});
	company.calls.length = 0;
	return { ...company, id };
}

/** What stands in the books of the way, each to be one. */
function counted({ fake, id }: TestCompany & { id: string }) {
	const records = fake.records(id);
	return {
		recordings: records.filter(({ number }) => number !== '').length,
		notes: records.flatMap(({ notes }) => notes).length,
		files: records.flatMap(({ files }) => files).length,
	};
}

/** Starts anew from the reading, as the scenario does, until it is done. */
async function struck(strike: Strike, place: number) {
	const company = await ready();
	const late: (() => Promise<unknown>)[] = [];
	const wire = striking(company.http, strike, place, late);
	const failures: unknown[] = [];
	for (let attempt = 0; attempt < 4; attempt++) {
		try {
			await readAndRecord(processOn(wire), company.id);
			break;
		} catch (error) {
			failures.push(error);
			if (attempt === 3) throw error;
		}
	}
	for (const run of late) await run();
	return { company, failures };
}

async function cleanCalls(): Promise<string[]> {
	const company = await ready();
	await readAndRecord(processOn(company.http), company.id);
	expect(counted(company)).toEqual({ recordings: 1, notes: 1, files: 1 });
	return company.calls.map((call) => call.replace(/\d{2,}/, '*'));
}

describe('every fault at every call of reading and recording', () => {
	it.each(STRIKES)('%s: one recording, one note, one file, in the end', async (strike) => {
		const calls = await cleanCalls();
		expect(calls.length).toBeGreaterThan(12);
		const doubled: Record<string, object> = {};
		for (const [place, call] of calls.entries()) {
			const { company, failures } = await struck(strike, place);
			for (const failure of failures) {
				if (failure instanceof Killed) continue;
				expect(failure).toBeInstanceOf(VendorError);
				const { message, advice } = failure as VendorError;
				expect(`${message} ${advice}`).not.toMatch(/https?:|demo-pipedrive-token/);
			}
			const found = counted(company);
			if (JSON.stringify(found) !== JSON.stringify({ recordings: 1, notes: 1, files: 1 })) doubled[call] = found;
			expect(company.fake.getDeal(company.id)).toMatchObject({
				stage: 'invoiced',
				number: '1/11/2026',
				status: 'Gotowe',
			});
		}
		// Pipedrive has no key for a write: what it does after it was asked again cannot be fenced (docs/pipedrive.md).
		const unfenced = {
			'PATCH /api/v2/deals/*': { recordings: 2, notes: 1, files: 1 },
			'POST /api/v1/files': { recordings: 1, notes: 1, files: 2 },
			'POST /api/v1/notes': { recordings: 1, notes: 2, files: 1 },
		};
		expect(doubled).toEqual(strike === 'late-after' ? unfenced : {});
	});

	it('names the deal where a write was lost, and does not say that nothing was done', async () => {
		const calls = await cleanCalls();
		for (const [place, call] of calls.entries()) {
			if (call.startsWith('GET')) continue;
			const { company, failures } = await struck('reset-after', place);
			expect(failures).toEqual([
				expect.objectContaining({ outcome: 'unclear', message: expect.stringContaining(`deal ${company.id}`) }),
			]);
		}
	});
});
