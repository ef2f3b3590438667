import { entry } from '../../unit/issuing/chain';
import { correction } from '../../unit/ifirma/corrected';
import { invoice } from '../../unit/ifirma/support';
import { nodeBench } from './context';

async function issued() {
	const bench = nodeBench();
	const [item] = await bench.run({ operation: 'issue', invoice: invoice() });
	return { bench, documentId: String(item?.json.documentId) };
}
const lastPost = ({ calls }: ReturnType<typeof nodeBench>) =>
	JSON.parse(String(calls.findLast(({ method }) => method === 'POST')?.body)) as Record<string, unknown>;

test('Get Earlier Documents reads what a correction corrects, with its lines; nothing for an invoice', async () => {
	const { bench, documentId } = await issued();
	const ask = async (kind: string, more: object = {}) => {
		const [item] = await bench.run({ operation: 'getEarlier', entry: entry(kind, 1, more), deal: '' });
		return item?.json;
	};
	const corrects = { reference: invoice().reference, documentId };
	expect(await ask('correction', { corrects })).toMatchObject({
		earlier: [{ documentId, lines: [{ name: 'Projekt graficzny', net: '1000.00' }], byRate: [{ vatRate: '23' }] }],
	});
	const before = bench.calls.length;
	expect(await ask('invoice')).toMatchObject({ earlier: [] });
	expect(bench.calls).toHaveLength(before);
});

test("Issue: a correction without differences, adopted when it is done again; its conditions are the node's choice", async () => {
	const { bench, documentId } = await issued();
	const asked = correction(documentId);
	const [item] = await bench.run({ operation: 'issue', invoice: asked });
	expect(item?.json).toMatchObject({
		outcome: 'issued',
		documentId: 'fakturakrajkorekta-1244513',
		issued: { kind: 'correction', gross: '-123.00' },
		differences: [],
	});
	expect(lastPost(bench)).toMatchObject({ SpelnionoWarunki: true });
	const [again] = await bench.run({ operation: 'issue', invoice: asked });
	expect(again?.json).toMatchObject({ outcome: 'issued', issued: { adopted: true } });
	expect(bench.fake.invoices()).toHaveLength(2);

	const other = await issued();
	await other.bench.run({ operation: 'issue', invoice: correction(other.documentId), correctionConditions: false });
	expect(lastPost(other.bench)).toMatchObject({ SpelnionoWarunki: false });
});

test('its PDF, by the id that Issue gave', async () => {
	const { bench, documentId } = await issued();
	const [made] = await bench.run({ operation: 'issue', invoice: correction(documentId) });
	const [item] = await bench.run({
		operation: 'getPdf',
		documentId: made?.json.documentId,
		binaryPropertyName: 'data',
	});
	expect(item?.json).toMatchObject({ pdf: { fileName: expect.stringMatching(/K1/) } });
	expect(
		Buffer.from(item?.binary?.data?.data ?? '', 'base64')
			.subarray(0, 5)
			.toString(),
	).toBe('%PDF-');
});
