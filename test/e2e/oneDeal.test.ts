import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { counts, ONE_OF_EACH, plainDeal, Scene } from './support/scene';

jest.setTimeout(180_000);

let scene: Scene;
beforeAll(async () => {
	scene = await Scene.open();
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

describe('a deal moved to the stage', () => {
	it('becomes one invoice, mailed, archived, recorded and reported', async () => {
		const deal = plainDeal();
		const id = await scene.deal(deal);
		await scene.move(id, 'invoice');
		const effects = await scene.finished(id);
		expect(counts(effects)).toEqual(ONE_OF_EACH);
		const [invoice] = effects.invoices;
		// 10 × 200.00 at 23 % and 3 × 49.99 − 10 % at 5 %.
		expect(invoice).toMatchObject({
			net: '2134.97',
			vat: '466.75',
			gross: '2601.72',
			buyer: { name: deal.buyer!.name, taxId: deal.buyer!.taxId },
		});
		const [mail] = effects.emails;
		expect(mail).toMatchObject({ to: [deal.buyer!.email] });
		expect(mail!.subject).toContain(invoice!.number);
		expect(mail!.attachments).toHaveLength(1);
		const month = invoice!.issueDate.slice(0, 7).replace('-', '/');
		// A folder name ends in no dot: Windows and OneDrive would drop it.
		expect(effects.files[0]!.path).toContain(`${month}/${deal.buyer!.name.slice(0, -1)}/FV `);
		expect(effects.files[0]!.sha256).toBe(mail!.attachments[0]!.sha256);
		const held = await scene.getDeal(id);
		expect(held.stage).toBe('invoiced');
		expect(effects.crmRecords.flatMap((record) => record.files).map((file) => file.sha256)).toContain(
			mail!.attachments[0]!.sha256,
		);
		expect(JSON.stringify(held)).toContain(invoice!.number);
		expect(Object.values(effects.sheetRows[0]!.row)).toEqual(expect.arrayContaining([invoice!.number, '2601.72']));
	});

	it('gets a PDF whose text has number, buyer, lines and totals', async () => {
		const deal = plainDeal();
		const id = await scene.deal(deal);
		await scene.move(id, 'invoice');
		const { invoices, emails } = await scene.finished(id);
		const pdf = await scene.download(`/mail/${encodeURIComponent(emails[0]!.messageId)}/attachments/0`);
		const text = await pdfText(pdf);
		for (const words of [invoices[0]!.number, deal.buyer!.name, 'Doradztwo', '2601']) expect(text).toContain(words);
	});

	it('costs at most 3 requests to read it, 2 to record it, 3 at the accounting system', async () => {
		const since = new Date().toISOString();
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		await scene.finished(id);
		await scene.stays(id, 1500);
		const crm = (await scene.calls('bitrix24', since)).map((call) => call.path);
		const accounting = (await scene.calls('fakturownia', since)).map((call) => `${call.method} ${call.path}`);
		// One look of the trigger itself, three to read, two to record; sweeps look too.
		const reads = crm.filter((path) => path.includes('batch') || path.includes('crm.item.get'));
		const writes = crm.filter((path) => path.includes('crm.item.update') || path.includes('timeline.comment.add'));
		expect(reads.length).toBeLessThanOrEqual(4);
		expect(writes.length).toBeLessThanOrEqual(2);
		expect(accounting).toHaveLength(3);
	});

	it('moved out and in again ten times is still one of each', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		await scene.finished(id);
		for (let round = 0; round < 10; round++) {
			await scene.move(id, 'open');
			await scene.move(id, 'invoice');
		}
		expect(counts(await scene.stays(id, 8000))).toEqual(ONE_OF_EACH);
	});

	it('by a hundred copies of one event is one of each', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice', true);
		const begun = Date.now();
		await scene.replay(id, 100, 25, 300);
		const seconds = Math.ceil((Date.now() - begun) / 1000);
		const since = new Date(begun).toISOString();
		const looks = (await scene.calls('bitrix24', since)).filter((call) => call.path.includes('stagehistory'));
		// At most one a second for this deal; the sweeps look too.
		expect(looks.length).toBeLessThanOrEqual(seconds + 3);
		await scene.finished(id, 90_000);
		expect(counts(await scene.stays(id, 5000))).toEqual(ONE_OF_EACH);
	});

	it('without any webhook is found by the sweep', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice', true);
		expect(counts(await scene.finished(id, 100_000))).toEqual(ONE_OF_EACH);
	});

	it('edited inside the stage, or written back by ourselves, starts no second run', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		await scene.finished(id);
		const rows = async () => (await scene.journal()).filter((row) => row.reference.includes(`:${id}:`)).length;
		for (let seen = -1; seen !== (await rows()); await scene.stays(id, 1500)) seen = await rows();
		const before = await rows();
		await scene.patch(id, { notes: 'nowa notatka' });
		expect(counts(await scene.stays(id, 3000))).toEqual(ONE_OF_EACH);
		expect(await rows()).toBe(before);
	});
});

describe('n8n killed', () => {
	it('right after the accounting system made the invoice goes on by itself: one of each', async () => {
		const id = await scene.deal();
		await scene.fault({
			vendor: 'fakturownia',
			method: 'POST',
			path: '/invoices.json',
			// Done at once; the answer is withheld until n8n is dead.
			fault: 'slow',
			times: 1,
			delayMs: 30_000,
		});
		await scene.move(id, 'invoice');
		await scene.until(id, ({ invoices }) => invoices.length === 1);
		await scene.n8n('kill');
		await scene.clearFaults();
		await scene.n8n('start');
		expect(counts(await scene.finished(id, 120_000))).toEqual(ONE_OF_EACH);
		expect(counts(await scene.stays(id, 8000))).toEqual(ONE_OF_EACH);
	});
});

const run = promisify(execFile);

/** Text of a PDF by poppler; where that is not installed, by looking for what pdf-lib would not compress. */
async function pdfText(pdf: Buffer): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'deal-to-invoice-pdf-'));
	try {
		const file = join(folder, 'file.pdf');
		await writeFile(file, pdf);
		const { stdout } = await run('pdftotext', ['-layout', file, '-']);
		return stdout;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
