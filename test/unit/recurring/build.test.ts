import { buildInvoice } from '../../../invoicing/build';
import { sampleDeal, sampleEntry, sampleLine, sampleSettings } from '../invoicing/samples';

const entry = sampleEntry({
	...{ reference: 'bitrix24:acme.bitrix24.pl:123:invoice:20261101', part: 20261101 },
	period: { from: '2026-11-01', to: '2026-11-30' },
});
const build = (deal: Record<string, unknown> = {}, settings = {}) =>
	buildInvoice({
		...{ deal: sampleDeal(deal), entry, now: '2026-11-30T08:00:00+01:00' },
		settings: sampleSettings(settings),
	});
const invoiceOf = (result: ReturnType<typeof build>) => {
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.invoice;
};

describe('an invoice for a period', () => {
	it('names the period in its lines, is sold on its last day and has the whole price', () => {
		const invoice = invoiceOf(build());
		expect(invoice).toMatchObject({ saleDate: '2026-11-30', issueDate: '2026-11-30', part: 20261101 });
		expect(invoice.lines.map(({ name }) => name)).toEqual(['Strona WWW (11/2026)']);
		expect(invoice.totals.gross).toBe('1230.00');
	});

	it('takes the prices that the deal has when it is issued, and other words and days where the user wants them', () => {
		const settings = {
			lines: { periodLineName: '{name}, abonament za {period}' },
			dates: { periodSaleDate: 'firstDay' },
			notesTemplate: 'Okres: {period}',
		};
		const invoice = invoiceOf(build({ lines: [sampleLine({ unitPrice: '1100.00' })] }, settings));
		expect(invoice).toMatchObject({ saleDate: '2026-11-01', notes: 'Okres: 11/2026', totals: { gross: '1353.00' } });
		expect(invoice.lines[0]!.name).toBe('Strona WWW, abonament za 11/2026');
	});

	it('is not refused because the deal was moved or holds the number of the month before; it is when the deal is lost', () => {
		const record = { number: '1/10/2026', reference: 'bitrix24:acme.bitrix24.pl:123:invoice:20261001' };
		for (const standing of ['movedOn', 'movedBack', 'elsewhere']) {
			const result = build({ standing, record });
			expect(result.ok).toBe(true);
			expect(result.brakes.withdrawn).toBeUndefined();
		}
		const lost = build({ standing: 'lost', stage: { id: 'L', name: 'Lost', outcome: 'lost' } });
		expect(lost.brakes.withdrawn).toBe('lost');
		const deleted = buildInvoice({ deal: null, entry, settings: sampleSettings(), now: '2026-11-30T08:00:00+01:00' });
		expect(deleted.brakes.withdrawn).toBe('deleted');
		expect(build({ record: { number: 'typed by hand' } }).ok).toBe(false);
	});
});
