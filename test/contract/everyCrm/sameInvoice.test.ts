import Big from 'big.js';
import type { Deal, StageEntry } from '../../../invoicing/deal';
import type { Invoice } from '../../../invoicing/invoice';
import { build } from '../../../nodes/BuildInvoice/build.operation';
import { CRM_NAMES, SANDBOX_CRMS } from '../../../sandbox/crms';
import type { CrmName } from '../../../workflows/definitions/crms';
import { nodeContext } from '../../faults/support/sim/nodeContext';
import { BUILD } from '../../faults/support/sim/effects';
import { CRMS_AT_FAKES } from './crmsAtFakes';
import golden from './golden.json';
import { TWELVE_DEALS } from './twelveDeals';

/** What a CRM has no place for; the table in docs/crms.md says the same in words. */
const CANNOT_SAY: Record<CrmName, readonly string[]> = {
	bitrix24: [],
	hubspot: [],
	monday: [],
	pipedrive: [],
	zoho: [],
};

const plain = (amount: string) => new Big(amount).toFixed();

/** What an invoice says, without what names the CRM, its ids and the day of the run. */
function content(invoice: Invoice) {
	const { buyer, lines, totals, mailTo, currency, exemptionReason, orderNumber, saleDate, splitPayment } = invoice;
	return {
		buyer: { kind: buyer.kind, name: buyer.name, taxId: buyer.taxId, address: buyer.address },
		mailTo,
		currency,
		lines: lines.map(({ name, quantity, unit, vatRate, net, vat, gross }) => ({
			...{ name, quantity: plain(quantity), unit },
			...{ vatRate, net, vat, gross },
		})),
		totals: { net: totals.net, vat: totals.vat, gross: totals.gross },
		exemptionReason,
		orderNumber,
		saleDate,
		splitPayment,
	};
}

async function invoiceFrom(crm: CrmName, name: string): Promise<Invoice> {
	const at = await CRMS_AT_FAKES[crm]();
	const { demo } = SANDBOX_CRMS[crm];
	const stageId = demo.rules.find(({ kind }) => kind === 'invoice')!.stage;
	const { id } = await at.fake.createDeal({ ...TWELVE_DEALS[name]!, stage: 'invoice' });
	const entry = { stageId, pipelineId: demo.pipeline };
	const deal = (await at.crm.readDeal(id, { entry, fields: at.fields })) as Deal;
	const whole: StageEntry = {
		...{ reference: `${crm}:test:${id}:invoice:1`, crm, account: await at.crm.account(), dealId: id },
		...{
			...entry,
			enteredAt: '2026-11-24T10:00:00.000Z',
			kind: 'invoice',
			part: 1,
			percent: '100',
			percentBefore: '0',
		},
	};
	const options = { now: '2026-11-24T10:00:05.000Z', foreignCurrency: 'accountingSystem' };
	const parameters = { ...BUILD, ...demo.build, deal, entry: whole, options };
	const { json } = await build(nodeContext(parameters), 0);
	const { ok, invoice, problems } = json as unknown as { ok: boolean; invoice: Invoice; problems: unknown[] };
	if (!ok) throw new Error(`${crm}, ${name}: ${JSON.stringify(problems)}`);
	return invoice;
}

/** Without the fields that this CRM cannot say. */
const without = (value: unknown, names: readonly string[]): unknown =>
	JSON.parse(JSON.stringify(value, (key, held: unknown) => (names.includes(key) ? undefined : held)));

describe.each(CRM_NAMES)('twelve deals from %s', (crm) => {
	it.each(Object.keys(TWELVE_DEALS))('%s: the same invoice as from every CRM', async (name) => {
		const missing = CANNOT_SAY[crm];
		const expected = (golden as Record<string, unknown>)[name];
		expect(without(content(await invoiceFrom(crm, name)), missing)).toEqual(without(expected, missing));
	});
});
