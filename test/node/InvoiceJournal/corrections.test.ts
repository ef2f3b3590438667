import type { IDataObject } from 'n8n-workflow';
import { sampleDeal, sampleEntry, sampleLine } from '../../unit/invoicing/samples';
import { runBuildInvoice, itemOf } from '../BuildInvoice/context';
import { nodeBench } from '../Fakturownia/context';
import { runJournal } from './context';

const entry = sampleEntry();
const cheap = sampleDeal();
const dear = sampleDeal({ lines: [sampleLine({ unitPrice: '1500.00' })] });
const lost = sampleDeal({ standing: 'lost' });

/** What is read of the steps' answers. */
interface Json extends IDataObject {
	documentId: string;
	issued: { number: string; gross: string };
	content: string;
	earlier: IDataObject[];
	entry: { reference: string };
	data: string;
}

async function build(deal: unknown, of: unknown = entry, earlier: unknown = []): Promise<Json> {
	const parameters = { resource: 'invoice', operation: 'build', sellerName: 'Studio Nowak', mode: 'automatic' };
	const options = { now: '2026-11-30T12:00:00+01:00' };
	const [item] = await runBuildInvoice({ ...parameters, options, earlier: JSON.stringify(earlier) }, [
		itemOf({ deal, entry: of }),
	]);
	return item!.json as Json;
}

const correction = (operation: string, parameters: object, items: IDataObject[] = [{}]) =>
	runJournal({ resource: 'correction', operation, language: 'pl', ...parameters } as never, items);

/** One invoice that Fakturownia issued, its permanent row, and the operations as the workflow calls them. */
async function finished() {
	const bench = nodeBench();
	const fakturownia = async (parameters: object): Promise<Json[]> =>
		(await bench.run(parameters as never)).map(({ json }) => json as Json);
	const before = await build(cheap);
	const [made] = await fakturownia({ operation: 'issue', invoice: before.invoice });
	const { documentId } = made!;
	await fakturownia({ operation: 'getLegalStatus', documentId, send: true });
	const row = {
		...{ reference: entry.reference, number: made!.issued.number, document_id: documentId },
		...{ amount: made!.issued.gross, currency: 'PLN' },
		data: JSON.stringify({ v: 1, entry, content: before.content }),
	};
	const done = [row];
	const list = () =>
		fakturownia({ operation: 'getMany', from: '2026-11-01', until: '2026-11-30', returnAll: true }) as Promise<
			IDataObject[]
		>;
	const asked = { ...entry, kind: 'correction', corrects: { reference: entry.reference, documentId } };
	const read = async () => (await fakturownia({ operation: 'getEarlier', entry: asked }))[0]!.earlier[0] as Json;
	/** What the Data Table node writes. */
	const note = ({ data }: Json) => Object.assign(row, { data });
	const told = { done, reference: entry.reference };
	const propose = async (deal: unknown, more: object = {}) =>
		correction('propose', { ...told, build: await build(deal), issued: await read(), canCorrect: true, ...more });
	return { bench, fakturownia, documentId, done, row, list, read, note, told, propose };
}

describe('Correction: Find Due', () => {
	it('a document of today once, and again at once when it differs in the accounting system', async () => {
		const { bench, done, documentId, list, note, told } = await finished();
		const due = async () => (await correction('due', { done, limit: 5, everyHours: 24 }, await list()))[0]!;
		expect(await due()).toMatchObject([{ reference: entry.reference, documentId, kind: 'invoice', suspicious: false }]);
		const [, same] = await correction('compare', { ...told, build: await build(cheap) });
		note(same![0] as Json);
		expect(await due()).toEqual([]);
		bench.fake.cancel(String(documentId));
		expect(await due()).toMatchObject([{ documentId, suspicious: true }]);
	});
});

describe('Correction: Compare', () => {
	it('the document is read only where the deal asks for something else, or on demand', async () => {
		const { told, documentId } = await finished();
		const compare = async (deal: unknown, more: object = {}) =>
			correction('compare', { ...told, build: await build(deal), ...more });
		expect(await compare(cheap)).toEqual([[], [{ reference: entry.reference, data: expect.any(String) }]]);
		expect(await compare(dear)).toEqual([[{ documentId }], []]);
		expect(await compare(cheap, { read: true })).toEqual([[{ documentId }], []]);
		// A deal that could not be read says nothing.
		expect((await correction('compare', { ...told, build: '' }))[1]).toHaveLength(1);
	});
});

describe('Correction: Propose', () => {
	it('tells deal and owner once, and takes it back when the deal is as it was', async () => {
		const { propose, note, row } = await finished();
		const [tell, settled, nothing] = await propose(dear);
		expect([tell!.length, settled, nothing]).toEqual([1, [], []]);
		const { status, alert, dealId } = tell![0] as Json;
		expect(status).toMatch(/^1\/11\/2026: Propozycja korekty: .*brutto 1230\.00 → 1845\.00.*Potwierdź/);
		expect(alert).toMatchObject({ kind: 'correction', crm: 'bitrix24', dealId, number: row.number });
		note(tell![0] as Json);
		expect((await propose(dear)).map((way) => way.length)).toEqual([0, 0, 1]);
		const [, back] = await propose(cheap);
		expect(back).toMatchObject([{ dealId, status: 'Zafakturowano: 1/11/2026' }]);
		note(back![0] as Json);
		expect(JSON.parse(row.data)).not.toHaveProperty('notice');
	});

	it('a lost deal: to zero; without a node that corrects: by hand', async () => {
		const { propose } = await finished();
		const [tell] = await propose(lost);
		expect(tell![0]!.status).toMatch(/deal jest przegrany, brutto 1230\.00 → 0\.00 PLN\. Potwierdź/);
		const [byHand] = await propose(lost, { canCorrect: false });
		expect(byHand![0]!.status).toMatch(/Wystaw korektę ręcznie/);
	});
});

