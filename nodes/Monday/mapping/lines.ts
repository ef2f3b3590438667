import type { DealLine } from '../../../invoicing/deal';
import type { PriceBasis } from '../../../invoicing/primitives';
import { refusal } from '../apiErrors';
import type { ColumnMap } from '../columnMap';
import type { ColumnValue, Row } from '../schemas';
import { cellOf, numberOf, textOf } from './values';

const BASIS_WORDS: Record<PriceBasis, RegExp> = { net: /^(net|netto)$/i, gross: /^(gross|brutto)$/i };

/** A subitem → a line. Throws VendorError where a number cannot be read: half a line is no line. */
export function toLine(row: Row, map: ColumnMap, at: { dealId: string; position: number }): DealLine {
	const { line } = map;
	const cell = (columnId: string) => cellOf(row.column_values, columnId);
	const where = `Line ${at.position} (${row.name.trim() || 'without a name'}) of deal ${at.dealId}`;
	const description = textOf(cell(line.description));
	const discount = optionalNumber(cell(line.discount), `${where} has a discount`);
	return {
		id: row.id,
		name: row.name.trim(),
		...(description ? { description } : {}),
		quantity: quantityOf(row, map, where),
		unit: textOf(cell(line.unit)),
		unitPrice: priceOf(row, map, where),
		priceBasis: basisOf(textOf(cell(line.priceBasis)), map.priceBasis, where),
		...(discount === undefined ? {} : { discount: { kind: map.discountIs, value: discount } }),
		vatRate: textOf(cell(line.vatRate)) || null,
		annex15: false,
	};
}

/** Without a column for it a line is one piece; with an empty one it is none, which a person has to look at. */
function quantityOf(row: Row, map: ColumnMap, where: string): string {
	const cell = cellOf(row.column_values, map.line.quantity);
	if (!cell) return '1';
	return optionalNumber(cell, `${where} has a quantity`) ?? '0';
}

/** A line without a price would be given away. */
function priceOf(row: Row, map: ColumnMap, where: string): string {
	const cell = cellOf(row.column_values, map.line.unitPrice);
	if (!cell)
		throw refusal(
			`${where} has no column for the unit price in monday.com.`,
			'Choose under "Line Columns" which column of the subitems holds the unit price.',
		);
	const price = optionalNumber(cell, `${where} has a unit price`);
	if (price !== undefined) return price;
	throw refusal(`${where} has no unit price in monday.com.`, 'Enter it in the subitem (0 for what is free).');
}

function optionalNumber(cell: ColumnValue | undefined, what: string): string | undefined {
	const text = cell ? (cell.type === 'numbers' ? (numberOf(cell) ?? '') : textOf(cell)) : '';
	if (text === '') return undefined;
	const number = numberOf(cell);
	if (number !== undefined) return number;
	throw refusal(
		`${what} that cannot be read as a number in monday.com.`,
		'Enter a plain number, or choose a column of type Numbers.',
	);
}

function basisOf(text: string, otherwise: PriceBasis, where: string): PriceBasis {
	if (text === '') return otherwise;
	if (BASIS_WORDS.net.test(text)) return 'net';
	if (BASIS_WORDS.gross.test(text)) return 'gross';
	throw refusal(
		`${where} says neither net nor gross in the column of the price basis.`,
		'Use the words net or netto, gross or brutto; or leave the cell empty.',
	);
}
