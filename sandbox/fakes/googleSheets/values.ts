import { columnName, formatRange, parseRange, type GridRange } from './a1';
import type { Cell, Input, Sheet, Spreadsheet } from './books';
import { BatchUpdateBody, parseBody, ValueRangeBody } from './schemas';

/** `spreadsheets.values`: reading and writing cells. Throws SyntaxError with Sheets' own message. */

type Query = URLSearchParams;

export function readValues(spreadsheet: Spreadsheet, text: string, query: Query): unknown {
	const { sheet, top, left, bottom, right } = locate(spreadsheet, text);
	const render = choice(query.get('valueRenderOption'), ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA']);
	choice(query.get('dateTimeRenderOption'), ['SERIAL_NUMBER', 'FORMATTED_STRING']);
	const show = (cell: Cell | undefined) =>
		cell === undefined ? '' : render === 'FORMATTED_VALUE' ? cell.shown : cell.value;
	const values = sheet.read(top, left, bottom, right).map((row) => row.map(show));
	const rows = (bottom ?? sheet.rowCount - 1) - top + 1;
	const columns = (right ?? sheet.columnCount - 1) - left + 1;
	const range = formatRange(sheet.title, top, left, rows, columns);
	// An empty range has no `values` at all.
	return { range, majorDimension: 'ROWS', ...(values.length > 0 ? { values } : {}) };
}

export function putValues(spreadsheet: Spreadsheet, text: string, query: Query, raw: Buffer): unknown {
	const body = parseBody(ValueRangeBody, raw);
	if (body.range !== undefined && body.range !== text)
		throw new SyntaxError(`Requested writing within range [${text}], but tried writing to range [${body.range}]`);
	return write(spreadsheet, text, body.values, inputOf(query.get('valueInputOption')));
}

export function batchUpdateValues(spreadsheet: Spreadsheet, raw: Buffer): unknown {
	const body = parseBody(BatchUpdateBody, raw);
	const input = inputOf(body.valueInputOption);
	const responses = body.data.map(({ range, values }) => write(spreadsheet, range, values, input));
	const totalUpdatedCells = responses.reduce((sum, response) => sum + response.updatedCells, 0);
	return { spreadsheetId: spreadsheet.spreadsheetId, totalUpdatedCells, responses };
}

/** Unlike a PUT, an append finds the row and makes room by itself, in one go: two at once take two rows. */
export function appendValues(spreadsheet: Spreadsheet, text: string, query: Query, raw: Buffer): unknown {
	const { values } = parseBody(ValueRangeBody, raw);
	const input = inputOf(query.get('valueInputOption'));
	choice(query.get('insertDataOption'), ['OVERWRITE', 'INSERT_ROWS']);
	const { sheet } = parse(spreadsheet, text);
	const top = sheet.nextRow;
	sheet.rowCount = Math.max(sheet.rowCount, top + values.length);
	const range = formatRange(sheet.title, top, 0, values.length, sheet.columnCount);
	return { spreadsheetId: spreadsheet.spreadsheetId, updates: write(spreadsheet, range, values, input) };
}

export function clearValues(spreadsheet: Spreadsheet, text: string): unknown {
	const { sheet, top, left, bottom, right } = locate(spreadsheet, text);
	sheet.clear(top, left, bottom, right);
	return { spreadsheetId: spreadsheet.spreadsheetId, clearedRange: text };
}

function write(spreadsheet: Spreadsheet, text: string, values: readonly (readonly unknown[])[], input: Input) {
	const { sheet, top, left, bottom, right } = locate(spreadsheet, text);
	const columns = Math.max(0, ...values.map((row) => row.length));
	const lastColumn = right ?? sheet.columnCount - 1;
	if (left + columns - 1 > lastColumn)
		throw new SyntaxError(
			`Requested writing within range [${text}], but tried writing to column [${columnName(lastColumn + 1)}]`,
		);
	const lastRow = bottom ?? sheet.rowCount - 1;
	if (top + values.length - 1 > lastRow)
		throw new SyntaxError(`Requested writing within range [${text}], but tried writing to row [${lastRow + 2}]`);
	const updatedCells = sheet.write(top, left, values, input);
	const updatedRange = formatRange(sheet.title, top, left, values.length, columns);
	return {
		spreadsheetId: spreadsheet.spreadsheetId,
		updatedRange,
		updatedRows: values.length,
		updatedColumns: columns,
		updatedCells,
	};
}

type Located = Omit<GridRange, 'sheet'> & { sheet: Sheet };

function parse(spreadsheet: Spreadsheet, text: string): Located {
	const range = parseRange(text, (title) => spreadsheet.sheets.some((sheet) => sheet.title === title));
	const sheet = spreadsheet.sheets.find((each) => each.title === range.sheet);
	if (!sheet) throw new SyntaxError(`Unable to parse range: ${text}`);
	return { ...range, sheet };
}

/** A range that lies in the grid. */
function locate(spreadsheet: Spreadsheet, text: string): Located {
	const located = parse(spreadsheet, text);
	const { sheet, top, left } = located;
	if (top >= sheet.rowCount || left >= sheet.columnCount)
		throw new SyntaxError(
			`Range (${text}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
		);
	return located;
}

function inputOf(value: string | null | undefined): Input {
	if (value === 'RAW' || value === 'USER_ENTERED') return value;
	throw new SyntaxError("'valueInputOption' is required but not specified");
}

function choice(value: string | null, options: readonly [string, ...string[]]): string {
	if (value === null) return options[0];
	if (options.includes(value)) return value;
	throw new SyntaxError(`Invalid value: ${value}`);
}
