import Big from 'big.js';
import type { Books, StoredDocument } from '../fakturowniaFamily/books';
import type { Refusals } from '../fakturowniaFamily/brand';
import type { FamilyInvoice, FamilyPosition } from '../fakturowniaFamily/schemas';
import { EMPTY } from '../fakturowniaFamily/rules';
import type { AskedInvoice } from './schemas';

type Made = FamilyInvoice | { refusals: Refusals };
const refuse = (field: string, sentence: string): Made => ({ refusals: { [field]: [sentence] } });

const STAGED_FIELDS = [
	'copy_invoice_from',
	'advance_creation_mode',
	'advance_value',
	'position_name',
	'invoice_ids',
] as const;

/** Advances and finals are made from an order (and from advances); every other document from its own positions. */
export function fromOthers(asked: AskedInvoice, books: Books): Made {
	const { positions } = asked;
	if (asked.kind !== 'advance' && asked.kind !== 'final') {
		const stray = STAGED_FIELDS.find((field) => asked[field] !== undefined);
		if (stray) return refuse(stray, '- nie dotyczy tego dokumentu');
		return positions ? { ...asked, positions } : refuse('positions', EMPTY);
	}
	if (positions) return refuse('positions', '- nie razem z copy_invoice_from');
	const order = books.byId(asked.copy_invoice_from ?? 0);
	if (!order || order.kind !== 'estimate' || order.cancelled)
		return refuse('copy_invoice_from', '- musi wskazywać dokładnie jedno zamówienie');
	const copied = { ...order.input, oid_unique: undefined, ...defined(asked), currency: order.input.currency };
	return asked.kind === 'advance' ? advance(asked, copied, order) : final(asked, copied, order, books);
}

type Copied = Omit<FamilyInvoice, 'positions'>;

function advance(asked: AskedInvoice, copied: Copied, order: StoredDocument): Made {
	const { advance_creation_mode: mode, advance_value: value, position_name: name } = asked;
	if (asked.invoice_ids) return refuse('invoice_ids', '- nie dotyczy zaliczki');
	if (!mode) return refuse('advance_creation_mode', EMPTY);
	if (!value || new Big(value).lte(0)) return refuse('advance_value', EMPTY);
	if (!name) return refuse('position_name', EMPTY);
	const whole = new Big(order.totals.gross);
	const gross = mode === 'amount' ? new Big(value) : whole.times(value).div(100).round(2, Big.roundHalfUp);
	if (gross.gt(whole)) return refuse('advance_value', '- przekracza wartość zamówienia');
	return { ...copied, positions: shared(order, gross, name) };
}

/** In proportion to the rates of the order; the last rate takes what rounding left. */
function shared(order: StoredDocument, gross: Big, name: string): FamilyPosition[] {
	const rates = [...new Set(order.positions.map(({ tax }) => tax))];
	let left = gross;
	return rates
		.map((tax, index) => {
			const own = sumOf(
				order.positions.filter((position) => position.tax === tax).map((each) => each.total_price_gross),
			);
			const part = gross.times(own).div(order.totals.gross).round(2, Big.roundHalfUp);
			const taken = index === rates.length - 1 ? left : part;
			left = left.minus(taken);
			return { name, quantity: '1', tax, total_price_gross: taken.toFixed(2) };
		})
		.filter(({ total_price_gross: total }) => Number(total) !== 0);
}

function final(asked: AskedInvoice, copied: Copied, order: StoredDocument, books: Books): Made {
	if (asked.advance_value || asked.advance_creation_mode || asked.position_name)
		return refuse('advance_value', '- nie dotyczy faktury końcowej');
	const ids = asked.invoice_ids ?? [];
	if (ids.length === 0) return refuse('invoice_ids', EMPTY);
	const advances = ids.map((id) => books.byId(id));
	const own = (document: StoredDocument | undefined): document is StoredDocument =>
		document?.kind === 'advance' && !document.cancelled && fromOrder(document) === order.id;
	if (!advances.every(own) || new Set(ids).size !== ids.length)
		return refuse('invoice_ids', '- nie są zaliczkami do tego zamówienia');
	const less = (side: 'net' | 'tax' | 'gross') =>
		new Big(order.totals[side]).minus(sumOf(advances.map(({ totals }) => totals[side]))).toFixed(2);
	const settled = { net: less('net'), tax: less('tax'), gross: less('gross') };
	if (Number(settled.gross) < 0) return refuse('invoice_ids', '- zaliczki przekraczają zamówienie');
	return { ...copied, positions: order.input.positions, settled };
}

const fromOrder = ({ input }: StoredDocument): number | undefined => (input as AskedInvoice).copy_invoice_from;

const sumOf = (amounts: string[]): Big => amounts.reduce((sum, each) => sum.plus(each), new Big(0));

function defined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
