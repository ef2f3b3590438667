import { PAYMENTS_TRIGGER_ID } from '../../workflows/definitions/payments';
import { idOf } from '../../workflows/lib/canvas';
import { FORM } from '../../workflows/definitions/recurringTexts';
import { ReplayForm } from './support/replayForm';
import { Scene } from './support/scene';

jest.setTimeout(240_000);

const OFTEN = { field: 'seconds', secondsInterval: 4 };
/** Longer than two turns. */
const TWO_TURNS_MS = 10_000;

let scene: Scene;
beforeAll(async () => {
	scene = await Scene.open({ paymentsInterval: OFTEN, recurringInterval: OFTEN });
	// Here the schedule is what counts: a turn that a webhook starts beside one of its own would write a row too many.
	scene.sandbox.outside.accounting.setWebhook?.('');
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

const paymentRows = async (id: string) =>
	(await scene.journal())
		.filter(({ step, reference }) => step === 'payment' && reference.includes(`:${id}:`))
		.map(({ state }) => state);

describe('the workflow of the payments', () => {
	it('tells the deal of a part, then of the rest, each once; a turn without news writes nothing', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		const [invoice] = (await scene.finished(id)).invoices;
		const status = async () => (await scene.getDeal(id)).fields.UF_CRM_D2I_STATUS ?? '';
		await scene.stays(id, TWO_TURNS_MS);
		expect(await status()).toBe(`Zafakturowano: ${invoice!.number}`);

		await scene.pay(invoice!.id, { amount: '500.00' });
		await until(async () => (await paymentRows(id)).length === 1);
		expect(await status()).toBe(`${invoice!.number}: opłacono częściowo, 500.00 z ${invoice!.gross} PLN`);
		const written = async () =>
			(await scene.calls('bitrix24')).filter(({ path }) => path.includes('crm.item.update')).length;
		const before = { writes: await written(), records: (await scene.effects(id)).crmRecords.length };
		await scene.stays(id, TWO_TURNS_MS);
		expect({ writes: await written(), records: (await scene.effects(id)).crmRecords.length }).toEqual(before);

		// The CRM does not take it: it is told at a later turn, and remembered only then.
		await scene.fault({ vendor: 'bitrix24', path: 'crm.item.update', fault: 'status:500', times: 1 });
		await scene.pay(invoice!.id, {});
		await scene.until(undefined, ({ alerts }) => JSON.stringify(alerts).includes('Nie udało się zapisać płatności'));
		await until(async () => (await paymentRows(id)).length === 2);
		expect(await status()).toContain('opłacona');
		expect(await paymentRows(id)).toEqual(['partial', 'paid']);
		const lists = (await scene.calls('fakturownia')).length;
		await scene.stays(id, TWO_TURNS_MS);
		expect(await paymentRows(id)).toEqual(['partial', 'paid']);
		// Nothing is open: the accounting system is not even asked.
		expect((await scene.calls('fakturownia')).length).toBe(lists);
	});
});

describe('a payment that the accounting system tells of', () => {
	const seldom = { field: 'hours', hoursInterval: 12 };
	const webhook = (url: string) => scene.sandbox.outside.accounting.setWebhook!(url);

	it('is on the deal long before the schedule looks', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		const [invoice] = (await scene.finished(id)).invoices;
		await scene.change({ paymentsInterval: seldom }, 'payments');
		webhook(`${scene.sandbox.n8n!.url}/webhook/${PAYMENTS_TRIGGER_ID}/webhook`);
		await scene.pay(invoice!.id, {});
		await until(async () => (await paymentRows(id)).includes('paid'));
		webhook('');
		await scene.change({ paymentsInterval: OFTEN }, 'payments');
	});
});

describe('a paid proforma', () => {
	it('starts the invoice of the same part, once', async () => {
		const rules = [{ stage: 'C1:PHASE1', kind: 'proforma', part: 1, percent: '100' }];
		await scene.change({ rules, invoicedStage: '' });
		await scene.change({ whenProformaPaid: 'invoice' }, 'payments');
		const id = await scene.deal();
		await scene.move(id, 'phase1');
		const [proforma] = (await scene.finished(id)).invoices;
		expect((await scene.stays(id, TWO_TURNS_MS)).invoices.map(({ kind }) => kind)).toEqual(['proforma']);
		await scene.pay(proforma!.id, {});
		await scene.until(id, ({ invoices, sheetRows }) => invoices.length === 2 && sheetRows.length === 2);
		const { invoices, emails } = await scene.stays(id, TWO_TURNS_MS);
		expect(invoices.map(({ kind }) => kind)).toEqual(['proforma', 'invoice']);
		expect(invoices.map(({ gross }) => gross)).toEqual([proforma!.gross, proforma!.gross]);
		expect(emails).toHaveLength(2);
	});
});

describe('the workflow of the recurring invoices', () => {
	const at = async (now: string) => {
		await scene.clock(now);
		await scene.change({ now });
		await scene.change({ now }, 'recurringInvoices');
	};
	const f = FORM.pl;
	const formUrl = () => `${scene.sandbox.n8n?.url}/form/${idOf('subscription form')}`;
	const form = async (id: string, what: keyof typeof f.whats, firstDay = '') =>
		await new ReplayForm(formUrl()).fill([
			...[id, f.whats[what], firstDay, f.everys.month, f.dayRules.lastDay, '', f.pasts.no],
		]);

	it('makes one invoice at each month end, however often it looks, and none for a lost deal', async () => {
		expect(await new ReplayForm(formUrl(), { user: 'demo', password: 'wrong' }).status()).toBe(401);
		const id = await scene.deal({ stage: 'invoiced' });
		await at('2026-12-10T09:00:00+01:00');
		expect(await form(id, 'add', '2026-12-01')).toContain(f.saved[0]);
		expect(await form(id, 'add', '2026-12-01')).toContain('ma trwający abonament');
		expect((await scene.effects(id)).invoices).toEqual([]);
		for (const [index, day] of ['2026-12-31', '2027-01-31', '2027-02-28'].entries()) {
			await at(`${day}T09:00:00+01:00`);
			const count = index + 1;
			const each = await scene.until(
				id,
				({ invoices, emails, files, sheetRows }) =>
					[invoices, emails, files, sheetRows].every((list) => list.length >= count),
				60_000,
			);
			expect(each.invoices).toHaveLength(count);
			expect(each.invoices.at(-1)).toMatchObject({ saleDate: day, issueDate: day });
			expect(JSON.stringify(each.invoices.at(-1)!.lines)).toContain(
				`Doradztwo (${day.slice(5, 7)}/${day.slice(0, 4)})`,
			);
		}
		const all = await scene.stays(id, TWO_TURNS_MS);
		expect([all.invoices.length, all.emails.length, all.files.length, all.sheetRows.length]).toEqual([3, 3, 3, 3]);

		await scene.move(id, 'lost', true);
		await at('2027-03-31T09:00:00+02:00');
		await scene.stays(id, TWO_TURNS_MS);
		expect((await scene.effects(id)).invoices).toHaveLength(3);
		expect(await form(id, 'pause')).toContain('nie ma trwającego abonamentu');
	});
});

async function until(isSo: () => Promise<boolean>, limitMs = 40_000): Promise<void> {
	const end = Date.now() + limitMs;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error(`Not within ${limitMs} ms.`);
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
}
