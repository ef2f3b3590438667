import type { IDataObject } from 'n8n-workflow';
import { createGoogleSheetsFake, DEMO_SPREADSHEET, type GoogleSheetsFake } from '../../sandbox/fakes/googleSheets';
import { builtInNode, contextOf } from './n8nContext';

/** n8n's own Google Sheets node 4.7 runs here, its requests end at the fake. */

const path = builtInNode('Google/Sheet/v2/GoogleSheetsV2.node.js');
const suite = path ? describe : describe.skip;
if (!path)
	console.info('No n8n-nodes-base found: the Google Sheets node is not tried against the fake (set N8N_NODES_BASE).');

const world = { now: () => new Date(), fault: () => undefined, deliver: async () => 0, changed: () => undefined };
const calls: string[] = [];
let sheets: GoogleSheetsFake;

beforeEach(() => {
	sheets = createGoogleSheetsFake(world);
	calls.length = 0;
});

async function run(parameters: IDataObject, json: IDataObject = {}): Promise<IDataObject[]> {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const { GoogleSheetsV2 } = require(path ?? '') as {
		GoogleSheetsV2: new (base: object) => { execute: () => Promise<{ json: IDataObject }[][]> };
	};
	const node = new GoogleSheetsV2({
		displayName: 'Google Sheets',
		name: 'googleSheets',
		group: [],
		defaultVersion: 4.7,
	});
	const context = contextOf({
		fake: sheets,
		token: 'demo-google-token',
		typeVersion: 4.7,
		parameters: {
			authentication: 'oAuth2',
			resource: 'sheet',
			documentId: { __rl: true, mode: 'id', value: DEMO_SPREADSHEET },
			sheetName: { __rl: true, mode: 'name', value: 'Invoices' },
			...parameters,
		},
		items: [{ json }],
		calls,
	});
	return (await node.execute.call(context as never))[0]?.map((item) => item.json) ?? [];
}

const write = async (row: IDataObject, cellFormat = 'RAW') =>
	run(
		{
			operation: 'appendOrUpdate',
			columns: { mappingMode: 'defineBelow', value: row, matchingColumns: ['reference'], schema: [] },
			options: { cellFormat },
		},
		row,
	);

suite('the Google Sheets node 4.7', () => {
	it('writes the headers into an empty tab, then one row a reference', async () => {
		await write({ reference: 'a:1', number: 'FV 1/11/2026', gross: '1230.00' });
		await write({ reference: 'a:2', number: 'FV 2/11/2026', gross: '61.50' });
		expect(sheets.rows()).toEqual([
			{ sheet: 'Invoices', row: { reference: 'a:1', number: 'FV 1/11/2026', gross: '1230.00' } },
			{ sheet: 'Invoices', row: { reference: 'a:2', number: 'FV 2/11/2026', gross: '61.50' } },
		]);
	});

	it('updates the row of a reference that is there', async () => {
		await write({ reference: 'a:1', number: 'FV 1/11/2026', gross: '1230.00' });
		calls.length = 0;
		await write({ reference: 'a:1', number: 'FV 1/11/2026', gross: '1230.01' });
		expect(sheets.rows()).toEqual([
			{ sheet: 'Invoices', row: { reference: 'a:1', number: 'FV 1/11/2026', gross: '1230.01' } },
		]);
		expect(calls).toEqual([
			'GET /v4/spreadsheets/demo-spreadsheet',
			"GET /v4/spreadsheets/demo-spreadsheet/values/'Invoices'",
			'POST /v4/spreadsheets/demo-spreadsheet/values:batchUpdate',
		]);
	});

	it('reads the rows back, amounts as numbers after USER_ENTERED', async () => {
		await write({ reference: 'a:1', gross: '1230.50' }, 'USER_ENTERED');
		const rows = await run({ operation: 'read', options: {} });
		expect(rows).toEqual([{ row_number: 2, reference: 'a:1', gross: 1230.5 }]);
	});

	it('finds one row by its reference', async () => {
		await write({ reference: 'a:1', number: '1' });
		await write({ reference: 'a:2', number: '2' });
		const filtersUI = { values: [{ lookupColumn: 'reference', lookupValue: 'a:2' }] };
		expect(await run({ operation: 'read', filtersUI, options: {} })).toEqual([
			{ row_number: 3, reference: 'a:2', number: '2' },
		]);
	});

	it('appends by the append call as well', async () => {
		await write({ reference: 'a:1', number: '1' });
		await run(
			{
				operation: 'append',
				columns: { mappingMode: 'autoMapInputData' },
				options: { useAppend: true },
			},
			{ reference: 'a:3', number: '3' },
		);
		expect(sheets.rows().map(({ row }) => row.reference)).toEqual(['a:1', 'a:3']);
	});

	it('is told of a tab that does not exist', async () => {
		const sheetName = { __rl: true, mode: 'name', value: 'Nowhere' };
		await expect(run({ operation: 'read', sheetName, options: {} })).rejects.toThrow(/Nowhere not found/);
	});
});
