import type { DealIn } from '../../sandbox/fakes/types';
import { DEMO } from '../../sandbox/scenario';
import { BAD_DEALS, BROKEN_NIP } from './support/badDeals';
import { ODD_DEALS, type OddDeal } from './support/oddDeals';
import { counts, freshNip, ONE_OF_EACH, plainDeal, Scene, type Effects } from './support/scene';

jest.setTimeout(240_000);

const NOTHING = { invoices: 0, emails: 0, files: 0, sheetRows: 0, recordings: 0 };
const STATUS = 'UF_CRM_D2I_STATUS';

let scene: Scene;
/** Name of a case → its deal's id. All are in the stage before the first is looked at. */
const ids = new Map<string, string>();
const idOf = (name: string): string => ids.get(name)!;
const made = new Map<string, Partial<DealIn>>();

beforeAll(async () => {
	scene = await Scene.open({}, undefined, () => false);
	const deals: [string, Partial<DealIn>][] = [
		...BAD_DEALS.map(({ name, deal }): [string, Partial<DealIn>] => [name, deal()]),
		...ODD_DEALS.map(({ name, deal }): [string, Partial<DealIn>] => [name, { ...plainDeal(), ...deal() }]),
		['told once', { buyer: { ...plainDeal().buyer!, taxId: BROKEN_NIP } }],
	];
	for (const [name, deal] of deals) {
		made.set(name, deal);
		ids.set(name, await scene.deal(deal));
	}
	await Promise.all([...ids.values()].map(async (id) => scene.move(id, 'invoice')));
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

describe('a deal that cannot be invoiced', () => {
	it.each(BAD_DEALS.map(({ name, says }) => ({ name, says })))(
		'with $name says so on the deal, and nothing else happens',
		async ({ name, says }) => {
			const id = idOf(name);
			const effects = await scene.until(id, ({ attention }) => attention.length > 0, 120_000);
			const { status } = (await scene.getDeal(id)) as unknown as { status: string };
			expect(status).toMatch(/^Wymaga uwagi: \p{Lu}/u);
			for (const words of says) expect(status).toMatch(words);
			expectForPeople(status);
			expect(effects.attention).toHaveLength(1);
			expect(counts(effects)).toEqual(NOTHING);
		},
	);

	it('is told to the owner too, once each', async () => {
		const told = [...BAD_DEALS.map(({ name }) => name), 'told once'].map(idOf);
		const mailsOf = ({ alerts }: Effects, id: string) =>
			(alerts as Effects['emails']).filter(({ subject }) => subject === `Faktura z deala: deal ${id} czeka na Ciebie`);
		const effects = await scene.until(undefined, (all) => told.every((id) => mailsOf(all, id).length > 0), 60_000);
		for (const id of told) {
			const mails = mailsOf(effects, id);
			expect(mails).toHaveLength(1);
			expect(mails[0]!.text).toContain((await scene.getDeal(id)).status);
		}
	});
});

/** A sentence for the owner of a firm: no code, no path into our data, no trace of a program. */
function expectForPeople(status: string): void {
	expect(status).not.toMatch(/undefined|null|NaN|Error|ZodError|\[object|\w\[\d|\b(buyer|contact|totals|deal)\.\w/);
	expect(status.length).toBeLessThanOrEqual(255);
	expect(status).toMatch(/[.…)]$/);
}

describe('a deal that is merely odd', () => {
	it.each(ODD_DEALS.map(({ name }) => name))('with %s becomes one correct invoice', async (name) => {
		const odd = ODD_DEALS.find((each) => each.name === name)!;
		const effects = await scene.finished(idOf(name), 150_000);
		expect(counts(effects)).toEqual(ONE_OF_EACH);
		expect(effects.attention).toEqual([]);
		expectOdd(odd, made.get(name)!, effects);
	});
});

function expectOdd(odd: OddDeal, deal: Partial<DealIn>, { invoices, emails, files, sheetRows }: Effects): void {
	const invoice = invoices[0]!;
	const buyer = deal.buyer!;
	expect(invoice.buyer).toMatchObject({ name: odd.buyer ?? buyer.name, taxId: buyer.taxId!.replace(/[^0-9]/g, '') });
	if (odd.lines) expect((invoice.lines as { name: string }[]).map((line) => line.name)).toEqual(odd.lines);
	for (const { name } of invoice.lines as { name: string }[]) expect(name.length).toBeLessThanOrEqual(256);

	// Year, month, client, file: nothing climbs out of the archive, nothing opens a folder more.
	const [year, month] = invoice.issueDate.split('-');
	const folder = odd.folder ?? buyer.name.replace(/\.$/, '');
	const file = `FV ${invoice.number.replace(/\//g, '-')}.pdf`;
	expect(files[0]!.path.split('/')).toEqual([year, month, folder, file]);

	const mail = emails[0]! as Effects['emails'][number] & { recipients: string[]; cc: string[]; html: string };
	expect(mail).toMatchObject({ to: [buyer.email], recipients: [buyer.email], cc: [], from: 'faktury@seller.example' });
	expect(mail.subject).toBe(`Faktura ${invoice.number} – Doradcy Testowi sp. z o.o.`);
	expect(mail.attachments.map((attachment) => attachment.name)).toEqual([file]);
	if (odd.html) {
		expect(mail.html).toContain(odd.html.holds);
		expect(mail.html).not.toContain(odd.html.never);
	}
	expect(sheetRows[0]!.row).toMatchObject({
		Klient: odd.cell ?? buyer.name,
		Numer: invoice.number,
		Brutto: invoice.gross,
	});
}

describe('a deal that is bad twice', () => {
	it('is told once, and is invoiced once after it was put right', async () => {
		const id = idOf('told once');
		await scene.until(id, ({ attention }) => attention.length > 0, 60_000);
		const told = await journalOf(id);
		for (let round = 0; round < 2; round++) {
			await scene.move(id, 'open');
			await scene.move(id, 'invoice');
			await ended(id, told.length + 2 * (round + 1));
		}
		const again = await scene.stays(id, 1500);
		expect(again.attention).toHaveLength(1);
		expect(counts(again)).toEqual(NOTHING);

		const buyer = { ...plainDeal().buyer!, taxId: freshNip() };
		await scene.patch(id, { buyer });
		// Put right inside the stage: no new entry, so nothing happens until it is moved in again.
		expect(counts(await scene.stays(id, 2000))).toEqual(NOTHING);
		await scene.move(id, 'open');
		await scene.move(id, 'invoice');
		const effects = await scene.finished(id, 60_000);
		expect(effects.invoices[0]).toMatchObject({ gross: '2601.72', buyer: { name: buyer.name, taxId: buyer.taxId } });
		expect((await scene.getDeal(id)).fields[STATUS]).toBe(`Zafakturowano: ${effects.invoices[0]!.number}`);
		await scene.move(id, 'open');
		await scene.move(id, 'invoice');
		const after = await scene.stays(id, 3000);
		expect(counts(after)).toEqual(ONE_OF_EACH);
		expect(after.attention).toHaveLength(1);
	});
});

describe('a deal whose amount is compared with its lines', () => {
	it('stops where they differ, and is invoiced where they are equal', async () => {
		const { build } = DEMO;
		const lineOptions = { ...(build!.lineOptions as object), dealAmount: 'net', amountDiffers: 'stop' };
		await scene.change({ build: { ...build, lineOptions } });
		const [differs, equal] = [await scene.deal({ amount: '2134.96' }), await scene.deal({ amount: '2134.97' })];
		await Promise.all([scene.move(differs, 'invoice'), scene.move(equal, 'invoice')]);
		expect(counts(await scene.finished(equal, 90_000))).toEqual(ONE_OF_EACH);
		const effects = await scene.until(differs, ({ attention }) => attention.length > 0, 60_000);
		expect(counts(effects)).toEqual(NOTHING);
		expect(effects.attention[0]!.text).toBe(
			'Wymaga uwagi: Kwota deala (2134.96 PLN) różni się od sumy pozycji (2134.97 PLN, netto). Popraw pozycje albo kwotę.',
		);
	});
});

const journalOf = async (id: string) => (await scene.journal()).filter((row) => row.reference.includes(`:${id}:`));

/** The journal of the deal has grown to so many rows, and its last one ends the run. */
async function ended(id: string, rows: number): Promise<void> {
	const end = Date.now() + 60_000;
	for (;;) {
		const all = await journalOf(id);
		const last = all.at(-1);
		if (all.length >= rows && last && JSON.parse(last.data).next === 'end') return;
		if (Date.now() > end)
			throw new Error(`Deal ${id} has ${all.length} of ${rows} journal rows: ${JSON.stringify(all)}`);
		await scene.stays(id, 200);
	}
}
