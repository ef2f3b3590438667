import { decimalText, parsedJson, type ColumnValue } from '../schemas';

/** A cell as text, as a person would write it down: days as 2026-11-30, numbers plain, of files the names. */
export function textOf(cell: ColumnValue | undefined): string {
	if (!cell) return '';
	switch (cell.type) {
		case 'checkbox':
			return cell.checked === true ? 'Y' : '';
		case 'date':
			return dateText(cell);
		case 'numbers':
			return numberOf(cell) ?? '';
		case 'status':
			return (cell.label ?? cell.text).trim();
		case 'email':
			return (cell.email || cell.text).trim();
		case 'link':
			return (cell.url || cell.text).trim();
		case 'phone':
			return (cell.phone || cell.text).trim();
		case 'country':
			return (cell.nation?.name ?? cell.text).trim();
		case 'location':
			return (cell.address || cell.text).trim();
		case 'file':
			return cell.files
				.map((file) => file.name.trim())
				.filter((name) => name !== '')
				.join(', ');
		default:
			return (cell.text || cell.display_value).trim();
	}
}

/**
 * The number in a cell as decimal text; undefined where there is none that can be read. A numbers column keeps what was
 * typed as text (`value`); `number` is the same as a float. Formulas and mirrors are read as they are shown.
 */
export function numberOf(cell: ColumnValue | undefined): string | undefined {
	if (!cell) return undefined;
	if (cell.type === 'numbers') return decimalText(parsedJson(cell.value)) ?? decimalText(cell.number);
	return shownNumber(textOf(cell));
}

/** `1 234,50 zł`, `1,234.50`, `12.5 %`: a number with what people put around it. Undefined where it may mean two things. */
export function shownNumber(text: string): string | undefined {
	const bare = text
		.replace(/[\s\u00A0\u202F]/g, '')
		.replace(/^[^\d.,-]+/, '')
		.replace(/[^\d.,]+$/, '');
	const comma = bare.lastIndexOf(',');
	const point = bare.lastIndexOf('.');
	// Both: the later one is the decimal sign. Three digits behind a lone comma: thousands or decimals, nobody knows.
	if (comma >= 0 && point >= 0) {
		const [thousands, decimal] = comma > point ? ['.', ','] : [',', '.'];
		return decimalText(bare.split(thousands).join('').replace(decimal, '.'));
	}
	if (comma >= 0) return /^-?\d+,(\d{1,2}|\d{4,})$/.test(bare) ? decimalText(bare.replace(',', '.')) : undefined;
	return decimalText(bare);
}

/** A day; where a time was set as well, the instant in UTC, as monday keeps it. */
function dateText({ date, time, text }: ColumnValue): string {
	if (date === '') return text.trim();
	return time === '' ? date : `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
}

/** The cell of a column; undefined where no column is chosen or the item has none of this id. */
export function cellOf(cells: readonly ColumnValue[], columnId: string): ColumnValue | undefined {
	return columnId === '' ? undefined : cells.find(({ id }) => id === columnId);
}
