import { googleAccount, googleError } from '../googleAccount/account';
import { parseFields, select } from '../googleDrive/fields';
import { breath, timeOf } from '../time';
import type { Fake, FakeRequest, World } from '../types';
import { newSheet, type Spreadsheet } from './books';
import { Quota, READS_A_MINUTE, WRITES_A_MINUTE } from './quota';
import { createSpreadsheet, describe, KNOWN_FIELDS, updateSpreadsheet } from './spreadsheets';
import { appendValues, batchUpdateValues, clearValues, putValues, readValues } from './values';

export interface EffectSheetRow {
	/** Title of the tab. */
	sheet: string;
	row: Record<string, string>;
}

export interface GoogleSheetsFake extends Fake {
	rows(): EffectSheetRow[];
}

export interface GoogleSheetsOptions {
	readsAMinute?: number;
	writesAMinute?: number;
	/** Whether the quota holds just now; left out: it does. */
	isLimited?: () => boolean;
}

export const DEMO_SPREADSHEET = 'demo-spreadsheet';

/** Query parameters of the calls that the fake knows; Sheets refuses any other. */
const PARAMETERS = new Set([
	...['fields', 'ranges', 'includeGridData', 'majorDimension', 'valueRenderOption', 'dateTimeRenderOption'],
	...['valueInputOption', 'insertDataOption', 'includeValuesInResponse', 'responseValueRenderOption', 'key', 'alt'],
]);

class NotFound extends Error {}

/**
 * Google Sheets API v4, as n8n's own Google Sheets node calls it. One spreadsheet stands from the start, with an empty
 * tab "Invoices". Facts: developers.google.com/workspace/sheets/api/reference/rest.
 */
export function createGoogleSheetsFake(world: World, options: GoogleSheetsOptions = {}): GoogleSheetsFake {
	const account = googleAccount(world);
	const spreadsheets = new Map<string, Spreadsheet>();
	const reads = new Quota(options.readsAMinute ?? READS_A_MINUTE, options.isLimited);
	const writes = new Quota(options.writesAMinute ?? WRITES_A_MINUTE, options.isLimited);

	function reset(): void {
		spreadsheets.clear();
		const sheets = [newSheet(0, 'Invoices', 0)];
		spreadsheets.set(DEMO_SPREADSHEET, { spreadsheetId: DEMO_SPREADSHEET, title: 'Invoices', sheets });
		reads.reset();
		writes.reset();
	}
	reset();

	function route(request: FakeRequest): unknown {
		const { method, path, query, raw } = request;
		if (path === '/v4/spreadsheets' && method === 'POST') {
			const made = createSpreadsheet(raw);
			spreadsheets.set(made.spreadsheetId, made);
			return describe(made);
		}
		const [, id = '', below = ''] = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(path) ?? [];
		const spreadsheet = spreadsheets.get(decodeURIComponent(id));
		if (!spreadsheet) throw new NotFound();
		const [, encoded, verb = ''] = /^\/values\/(.+?)(:append|:clear)?$/.exec(below) ?? [];
		const range = encoded === undefined ? '' : decodeURIComponent(encoded);
		switch (`${method} ${encoded === undefined ? below : `range${verb}`}`) {
			case 'GET ': {
				const fields = query.get('fields');
				return fields
					? select(describe(spreadsheet), parseFields(fields.replaceAll('.', '/')), KNOWN_FIELDS)
					: describe(spreadsheet);
			}
			case 'POST :batchUpdate':
				return updateSpreadsheet(spreadsheet, raw);
			case 'POST /values:batchUpdate':
				return batchUpdateValues(spreadsheet, raw);
			case 'GET range':
				return readValues(spreadsheet, range, query);
			case 'PUT range':
				return putValues(spreadsheet, range, query, raw);
			case 'POST range:append':
				return appendValues(spreadsheet, range, query, raw);
			case 'POST range:clear':
				return clearValues(spreadsheet, range);
			default:
				throw new NotFound();
		}
	}

	return {
		name: 'googleSheets',
		hosts: ['sheets.googleapis.com'],
		async handle(request) {
			const unauthorised = account.refuse(request);
			if (unauthorised) return unauthorised;
			const quota = request.method === 'GET' ? reads : writes;
			if (!quota.take(timeOf(world).now()))
				return googleError(429, 'rateLimitExceeded', QUOTA_TEXT, 'RESOURCE_EXHAUSTED');
			try {
				const unknown = [...request.query.keys()].find((name) => !PARAMETERS.has(name));
				if (unknown) throw new SyntaxError(`Invalid JSON payload received. Unknown name "${unknown}"`);
				// Sheets is not atomic between a client's read and its write, nor between arrival and write.
				if (request.method !== 'GET') await breath(world);
				const body = route(request);
				if (request.method !== 'GET') world.changed();
				return { status: 200, body };
			} catch (error) {
				if (error instanceof NotFound)
					return googleError(404, 'notFound', 'Requested entity was not found.', 'NOT_FOUND');
				if (error instanceof SyntaxError) return googleError(400, 'badRequest', error.message, 'INVALID_ARGUMENT');
				throw error;
			}
		},
		reset,
		rows: () =>
			[...spreadsheets.values()].flatMap((spreadsheet) =>
				spreadsheet.sheets.flatMap((sheet) => sheet.records().map((row) => ({ sheet: sheet.title, row }))),
			),
	};
}

const QUOTA_TEXT =
	"Quota exceeded for quota metric 'Requests' and limit 'Requests per minute per user' of service 'sheets.googleapis.com'";
