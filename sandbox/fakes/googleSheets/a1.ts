/** A1 notation as the Sheets API takes it. Rows and columns count from 0; `undefined` is an open end. */
export interface GridRange {
	sheet: string;
	top: number;
	left: number;
	bottom?: number;
	right?: number;
}

/** Throws SyntaxError ("Unable to parse range: …") on what Sheets would not understand. */
export function parseRange(text: string, isSheet: (title: string) => boolean): GridRange {
	const fail = () => new SyntaxError(`Unable to parse range: ${text}`);
	const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(text);
	const plain = quoted ? undefined : /^([^'!]+)(?:!(.+))?$/.exec(text);
	const sheet = quoted ? quoted[1]?.replaceAll("''", "'") : plain?.[1];
	const cells = quoted ? quoted[2] : plain?.[2];
	if (!sheet || !isSheet(sheet)) throw fail();
	if (cells === undefined) return { sheet, top: 0, left: 0 };

	const [first, second, ...rest] = cells.split(':');
	if (first === undefined || rest.length > 0) throw fail();
	const start = parseCorner(first);
	const end = second === undefined ? start : parseCorner(second);
	if (!start || !end) throw fail();
	// A whole column or row has no second half: A5 alone is a cell, A or 5 alone is nothing.
	if (second === undefined && (start.row === undefined || start.column === undefined)) throw fail();
	if (end.row !== undefined && end.row < (start.row ?? 0)) throw fail();
	return { sheet, top: start.row ?? 0, left: start.column ?? 0, bottom: end.row, right: end.column };
}

function parseCorner(text: string): { row?: number; column?: number } | undefined {
	const match = /^([A-Za-z]{0,3})([0-9]{0,7})$/.exec(text);
	if (!match || text === '') return undefined;
	const [, letters = '', digits = ''] = match;
	if (digits === '0') return undefined;
	return {
		row: digits === '' ? undefined : Number(digits) - 1,
		column: letters === '' ? undefined : columnNumber(letters),
	};
}

function columnNumber(letters: string): number {
	return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export function columnName(column: number): string {
	const above = Math.floor(column / 26);
	return (above > 0 ? columnName(above - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** As Sheets writes ranges in its answers: `Invoices!A2:C2`. */
export function formatRange(sheet: string, top: number, left: number, rows: number, columns: number): string {
	const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
	const corner = (row: number, column: number) => `${columnName(column)}${row + 1}`;
	const from = corner(top, left);
	const to = corner(top + Math.max(rows, 1) - 1, left + Math.max(columns, 1) - 1);
	return `${name}!${from}${from === to ? '' : `:${to}`}`;
}
