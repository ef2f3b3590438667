import type { Http } from '../../../connect/http';
import { retryingHttp } from '../../../connect/retryingHttp';
import { PipedriveCrm } from '../../../nodes/Pipedrive/adapter';
import { isTooMany } from '../../../nodes/Pipedrive/apiErrors';
import { PipedriveClient } from '../../../nodes/Pipedrive/client';
import { Directory } from '../../../nodes/Pipedrive/directory';
import { strikesOf, struck, type Trouble } from '../everyCrm/strikes';
import { FIELDS, issued, PDF, STAGE, testCompany, type TestCompany } from './company';
import { BUYER, LINES } from './deals';

const TROUBLE: Trouble = {
	vendor: 'Pipedrive',
	malformed: '{"success":true,"da',
	refusals: {
		'status:500': { status: 500, headers: {}, body: '<html>' },
		'status:429': { status: 429, headers: {}, body: { success: false, error: 'request over limit' } },
		blocked: { status: 403, headers: {}, body: '<html>Cloudflare</html>' },
		'error-in-200': { status: 200, headers: {}, body: { success: false, error: 'Something went wrong' } },
		'token-revoked': { status: 401, headers: {}, body: { success: false, error: 'unauthorized access' } },
	},
};

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

/** The way with one call of it struck. */
async function strikeAt(place: number, strike: string) {
	const company = await ready();
	const way = async (wire: Http) => readAndRecord(processOn(wire), company.id);
	return { company, failures: await struck(company.http, TROUBLE, { strike, place }, way) };
}

async function cleanCalls(): Promise<string[]> {
	const company = await ready();
	await readAndRecord(processOn(company.http), company.id);
	expect(counted(company)).toEqual({ recordings: 1, notes: 1, files: 1 });
	return company.calls.map((call) => call.replace(/\d{2,}/, '*'));
}

describe('every fault at every call of reading and recording', () => {
	it.each(strikesOf(TROUBLE))('%s: one recording, one note, one file, in the end', async (strike) => {
		const calls = await cleanCalls();
		expect(calls.length).toBeGreaterThan(12);
		const doubled: Record<string, object> = {};
		for (const [place, call] of calls.entries()) {
			const { company, failures } = await strikeAt(place, strike);
			for (const failure of failures) {
				expect(`${failure.message} ${failure.advice}`).not.toMatch(/https?:|demo-pipedrive-token/);
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
			const { company, failures } = await strikeAt(place, 'reset-after');
			expect(failures).toEqual([
				expect.objectContaining({ outcome: 'unclear', message: expect.stringContaining(`deal ${company.id}`) }),
			]);
		}
	});
});
