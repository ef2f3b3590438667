import { allEffects, effectsOf } from '../../../sandbox/effects';
import type { DealIn } from '../../../sandbox/fakes/types';
import { dummyBooks, invoice, mail } from './dummies';

const ZUBR: DealIn = {
	title: 'Strona dla Żubra',
	buyer: { name: 'Żubr sp. z o.o.', taxId: 'PL 526-025-02-74', email: 'biuro@zubr.example' },
	lines: [{ name: 'Projekt', quantity: '1', unitPrice: '100.00' }],
};
const RYS: DealIn = {
	title: 'Sklep',
	buyer: { name: 'Ryś S.A.', taxId: '1060000062', email: 'ksiegowosc@rys.example' },
};

function setUp(...deals: DealIn[]) {
	const all = dummyBooks();
	deals.forEach((deal, at) => {
		const id = String(at + 1);
		all.crm.deals.set(id, deal);
		all.books.deals.set(`tinycrm/${id}`, { crm: 'tinycrm', id, deal });
	});
	return { ...all, of: (id: number) => effectsOf(all.books, 'tinycrm', String(id)) };
}

const numbers = (invoices: { number: string }[]) => invoices.map(({ number }) => number);

describe('effects of a deal', () => {
	it('finds an invoice by tax number however it is spelt, and by name', () => {
		const { accounting, of } = setUp(ZUBR, RYS);
		accounting.made.push(
			invoice('1/11/2026', { name: 'ZUBR', taxId: '5260250274' }),
			invoice('2/11/2026', { name: 'RYŚ  S.A.' }),
			invoice('3/11/2026', { name: 'Nikt' }),
		);
		expect(numbers(of(1).invoices)).toEqual(['1/11/2026']);
		expect(numbers(of(2).invoices)).toEqual(['2/11/2026']);
		expect(allEffects(dummyBooks().books).invoices).toEqual([]);
	});

	it('never reads our own reference', () => {
		const { accounting, of } = setUp(ZUBR);
		accounting.made.push({ ...invoice('1/11/2026', { name: 'Nikt' }), reference: 'Żubr sp. z o.o.' });
		expect(of(1).invoices).toEqual([]);
	});

	it('tells two deals of one buyer apart by their lines', () => {
		const second = { ...ZUBR, title: 'Reklama', lines: [{ name: 'Kampania', quantity: '1', unitPrice: '1' }] };
		const { accounting, of } = setUp(ZUBR, second);
		const buyer = { name: 'Żubr sp. z o.o.' };
		accounting.made.push(invoice('1/11/2026', buyer, ['Projekt']), invoice('2/11/2026', buyer, ['Kampania']));
		expect(numbers(of(1).invoices)).toEqual(['1/11/2026']);
		expect(numbers(of(2).invoices)).toEqual(['2/11/2026']);
	});

	it('lets a number decide whose mail it is, so a mail to the wrong customer is seen with its invoice', () => {
		const { accounting, mails, of } = setUp(ZUBR, RYS);
		accounting.made.push(
			invoice('1/11/2026', { name: 'Żubr sp. z o.o.' }),
			invoice('21/11/2026', { name: 'Ryś S.A.' }),
		);
		mails.push(
			mail('biuro@zubr.example', 'Faktura 1/11/2026', ['FV 1-11-2026.pdf']),
			mail('ksiegowosc@rys.example', 'Dzień dobry', ['FV 1-11-2026.pdf']),
			mail('ksiegowosc@rys.example', 'Faktura 21/11/2026'),
		);
		expect(of(1).emails).toHaveLength(2);
		expect(of(2).emails.map(({ text }) => text)).toEqual(['Faktura 21/11/2026']);
	});

	it('finds files by client folder or number, rows by number, records by the CRM', () => {
		const { accounting, files, rows, crm, of } = setUp(ZUBR, RYS);
		accounting.made.push(invoice('7/11/2026', { name: 'Ryś S.A.' }));
		const file = { drive: 'tinydrive', size: 1, sha256: 'z' };
		files.push({ ...file, id: 'f2', path: '2026/11/Żubr sp. z o.o/FV 6-11-2026.pdf' });
		files.push({ ...file, id: 'f3', path: '2026/11/Rys/FV 7-11-2026.pdf' });
		rows.push({ sheet: 'Invoices', row: { number: '7/11/2026', gross: '123.00' } });
		crm.written.push({
			deal: '2',
			stage: 'invoiced',
			number: '',
			fields: {},
			notes: ['x'],
			files: [],
			at: '2026-11-22T10:00:00Z',
		});
		expect(of(1).files.map(({ id }) => id)).toEqual(['f2']);
		expect(of(2)).toMatchObject({
			files: [{ id: 'f3' }],
			sheetRows: [{ row: { number: '7/11/2026' } }],
			crmRecords: [{ notes: ['x'] }],
		});
		expect(of(1)).toMatchObject({ sheetRows: [], crmRecords: [] });
	});

	it('shows everything without a deal, alerts apart from letters', () => {
		const { books, mails } = setUp(ZUBR);
		books.alertsTo = 'Alerts@seller.example';
		mails.push(mail('alerts@seller.example', 'Żubr: nothing issued'), mail('biuro@zubr.example', 'Faktura'));
		expect(allEffects(books)).toMatchObject({
			alerts: [{ text: 'Żubr: nothing issued' }],
			emails: [{ text: 'Faktura' }],
			files: [{ id: 'f1' }],
		});
	});

	it('says which CRM or deal is unknown', () => {
		const { books } = setUp(ZUBR);
		expect(() => effectsOf(books, 'hugecrm', '1')).toThrow('There is no CRM "hugecrm" here. Known: tinycrm.');
		expect(() => effectsOf(books, 'tinycrm', '9')).toThrow('tinycrm has no deal 9');
	});
});