describe('Correction: List Proposals, Read Decision', () => {
	const dealId = ` ${entry.dealId} `;
	const proposed = async (deal: unknown) => {
		const world = await finished();
		const [tell] = await world.propose(deal);
		world.note(tell![0] as Json);
		const [open] = await correction('proposals', { done: world.done, dealId });
		const choices = (open![0] as Json).choices as string[];
		const decide = (choice: string, reason = '') =>
			correction('decision', { done: world.done, dealId, choice, reason });
		return { ...world, open: open![0] as Json, choices, decide };
	};

	it('shows both lines and the difference; another deal has none', async () => {
		const { open, choices, done } = await proposed(dear);
		expect(choices).toEqual(['1. 1/11/2026: wystaw korektę', '2. 1/11/2026: zostaw bez zmian']);
		expect(open.text).toContain('1230.00 → 1845.00');
		expect(await correction('proposals', { done, dealId: '9' })).toEqual([
			[],
			[expect.objectContaining({ choices: [] })],
		]);
	});

	it('leaves it, and is silent until the deal changes again', async () => {
		const { choices, decide, done, note, propose } = await proposed(dear);
		const [issue, left, refused] = await decide(choices[1]!);
		expect([issue, refused]).toEqual([[], []]);
		expect(left![0]).toMatchObject({ status: 'Zafakturowano: 1/11/2026' });
		note(left![0] as Json);
		expect((await propose(dear)).map((way) => way.length)).toEqual([0, 0, 1]);
		expect((await correction('proposals', { done, dealId }))[1]).toHaveLength(1);
		expect((await propose(lost))[0]).toHaveLength(1);
	});

	it('refuses an issue without a reason, and a line that is out of date', async () => {
		const { choices, decide } = await proposed(dear);
		expect(await decide(choices[0]!, ' ')).toEqual([[], [], [expect.anything()]]);
		expect(await decide('3. 9/11/2026: wystaw korektę', 'x')).toEqual([[], [], [expect.anything()]]);
	});

	it('a yes becomes one correction in Fakturownia, which brings the document to what the deal asks for', async () => {
		const { bench, choices, decide, fakturownia } = await proposed(dear);
		const [[yes]] = (await decide(choices[0]!, ' Zmiana ceny ')) as [[Json]];
		expect(yes.entry).toMatchObject({ kind: 'correction', askedBy: 'replay', corrects: { reason: 'Zmiana ceny' } });
		const [{ earlier }] = (await fakturownia({ operation: 'getEarlier', entry: yes.entry })) as [Json];
		const built = await build(dear, yes.entry, earlier);
		for (const adopted of [false, true])
			expect((await fakturownia({ operation: 'issue', invoice: built.invoice }))[0]).toMatchObject({
				...{ outcome: 'issued', differences: [] },
				issued: { kind: 'correction', net: '500.00', vat: '115.00', gross: '615.00', adopted },
			});
		expect(bench.fake.invoices().map(({ kind }) => kind)).toEqual(['invoice', 'correction']);
	});

	it('waits where the original has no KSeF number yet, and says so on the deal', async () => {
		const { choices, decide, fakturownia } = await proposed(lost);
		const [[yes]] = (await decide(choices[0]!, 'Odstąpienie')) as [[Json]];
		const [{ earlier }] = (await fakturownia({ operation: 'getEarlier', entry: yes.entry })) as [Json];
		const pending = [{ ...earlier[0], legal: { state: 'pending', messages: [] } }];
		const built = await build(lost, yes.entry, pending);
		expect(built).toMatchObject({
			...{ ok: false, status: 'Czeka na KSeF: 1/11/2026', problems: [{ code: 'correctedWithoutKsef' }] },
			brakes: { awaitsKsef: '1/11/2026' },
		});
		const claim = {
			...{ id: 1, createdAt: new Date().toISOString(), reference: yes.entry.reference, step: 'claim' },
			...{ state: 'claimed', attempt: 'a', data: JSON.stringify({ v: 1, next: 'build', lease: 60, entry: yes.entry }) },
		};
		const step = { resource: 'step', operation: 'row', rows: [claim], attempt: 'a', askedBy: 'event', language: 'pl' };
		const [[row]] = (await runJournal(step as never, [built as IDataObject])) as [[Json]];
		expect(row).toMatchObject({ step: 'build', state: 'waiting', note: 'Czeka na KSeF: 1/11/2026' });
		expect(JSON.parse(row.data)).toMatchObject({ next: 'wait', rest: 'waiting', cause: 'build:ksefNumber' });
		// With the number in, the same entry builds.
		expect(await build(lost, yes.entry, earlier)).toMatchObject({
			ok: true,
			invoice: { totals: { gross: '-1230.00' } },
		});
	});
});
