import { randomBytes } from 'node:crypto';
import { newSheet, type Sheet, type Spreadsheet } from './books';
import { CreateBody, parseBody, SpreadsheetUpdateBody } from './schemas';

/** Names that a `fields` selection of a spreadsheet may hold. */
export const KNOWN_FIELDS = [
	...['spreadsheetId', 'properties', 'sheets', 'spreadsheetUrl', 'namedRanges', 'title', 'locale', 'timeZone'],
	...['sheetId', 'index', 'sheetType', 'gridProperties', 'rowCount', 'columnCount', 'hidden', 'data'],
];

export function describe(spreadsheet: Spreadsheet): unknown {
	return {
		spreadsheetId: spreadsheet.spreadsheetId,
		properties: { title: spreadsheet.title, locale: 'pl_PL', timeZone: 'Europe/Warsaw' },
		sheets: spreadsheet.sheets.map((sheet) => ({ properties: propertiesOf(sheet) })),
		spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${spreadsheet.spreadsheetId}/edit`,
	};
}

function propertiesOf(sheet: Sheet): unknown {
	return {
		sheetId: sheet.sheetId,
		title: sheet.title,
		index: sheet.index,
		sheetType: 'GRID',
		gridProperties: { rowCount: sheet.rowCount, columnCount: sheet.columnCount },
	};
}

export function createSpreadsheet(raw: Buffer): Spreadsheet {
	const body = parseBody(CreateBody, raw);
	const titles = body.sheets?.length ? body.sheets.map((sheet) => sheet.properties.title) : ['Sheet1'];
	return {
		spreadsheetId: `1${randomBytes(24).toString('base64url')}`,
		title: body.properties.title,
		sheets: titles.map((title, index) => newSheet(index, title, index)),
	};
}

/** `spreadsheets.batchUpdate`: more rows or columns, or a new tab. */
export function updateSpreadsheet(spreadsheet: Spreadsheet, raw: Buffer): unknown {
	const { requests } = parseBody(SpreadsheetUpdateBody, raw);
	const replies = requests.map((order, at) => {
		if (order.addSheet) return addSheet(spreadsheet, order.addSheet.properties.title, at);
		const grow = order.appendDimension;
		const sheet = spreadsheet.sheets.find((each) => each.sheetId === grow?.sheetId);
		if (!grow || !sheet)
			throw new SyntaxError(`Invalid requests[${at}].appendDimension: No grid with id: ${grow?.sheetId}`);
		if (grow.dimension === 'ROWS') sheet.rowCount += grow.length;
		else sheet.columnCount += grow.length;
		return {};
	});
	return { spreadsheetId: spreadsheet.spreadsheetId, replies };
}

function addSheet(spreadsheet: Spreadsheet, title: string, at: number): unknown {
	if (spreadsheet.sheets.some((sheet) => sheet.title === title))
		throw new SyntaxError(
			`Invalid requests[${at}].addSheet: A sheet with the name "${title}" already exists. Please enter another name.`,
		);
	const sheetId = Math.max(...spreadsheet.sheets.map((sheet) => sheet.sheetId)) + 1;
	const sheet = newSheet(sheetId, title, spreadsheet.sheets.length);
	spreadsheet.sheets.push(sheet);
	return { addSheet: { properties: propertiesOf(sheet) } };
}
