import type { RecordOptions } from '../../../connect/ports';
import type { FakeRequest, LogicalStage } from '../../../sandbox/fakes/types';
import { CRM_NAMES, SANDBOX_CRMS } from '../../../sandbox/crms';
import type { CrmName } from '../../../workflows/definitions/crms';
import { CRMS_AT_FAKES } from './crmsAtFakes';
import { issuedFor } from './issued';

/** What recording an invoice promises on every CRM; what only one has stands in its own writeDeal.test.ts. */

const PDF = { fileName: 'FV 1-11-2026.pdf', content: Buffer.from('%PDF-1.7') };
const SECOND_PDF = { ...PDF, fileName: 'FV 2-11-2026.pdf' };

interface View {
	stage: LogicalStage;
	fields: Record<string, string>;
	notes: string[];
	files: { name: string }[];
}

/** A deal of a CRM that has the pack's fields. */
async function ready(crm: CrmName, stage: LogicalStage = 'invoice') {
	const at = await CRMS_AT_FAKES[crm]();
	await at.crm.ensureFields(at.fields);
	const { id } = await at.fake.createDeal({ title: 'D', stage, buyer: { name: 'Klient' } });
	const { demo } = SANDBOX_CRMS[crm];
	const entry = { stageId: demo.rules.find(({ kind }) => kind === 'invoice')!.stage, pipelineId: demo.pipeline };
	const issued = issuedFor(`${crm}:x:${id}:invoice:1`);
	const options: RecordOptions = { fields: at.fields, note: 'Faktura', status: 'S1', stageId: demo.invoicedStage };
	return {
		...{ ...at, id, issued },
		view: () => at.fake.getDeal(id) as View,
		read: async () => (await at.crm.readDeal(id, { entry, fields: at.fields }))!,
		record: async (change: Partial<RecordOptions> = {}) =>
			at.crm.recordInvoice(id, issued(), PDF, { ...options, ...change }),
		recordSecond: async () => {
			const second = issued({
				...{ number: '2/11/2026', documentId: '9002', link: 'https://acme.example/2' },
				reference: `${crm}:x:${id}:invoice:2`,
			});
			await at.crm.recordInvoice(id, second, SECOND_PDF, { ...options, stageId: '' });
			return second;
		},
	};
}

/** The request of this number is not answered: it was lost on its way, or its answer was. */
function breakAt(fake: { handle(request: FakeRequest): unknown }, number: number, isDone: boolean) {
	const handle = fake.handle.bind(fake);
	let count = 0;
	fake.handle = async (request) => {
		const isStruck = ++count === number;
		if (isStruck && !isDone) throw new Error('connection lost');
		const answer = await handle(request);
		if (isStruck) throw new Error('connection lost');
		return answer;
	};
	return { mend: () => void (fake.handle = handle), requests: () => count };
}

describe.each(CRM_NAMES)('recording an invoice in %s', (crm) => {
	it('writes number, key, link and status, one note and one PDF, and moves the deal', async () => {
		const { fields, issued, record, read, view } = await ready(crm);
		await record({ deal: await read() });
		expect(view().fields).toMatchObject({
			[fields.number]: '1/11/2026',
			[fields.documentId]: '9001',
			[fields.reference]: issued().reference,
			[fields.link]: 'https://acme.example/invoice/token',
			[fields.status]: 'S1',
		});
		expect(view().notes).toEqual([expect.stringContaining(issued().reference)]);
		expect(view().files).toHaveLength(1);
		expect((await read()).standing).not.toBe('inStage');
	});

	it('writes nothing twice: with the deal as it was read before, with a new reading, and without one', async () => {
		const { fake, id, record, read, view } = await ready(crm);
		const before = await read();
		await record({ deal: before });
		const after = view();
		const records = fake.records(id).length;
		for (const deal of [await read(), undefined, await read()]) await record({ deal });
		expect(view()).toEqual(after);
		expect(fake.records(id)).toHaveLength(records);
		const deal = await read();
		const { requests } = breakAt(fake, 0, false);
		await record({ deal });
		// Pipedrive does not hand over notes: it looks at the deal and its notes anew.
		expect(requests()).toBe(crm === 'pipedrive' ? 2 : 0);
	});

	it('is the same in the end, whichever request breaks off, before or after it was done', async () => {
		const whole = await ready(crm);
		const { requests } = breakAt(whole.fake, 0, false);
		await whole.record();
		const most = requests();
		expect(most).toBeGreaterThan(1);
		for (let number = 1; number <= most; number++)
			for (const isDone of [false, true]) {
				const broken = await ready(crm);
				const { mend } = breakAt(broken.fake, number, isDone);
				await broken.record().catch(() => undefined);
				mend();
				await broken.record();
				const { notes, files, fields, stage } = broken.view();
				expect([number, isDone, stage, notes.length, files.length]).toEqual([
					...[number, isDone, whole.view().stage],
					...[1, 1],
				]);
				expect(fields[broken.fields.number]).toBe('1/11/2026');
			}
	});

	it('holds both documents of a deal in two parts, in any order of repetition', async () => {
		const { fields, issued, record, recordSecond, view } = await ready(crm, 'phase1');
		await record({ stageId: '' });
		const second = await recordSecond();
		await record({ stageId: '' });
		await recordSecond();
		expect(view().fields).toMatchObject({
			[fields.number]: '1/11/2026, 2/11/2026',
			[fields.documentId]: '9001, 9002',
			[fields.reference]: `${issued().reference}, ${second.reference}`,
			[fields.link]: 'https://acme.example/2',
		});
		expect(view().notes).toHaveLength(2);
		expect(new Set(view().files.map(({ name }) => name)).size).toBe(2);
		expect(view().files).toHaveLength(2);
	});

	it.each(['lost', 'phase1'] as const)('leaves a deal where a person has put it: %s', async (stage) => {
		const { record, read, view } = await ready(crm, stage);
		await record({ deal: await read() });
		expect(view().stage).toBe(stage);
	});

	it('moves no lost deal that it did not read before', async () => {
		const { record, view } = await ready(crm, 'lost');
		await record();
		expect(view().stage).toBe('lost');
	});

	it('says that a deal is gone, with its number; reading it says nothing', async () => {
		const { crm: adapter, fields, issued } = await ready(crm);
		expect(await adapter.readDeal('99999999', { fields })).toBeUndefined();
		const options = { fields, note: 'N', status: 'S', stageId: '' };
		await expect(adapter.recordInvoice('99999999', issued(), PDF, options)).rejects.toMatchObject({
			cause_: 'notFound',
			message: expect.stringContaining('99999999'),
		});
	});
});
