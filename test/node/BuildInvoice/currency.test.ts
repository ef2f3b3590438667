import { sampleDeal, sampleEntry } from '../../unit/invoicing/samples';
import { itemOf, runBuildInvoice } from './context';

const BUILD = {
	resource: 'invoice',
	operation: 'build',
	sellerName: 'Studio Nowak',
	mode: 'automatic',
	options: { now: '2026-11-30T23:59:00+01:00' },
};
const entry = sampleEntry();

describe('a deal in another currency', () => {
	const eur = itemOf({ deal: sampleDeal({ currency: 'EUR' }), entry });
	it('carries the rate of the working day before', async () => {
		const rates = [{ no: '230/A/NBP/2026', effectiveDate: '2026-11-19', mid: 4.2345 }];
		const asked: string[] = [];
		const answer = async ({ url }: { url: string }) => {
			asked.push(url);
			return { statusCode: 200, body: JSON.stringify({ table: 'A', code: 'EUR', rates }) };
		};
		const [item] = await runBuildInvoice(BUILD, [eur], { answer });
		expect(asked).toEqual(['https://api.nbp.pl/api/exchangerates/rates/a/eur/2026-11-09/2026-11-19/']);
		expect(item?.json).toMatchObject({
			ok: true,
			invoice: { exchange: { rate: '4.2345', table: '230/A/NBP/2026', date: '2026-11-19' } },
		});
	});

	it('fails while the bank has no rate: no guess stands on an invoice', async () => {
		const answer = async () => ({ statusCode: 404, body: 'Brak danych' });
		const [item] = await runBuildInvoice(BUILD, [eur], { onError: 'continueErrorOutput', answer });
		expect(item?.json).toMatchObject({ details: { cause: 'rejected', vendor: 'NBP' } });
	});

	it('leaves the rate to the accounting system when it is told to', async () => {
		const [item] = await runBuildInvoice(
			{ ...BUILD, options: { ...BUILD.options, foreignCurrency: 'accountingSystem' } },
			[eur],
		);
		expect(item?.json.invoice).not.toHaveProperty('exchange');
	});
});
