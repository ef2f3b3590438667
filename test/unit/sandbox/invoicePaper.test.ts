import { PDFDocument } from 'pdf-lib';
import { drawInvoice, POLISH_COLUMNS, type InvoicePaper } from '../../../sandbox/fakes/invoicePaper';

const paper = (rows: number, more: Partial<InvoicePaper> = {}): InvoicePaper => ({
	title: 'Faktura VAT 1/11/2026',
	subject: 'Źródło sp. z o.o., 123.00 PLN',
	createdAt: new Date('2026-11-26T10:00:00Z'),
	facts: [['Data wystawienia', '2026-11-26']],
	parties: [
		{ title: 'Sprzedawca', lines: ['Demo Usługi sp. z o.o.', undefined] },
		{ title: 'Nabywca', lines: ['Źródło sp. z o.o.'] },
	],
	columns: POLISH_COLUMNS,
	rows: Array.from({ length: rows }, (_, at) => [String(at + 1), 'Usługa', '1 szt.', '23 %', '100.00', '123.00']),
	totals: [['Brutto', '123.00 PLN']],
	remarks: [undefined, 'Zażółć gęślą jaźń 漢字'],
	...more,
});
const pages = async (pdf: Buffer) => (await PDFDocument.load(pdf)).getPageCount();

test('the same content has the same bytes, drawn anew as well', async () => {
	const first = await drawInvoice(paper(3));
	expect(await drawInvoice(paper(3))).toBe(first);
	// Another copy of the module has nothing kept.
	let anew: typeof drawInvoice | undefined;
	await jest.isolateModulesAsync(async () => {
		anew = (await import('../../../sandbox/fakes/invoicePaper')).drawInvoice;
	});
	const again = await anew!(paper(3));
	expect(again).not.toBe(first);
	expect(again.equals(first)).toBe(true);
	expect((await drawInvoice(paper(2))).equals(first)).toBe(false);
});

test('a long invoice takes several pages, a word longer than its column several lines', async () => {
	expect(await pages(await drawInvoice(paper(3)))).toBe(1);
	expect(await pages(await drawInvoice(paper(60)))).toBeGreaterThan(1);
	const word = 'x'.repeat(2000);
	expect(await pages(await drawInvoice(paper(1, { remarks: [word] })))).toBe(1);
	expect(await pages(await drawInvoice(paper(1, { remarks: [word.repeat(5)] })))).toBeGreaterThan(1);
});

test('letters stay letters: the file embeds its fonts', async () => {
	const pdf = await PDFDocument.load(await drawInvoice(paper(1)));
	const names = pdf.context.enumerateIndirectObjects().map(([, object]) => object.toString());
	expect(names.filter((name) => name.includes('/Type /FontDescriptor') && name.includes('DejaVu'))).toHaveLength(2);
});
