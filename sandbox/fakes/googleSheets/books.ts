/** What a cell holds: as shown, and as a value (a number is a number after USER_ENTERED). */
export interface Cell {
	shown: string;
	value: string | number | boolean;
}

export type Input = 'RAW' | 'USER_ENTERED';

/** One tab: a grid with limits. A write outside of them is refused, as in Sheets. */
export class Sheet {
	private readonly cells: (Cell | undefined)[][] = [];

	constructor(
		readonly sheetId: number,
		readonly title: string,
		readonly index: number,
		public rowCount: number,
		public columnCount: number,
	) {}

	/** Rows and cells up to the last that holds something, within the limits given. */
	read(top: number, left: number, bottom = this.rowCount - 1, right = this.columnCount - 1): (Cell | undefined)[][] {
		const rows = this.cells.slice(top, bottom + 1).map((row) => trimmed((row ?? []).slice(left, right + 1)));
		while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
		return Array.from(rows, (row) => row ?? []);
	}

	/** null leaves a cell alone, '' empties it. */
	write(top: number, left: number, values: readonly (readonly unknown[])[], input: Input): number {
		let written = 0;
		values.forEach((row, down) => {
			row.forEach((value, across) => {
				if (value === null) return;
				const line = (this.cells[top + down] ??= []);
				line[left + across] = cellOf(value, input);
				written++;
			});
		});
		return written;
	}

	clear(top: number, left: number, bottom = this.rowCount - 1, right = this.columnCount - 1): void {
		for (const row of this.cells.slice(top, bottom + 1)) row?.fill(undefined, left, right + 1);
	}

	/** Number of the row below the last that holds something. */
	get nextRow(): number {
		return this.read(0, 0).length;
	}

	/** Rows by the names in the first row, empty rows left out. */
	records(): Record<string, string>[] {
		const [header = [], ...rows] = this.read(0, 0);
		return rows
			.filter((row) => row.length > 0)
			.map((row) =>
				Object.fromEntries(header.flatMap((name, column) => (name ? [[name.shown, row[column]?.shown ?? '']] : []))),
			);
	}
}

export interface Spreadsheet {
	spreadsheetId: string;
	title: string;
	sheets: Sheet[];
}

/** A new spreadsheet has 1,000 rows and 26 columns a tab. */
export function newSheet(sheetId: number, title: string, index: number): Sheet {
	return new Sheet(sheetId, title, index, 1000, 26);
}

function trimmed(row: (Cell | undefined)[]): (Cell | undefined)[] {
	let length = row.length;
	while (length > 0 && !row[length - 1]) length--;
	return Array.from(row.slice(0, length));
}

/** USER_ENTERED reads text as if it were typed: numbers, TRUE and FALSE, formulas, a leading apostrophe for text. */
function cellOf(value: unknown, input: Input): Cell | undefined {
	if (value === '') return undefined;
	if (typeof value === 'number' || typeof value === 'boolean')
		return { shown: typeof value === 'boolean' ? String(value).toUpperCase() : String(value), value };
	if (typeof value !== 'string') throw new SyntaxError('Invalid values: a cell takes text, a number or a boolean');
	if (input === 'RAW') return { shown: value, value };
	if (value.startsWith("'")) return { shown: value.slice(1), value: value.slice(1) };
	// What a formula would compute is not played; that it became one is visible.
	if (value.startsWith('=')) return { shown: '#NAME?', value: '#NAME?' };
	if (/^-?\d+(\.\d+)?$/.test(value)) return { shown: value, value: Number(value) };
	if (/^(true|false)$/i.test(value)) return { shown: value.toUpperCase(), value: /^true$/i.test(value) };
	return { shown: value, value };
}
