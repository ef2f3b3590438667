import type { IDataObject } from 'n8n-workflow';
import { issuedFor } from '../../contract/everyCrm/issued';
import { sampleDeal } from '../../unit/invoicing/samples';
import { row } from '../../unit/recurring/support';
import { runJournal } from './context';

const stored = (changes: Parameters<typeof row>[0] = {}): IDataObject => ({ ...row(changes), id: 1 });

describe('Journal: Find Tables', () => {
	const names = ['journal', 'done', 'settings'].map((name, id) => ({
		name: `deal_to_invoice_${name}`,
		id: String(id),
	}));
	const find = (more: object, tables: IDataObject[]) =>
		runJournal({ resource: 'journal', operation: 'tables', ...more }, tables);

	it('asks for the table of subscriptions only where it is needed', async () => {
		expect(await find({}, names)).toEqual([[{ journal: '0', done: '1', settings: '2' }]]);
		await expect(find({ withSubscriptions: true }, names)).rejects.toThrow(
			'no Data Table "deal_to_invoice_subscriptions"',
		);
		const all = [...names, { name: 'deal_to_invoice_subscriptions', id: '7' }];
		expect((await find({ withSubscriptions: true }, all))[0]![0]).toMatchObject({ subscriptions: '7' });
	});
});

describe('Payment', () => {
	const reference = 'bitrix24:demo:1:invoice:1';
	const done = [
		{ reference, vendor: 'fakturownia', number: '1/11/2026', document_id: '9001', currency: 'PLN', data: '' },
	].map((each) => ({ ...each, createdAt: '2026-11-22T23:30:00.000Z' }));
	// An hour before midnight in Warsaw and in the year before in London.
	const always = { resource: 'payment', crm: 'bitrix24', done, paymentRows: [], now: '2027-01-01T00:30:00+01:00' };

	it('reckons days in the time zone of the workflow', async () => {
		expect(await runJournal({ ...always, operation: 'open' }, [{}])).toEqual([
			[{ from: '2026-10-19', to: '2027-01-02', documents: 1 }],
		]);
		const issued = issuedFor(reference)({ dueDate: '2026-12-31' }) as unknown as IDataObject;
		const [changes, toStart] = await runJournal({ ...always, operation: 'changes' }, [{ issued }]);
		expect(changes).toMatchObject([
			{ dealId: '1', payment: { state: 'overdue' }, row: { step: 'payment', reference } },
		]);
		expect(toStart).toEqual([]);
	});

	it('nothing open: nothing to ask for', async () => {
		expect(await runJournal({ ...always, done: [], operation: 'open' }, [{}])).toEqual([[]]);
	});
});

describe('Subscription', () => {
	const always = { resource: 'subscription', crm: 'bitrix24', done: [], now: '2026-02-28T12:00:00+01:00' };

	it('gives what is due, and only of its CRM', async () => {
		const due = async (rows: IDataObject[]) => (await runJournal({ ...always, operation: 'due' }, rows))[0];
		expect((await due([stored()]))!.map(({ part }) => part)).toEqual([20260101, 20260201]);
		expect(await due([stored({ crm: 'hubspot' })])).toEqual([]);
		// n8n hands over one empty item where the table has no row.
		expect(await due([{}])).toEqual([]);
	});

	it('names the deal and the column of a row that cannot be read: no subscription falls silent', async () => {
		const run = runJournal({ ...always, operation: 'due' }, [stored({ first_day: '1.11.2026' })]);
		await expect(run).rejects.toThrow('Deal 7: its row in the table of subscriptions');
		await expect(run).rejects.toMatchObject({ description: expect.stringContaining('"first_day"') });
		await expect(runJournal({ ...always, operation: 'due', now: 'soon' }, [stored()])).rejects.toThrow(
			'Reference Time',
		);
	});

	it('changes a subscription on one way out, and refuses on the other', async () => {
		const deal = sampleDeal({ account: 'firm.example', id: '7' }) as unknown as IDataObject;
		const change = (order: object, rows: IDataObject[]) =>
			runJournal({ ...always, operation: 'change', dealId: ' 7 ', deal, order, language: 'pl' } as never, rows);
		const add = { what: 'add', firstDay: '2026-03-01', every: 'year', dayRule: 'firstDay', endsOn: '', pastToo: false };
		const [added, none] = await change(add, [{}]);
		expect(added![0]).toMatchObject({ reference: 'bitrix24:firm.example:7', first_day: '2026-03-01', active: 'yes' });
		expect(none).toEqual([]);
		const [nothing, refused] = await change(add, [stored()]);
		expect(nothing).toEqual([]);
		expect(refused).toEqual([{ text: expect.stringContaining('trwający abonament') }]);
		expect((await change({ what: 'end' }, [stored()]))[0]![0]).toMatchObject({ active: 'no', ends_on: '2026-02-28' });
	});
});
