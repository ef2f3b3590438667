import Big from 'big.js';
import type { DealLine } from '../../../invoicing/deal';
import { readRate } from '../../../invoicing/vat';
import type { DocumentLine, DocumentRow, SalesDocument } from '../schemas';
import { obstacle } from './obstacle';

/** A document that came to nothing. Stages are the organisation's own words: English and Polish ones are known. */
const DEAD = /lost|cancel|reject|anulowan|odrzucon|przegran/i;

/**
 * The document that a deal is invoiced by: the only one, else the only one in an accepted stage. Several are never
 * chosen from: the text then says so.
 */
export function pickDocument(
	rows: readonly DocumentRow[],
	acceptedStages: readonly string[],
): { document?: DocumentRow; problem?: string } {
	const alive = rows.filter((row) => !DEAD.test(stageOf(row)));
	const accepted = alive.filter((row) => acceptedStages.includes(stageOf(row).toLowerCase()));
	if (alive.length <= 1) return { document: alive[0] };
	if (accepted.length === 1) return { document: accepted[0] };
	const names = alive.map((row) => `${row.Subject || row.id} (${stageOf(row) || '–'})`).join(', ');
	return {
		problem:
			`Kilka dokumentów, przyjętych: ${accepted.length}. Oznacz dokładnie jeden jako przyjęty. / ` +
			`Several documents, ${accepted.length} accepted. Mark exactly one as accepted: ${names}`,
	};
}

const stageOf = (row: DocumentRow): string => row.Quote_Stage || row.Status;

/**
 * Lines of a quote or sales order → lines of the deal. `List_Price` is net, before discount; taxes come on top
 * (Zoho has no prices with tax). What the document adds or takes off as a whole cannot stand on an invoice: it becomes
 * an obstacle.
 */
export function documentLines(document: SalesDocument, units: ReadonlyMap<string, string>): DealLine[] {
	const rows = document.Quoted_Items ?? document.Ordered_Items ?? [];
	const lines = rows.map((row) => toLine(row, units.get(row.product_name?.id ?? '') ?? ''));
	const rest = restOf(document, rows);
	if (rest === undefined || rest.abs().lt('0.01')) return lines;
	const text =
		`Rabat, podatek lub korekta całego dokumentu (${rest.toFixed(2)}). Wpisz je na pozycjach. / ` +
		`Discount, tax or adjustment of the whole document (${rest.toFixed(2)}). Enter it on the lines.`;
	return [...lines, obstacle(`${document.id}-total`, text)];
}

/** What the grand total holds beside its lines; undefined where Zoho does not tell the parts. */
function restOf(document: SalesDocument, rows: readonly DocumentLine[]): Big | undefined {
	if (document.Grand_Total === undefined || rows.some((row) => row.net_total === undefined)) return undefined;
	return rows.reduce((rest, row) => rest.minus(row.net_total ?? 0), new Big(document.Grand_Total));
}

function toLine(row: DocumentLine, unit: string): DealLine {
	const description = row.description === row.product_name?.name ? '' : row.description;
	const discount = discountOf(row);
	return {
		id: row.id,
		name: row.product_name?.name || row.description,
		...(description && row.product_name?.name ? { description } : {}),
		quantity: row.quantity,
		unit,
		unitPrice: row.list_price,
		priceBasis: 'net',
		...(discount ? { discount } : {}),
		vatRate: rateOf(row.line_tax ?? []),
		annex15: false,
	};
}

/** Zoho keeps the amount off the whole line, also where a percent was typed. Whole percents are found again. */
function discountOf(row: DocumentLine): DealLine['discount'] {
	if (row.discount === undefined) return undefined;
	if (row.discount.includes('%')) return { kind: 'percent', value: row.discount.replace(/[\s%]/g, '') };
	const off = new Big(row.discount);
	const total = new Big(row.quantity).times(row.list_price);
	if (off.eq(0) || total.lte(0)) return undefined;
	const percent = off.times(100).div(total).round(2);
	if (total.times(percent).div(100).round(2).eq(off)) return { kind: 'percent', value: percent.toFixed() };
	// Per unit, as exact as a price can be written: on the line it rounds back to the amount.
	return { kind: 'amount', value: off.div(row.quantity).round(10).toFixed() };
}

/**
 * The rate of a line. A tax of 0 % may carry a Polish name ("zw", "np II"); several taxes above zero are no VAT and are
 * left for a person to read. Taxes that an organisation merely lists stand there with 0 %.
 */
function rateOf(taxes: NonNullable<DocumentLine['line_tax']>): string | null {
	const charged = taxes.filter((tax) => new Big(tax.percentage).gt(0));
	if (charged.length > 0) return charged.map((tax) => tax.percentage).join(' + ');
	if (taxes.length === 0) return null;
	const [only] = taxes;
	if (taxes.length > 1 || !only) return '0';
	const reading = readRate((only.display_name || only.name).replace(/^(vat|podatek)\s+/i, ''));
	return reading.is === 'rate' && !/^\d+$/.test(reading.rate) ? reading.rate : '0';
}
