import { VendorError } from '../../connect/http';
import type { Invoice, InvoiceLine } from '../../invoicing/invoice';
import { VENDOR } from './failures';
import type { IssueSettings } from './settings';

/**
 * QuickBooks has no advance invoice. An advance is an invoice whose lines are sold as an item that posts to a liability
 * account; the final is the whole order, less the same item.
 */
export const isStaged = ({ kind }: Pick<Invoice, 'kind'>): boolean => kind === 'advance' || kind === 'final';

/** Its tax is what another document left, or what is taken back of one: not what its own lines come to. */
export const sharesTax = (invoice: Pick<Invoice, 'kind'>): boolean =>
	isStaged(invoice) || invoice.kind === 'correction';

/** The lines of the order, and behind them those of the advance item; both in their order. */
export function linesOfAdvance({ kind, lines, order }: Pick<Invoice, 'kind' | 'lines' | 'order'>): {
	own: InvoiceLine[];
	ofAdvance: InvoiceLine[];
} {
	const ordered = kind === 'advance' ? 0 : kind === 'final' ? (order?.lines.length ?? 0) : lines.length;
	return { own: lines.slice(0, ordered), ofAdvance: lines.slice(ordered) };
}

/** Throws VendorError `rejected` for an advance or a final that cannot be told as one. */
export function assertStaged(invoice: Invoice, { advanceItemId }: Pick<IssueSettings, 'advanceItemId'>): void {
	if (!isStaged(invoice)) return;
	const what = `The ${invoice.kind} invoice of deal ${invoice.deal.id}`;
	if (!invoice.order) throw refusal(`${what} does not say what was ordered.`, 'Build it with Build Invoice.');
	if (advanceItemId === '')
		throw refusal(
			`${what} needs an item for advances, and the ${VENDOR} node has none.`,
			'In QuickBooks add a service, such as "Advance", whose income account is a liability (such as "Customer Advances", of the type Other Current Liabilities); then choose it in the node: QuickBooks Options, Item for Advances.',
		);
}

function refusal(message: string, advice: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message,
		advice: `${advice} Nothing was issued.`,
	});
}
