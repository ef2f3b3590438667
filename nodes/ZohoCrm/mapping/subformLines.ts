import Big from 'big.js';
import type { DealLine } from '../../../invoicing/deal';
import type { SubformColumns } from '../readOptions';
import { fieldText } from './customFields';
import { obstacle } from './obstacle';

/** Rows of the user's own subform on the deal → lines. A cell that is no number is an obstacle that names its column. */
export function subformLines(rows: unknown, columns: SubformColumns): DealLine[] {
	if (!Array.isArray(rows)) return [];
	return rows.map((row, index) => toLine((row ?? {}) as Record<string, unknown>, index, columns));
}

function toLine(row: Record<string, unknown>, index: number, columns: SubformColumns): DealLine {
	const cell = (column: keyof SubformColumns) => (columns[column] === '' ? '' : fieldText(row[columns[column]]));
	const id = fieldText(row.id) || String(index + 1);
	const number = (column: keyof SubformColumns) => decimalIn(cell(column));
	const [quantity, unitPrice, percent] = [number('quantity'), number('price'), number('discountPercent')];
	const wrong = (
		[
			['quantity', quantity],
			['price', unitPrice],
			['discountPercent', percent ?? (cell('discountPercent') === '' ? '0' : undefined)],
		] as const
	).find(([, value]) => value === undefined);
	if (wrong || quantity === undefined || unitPrice === undefined)
		return obstacle(id, `${cell('name')}: ${columns[wrong?.[0] ?? 'price']} – to nie liczba / is no number`);
	return {
		id,
		name: cell('name'),
		quantity,
		unit: cell('unit'),
		unitPrice,
		priceBasis: cell('gross') === '' ? columns.priceBasis : 'gross',
		...(percent !== undefined && !new Big(percent).eq(0) ? { discount: { kind: 'percent', value: percent } } : {}),
		vatRate: cell('vatRate') || null,
		annex15: false,
	};
}

/** A number as Zoho holds it, or as people type it into a text field; undefined for anything else. */
function decimalIn(text: string): string | undefined {
	const plain = text
		.replace(/\s|%/g, '')
		.replace(/,(?=\d{1,4}$)/, '.')
		.replace(/e\+?(\d+)$/i, 'e$1');
	return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(plain) ? new Big(plain).round(8).toFixed() : undefined;
}
