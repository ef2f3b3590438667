import { VendorError, type Http, type HttpRequest } from '../../../connect/http';
import { networkFailure } from '../../../connect/networkFailure';
import { HubSpotCrm } from '../../../nodes/HubSpot/adapter';
import { HubSpotClient } from '../../../nodes/HubSpot/client';
import { AccountSettings } from '../../../nodes/HubSpot/settings';
import type { FaultName } from '../../../sandbox/faults';
import { FIELDS, issued, PDF, testAccount, type TestAccount } from './account';

/** Played by the sandbox around the fake, at one call and, where a number stands behind, at the next ones as well. */
const FAULTS: readonly [FaultName, number][] = [
	['timeout', 1],
	['timeout', 4],
	['reset-before', 1],
	['reset-before', 4],
	['reset-after', 1],
	['reset-after', 4],
	['slow', 1],
	['malformed', 1],
	['status:500', 1],
	['status:500', 12],
	['status:429', 1],
	['status:429', 40],
	['token-revoked', 1],
];
/** What only the client's side shows: a process that is gone, or a vendor that acts after it was asked again. */
const ENDS = ['killed-before', 'killed-after', 'late-after'] as const;
type End = (typeof ENDS)[number];

class Killed extends Error {}

const ENTRY = { stageId: '990105', pipelineId: '771001' };
const RECORDING = { fields: FIELDS, note: 'Faktura', status: 'Gotowe', stageId: '990106' };

async function ready(): Promise<TestAccount & { id: string }> {
	const account = testAccount();
	await account.crm.ensureFields(FIELDS);
	const { fake } = account;
	const { id } = await fake.createDeal({
		title: 'D',
		stage: 'invoice',
		buyer: { name: 'Klient', taxId: '5260250274' },
		contact: { name: 'Jan Nowak' },
		lines: [{ name: 'P', quantity: '1', unitPrice: '10', vatRate: '23' }],
	});
	const note = { id: fake.hub.nextId(), values: { hs_note_body: 'Zadzwonić' }, createdAt: fake.hub.now() };
	fake.hub.books.notes.set(note.id, note);
	fake.hub.books.deals.get(id)!.noteIds.push(note.id);
	account.calls.length = 0;
	return { ...account, id };
}

/** The part of a deal's way that lies at the CRM: read, then record. */
async function readAndRecord(crm: HubSpotCrm, id: string): Promise<void> {
	const deal = await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
	await crm.recordInvoice(id, issued(), PDF, { ...RECORDING, deal });
}

/** Starts anew from the reading, as the scenario does, each time in a process that remembers nothing. */
async function untilDone(id: string, start: () => HubSpotCrm): Promise<unknown[]> {
	const failures: unknown[] = [];
	for (let attempt = 0; attempt < 15; attempt++) {
		try {
			await readAndRecord(start(), id);
			return failures;
		} catch (error) {
			failures.push(error);
		}
	}
	return Promise.reject(failures.at(-1) as Error);
}

async function cleanCalls(): Promise<string[]> {
	const account = await ready();
	await readAndRecord(account.start(), account.id);
	expect(counted(account)).toEqual(ONE_OF_EACH);
	return [...account.calls];
}

const ONE_OF_EACH = { recordings: 1, notes: 1, attached: 1, stored: 1, entries: 2 };

/** What stands in the books of the way. */
function counted({ fake, id }: { fake: TestAccount['fake']; id: string }) {
	const records = fake.records(id);
	return {
		recordings: records.filter(({ number }) => number !== '').length,
		notes: records.flatMap(({ notes }) => notes).length,
		attached: records.flatMap(({ files }) => files).length,
		stored: fake.hub.books.files.size,
		/** Of the history: into the stage, and on to the one for invoiced deals. */
		entries: fake.hub.books.deals.get(id)!.stages.length,
	};
}

function assertTold(failures: readonly unknown[]): void {
	for (const failure of failures) {
		if (failure instanceof Killed) continue;
		expect(failure).toBeInstanceOf(VendorError);
		const { message, advice } = failure as VendorError;
		expect(`${message} ${advice}`).not.toMatch(/demo-service-key|https?:|undefined/);
	}
}

/** The wire with one call of it struck. What is done late is done when everything else is over. */
function striking(wire: Http, end: End, place: number, late: (() => Promise<unknown>)[]): Http {
	let count = 0;
	const lost = (request: HttpRequest) => networkFailure({ code: 'ECONNABORTED' }, request, 'HubSpot');
	return {
		async send(request) {
			if (count++ !== place) return wire.send(request);
			if (end === 'late-after') {
				late.push(async () => wire.send(request));
				return Promise.reject(lost(request));
			}
			if (end === 'killed-after') await wire.send(request);
			return Promise.reject(new Killed());
		},
	};
}

describe('every fault at every call of reading and recording', () => {
	it.each(FAULTS)('%s, %i times: one recording, one note, one file', async (fault, times) => {
		const calls = await cleanCalls();
		expect(calls.length).toBeGreaterThan(12);
		for (const [skip, call] of calls.entries()) {
			const account = await ready();
			account.world.faults.add({ vendor: 'hubspot', fault, times, skip });
			const failures = await untilDone(account.id, account.start);
			assertTold(failures);
			expect({ call, ...counted(account) }).toEqual({ call, ...ONE_OF_EACH });
		}
	});

	it.each(ENDS)('%s: nothing lost, nothing twice but what HubSpot does late', async (end) => {
		const doubled: string[] = [];
		const calls = await cleanCalls();
		for (const [place, call] of calls.entries()) {
			const account = await ready();
			const late: (() => Promise<unknown>)[] = [];
			const http = striking(account.http, end, place, late);
			const start = () => {
				const client = new HubSpotClient(http, async () => undefined);
				return new HubSpotCrm({ client, settings: new AccountSettings(client), now: account.now });
			};
			assertTold(await untilDone(account.id, start));
			for (const run of late) await run();
			const found = counted(account);
			expect({ call, ...found }).toMatchObject({ call, stored: 1, entries: 2 });
			if (JSON.stringify(found) !== JSON.stringify(ONE_OF_EACH)) doubled.push(`${call} ${JSON.stringify(found)}`);
			// Whatever came late, the deal says the same.
			expect(account.fake.getDeal(account.id)).toMatchObject({
				stage: 'invoiced',
				number: '1/11/2026',
				status: 'Gotowe',
			});
		}
		// HubSpot has no key of ours for a note: what it does after the search for it cannot be fenced.
		const unfenced = [
			'PATCH deals/# {"recordings":2,"notes":1,"attached":1,"stored":1,"entries":2}',
			'POST notes {"recordings":1,"notes":2,"attached":2,"stored":1,"entries":2}',
		];
		expect(doubled).toEqual(end === 'late-after' ? unfenced : []);
	});
});
