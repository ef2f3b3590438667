import { createHash } from 'node:crypto';
import { multipartRelated } from '../../nodes/InvoiceArchive/googleDrive/multipart';
import { createGoogleDriveFake } from '../../sandbox/fakes/googleDrive';
import { createGoogleSheetsFake, DEMO_SPREADSHEET } from '../../sandbox/fakes/googleSheets';
import type { Fake, FakeResponse, VendorFault } from '../../sandbox/fakes/types';

/** The fakes refuse what Google refuses. Sources: developers.google.com/workspace/drive and /sheets, API reference. */

const FOLDER = 'application/vnd.google-apps.folder';

function setUp() {
	const faults: VendorFault[] = [];
	const world = {
		now: () => new Date(),
		fault: (_vendor: string, fault: VendorFault) => (faults.includes(fault) ? { delayMs: 60_000 } : undefined),
		deliver: async () => 0,
		changed: () => undefined,
	};
	return { drive: createGoogleDriveFake(world), sheets: createGoogleSheetsFake(world), faults };
}

/** The parts of Google's answers that are looked at. */
interface Answer {
	id: string;
	name: string;
	files: unknown[];
	access_token: string;
	error: { errors: { reason: string }[] };
	ids: string[];
}

interface Call {
	body?: unknown;
	headers?: Record<string, string>;
	token?: string;
	form?: Record<string, string>;
}

async function call(fake: Fake, line: string, init: Call = {}): Promise<FakeResponse & { json: Answer }> {
	const [method = 'GET', address = ''] = line.split(' ');
	const url = new URL(address);
	const raw = Buffer.isBuffer(init.body)
		? init.body
		: Buffer.from(
				init.form
					? new URLSearchParams(init.form).toString()
					: init.body === undefined
						? ''
						: JSON.stringify(init.body),
			);
	const type = init.form ? 'application/x-www-form-urlencoded' : 'application/json';
	const headers = {
		authorization: `Bearer ${init.token ?? 'demo-google-token'}`,
		'content-type': type,
		...init.headers,
	};
	const response = await fake.handle({
		method,
		host: url.host,
		path: url.pathname,
		query: url.searchParams,
		headers,
		raw,
	});
	return { ...response, json: response.body as Answer };
}

const files = 'https://www.googleapis.com/drive/v3/files';
const list = (q: string) => `GET ${files}?q=${encodeURIComponent(q)}&fields=files(id,name)`;

describe('Google Drive', () => {
	it('lets in nobody without a good token', async () => {
		const { drive } = setUp();
		const refused = await call(drive, `GET ${files}`, { token: 'other' });
		expect(refused.status).toBe(401);
		expect(refused.json.error.errors[0]?.reason).toBe('authError');
	});

	it('gives a new token for a refresh token, until access is revoked', async () => {
		const { drive, sheets, faults } = setUp();
		const form = { grant_type: 'refresh_token', refresh_token: 'r', client_id: 'c', client_secret: 's' };
		const renewed = await call(drive, 'POST https://oauth2.googleapis.com/token', { form });
		const token = renewed.json.access_token;
		expect((await call(drive, `GET ${files}`, { token })).status).toBe(200);
		expect(
			(await call(sheets, `GET https://sheets.googleapis.com/v4/spreadsheets/${DEMO_SPREADSHEET}`, { token })).status,
		).toBe(200);
		faults.push('token-revoked');
		expect((await call(drive, `GET ${files}`, { token })).status).toBe(401);
		const again = await call(drive, 'POST https://oauth2.googleapis.com/token', { form });
		expect(again).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
	});

	it('allows two folders of one name, and finds names without regard to case', async () => {
		const { drive } = setUp();
		for (let i = 0; i < 2; i++) await call(drive, `POST ${files}`, { body: { name: 'Acme', mimeType: FOLDER } });
		const found = await call(
			drive,
			list(`mimeType = '${FOLDER}' and name = 'ACME' and trashed = false and 'root' in parents`),
		);
		expect(found.json.files).toHaveLength(2);
	});

	it.each([
		"name = 'O'Hara'",
		'name = Acme',
		"name like 'a'",
		"trashed = 'false'",
		"name = 'a' and",
		"appProperties has { key='a' }",
		"(name = 'a'",
	])('refuses the query %s', async (q) => {
		const { drive } = setUp();
		expect((await call(drive, list(q))).status).toBe(400);
	});

	it.each([
		["name = 'O\\'Hara'", true],
		["appProperties has { key='k' and value='v' }", true],
		["appProperties has { key='k' and value='w' }", false],
		["name = 'x' or (trashed = false and not name contains 'zzz')", true],
		["mimeType != 'application/pdf'", true],
	])('answers the query %s', async (q, found) => {
		const { drive } = setUp();
		await call(drive, `POST ${files}`, { body: { name: "O'Hara", mimeType: FOLDER, appProperties: { k: 'v' } } });
		expect((await call(drive, list(q))).json.files).toHaveLength(found ? 1 : 0);
	});

	it('makes one file of a promised id, and none of an id of our own', async () => {
		const { drive } = setUp();
		const { ids } = (await call(drive, `GET ${files}/generateIds?count=1`)).json;
		const upload = async (id: string | undefined) => {
			const { contentType, body } = multipartRelated({ id, name: 'a.pdf' }, Buffer.from('%PDF-'), 'application/pdf');
			const url = 'https://www.googleapis.com/upload/drive/v3/files?uploadType=multipart';
			return (await call(drive, `POST ${url}`, { body, headers: { 'content-type': contentType } })).status;
		};
		expect((await Promise.all([upload(ids[0]), upload(ids[0])])).sort()).toEqual([200, 409]);
		expect(await upload('1ownId')).toBe(400);
		expect(drive.files()).toHaveLength(1);
	});

	it('shows the checksum of the content, and only the fields that were asked for', async () => {
		const { drive } = setUp();
		const { contentType, body } = multipartRelated({ name: 'a.pdf' }, Buffer.from('%PDF-'), 'application/pdf');
		const url = 'https://www.googleapis.com/upload/drive/v3/files?uploadType=multipart&fields=md5Checksum';
		const made = await call(drive, `POST ${url}`, { body, headers: { 'content-type': contentType } });
		expect(made.json).toEqual({ md5Checksum: createHash('md5').update('%PDF-').digest('hex') });
		expect((await call(drive, `GET ${files}?fields=files(nothing)`)).status).toBe(400);
	});

	it('refuses bodies and properties that Drive refuses', async () => {
		const { drive } = setUp();
		const create = async (body: unknown) => (await call(drive, `POST ${files}`, { body })).status;
		expect(await create({ name: 'a', parents: ['1nowhere'] })).toBe(404);
		expect(await create({ name: 'a', appProperties: { k: 'x'.repeat(124) } })).toBe(400);
		expect(await create({ name: 'a', size: '5' })).toBe(403);
		expect((await call(drive, `GET ${files}?nonsense=1`)).status).toBe(400);
		expect((await call(drive, `GET ${files}?corpora=allDrives`)).status).toBe(403);
		expect(drive.files()).toEqual([]);
	});

	it('hides from searches for a while, never from a read, when told to lag', async () => {
		const { drive, faults } = setUp();
		faults.push('search-lag');
		const made = await call(drive, `POST ${files}`, { body: { name: 'late', mimeType: FOLDER } });
		expect((await call(drive, list("name = 'late'"))).json.files).toEqual([]);
		expect((await call(drive, `GET ${files}/${made.json.id}`)).json.name).toBe('late');
	});
});

describe('Google Sheets', () => {
	const at = `https://sheets.googleapis.com/v4/spreadsheets/${DEMO_SPREADSHEET}`;

	it('answers an empty tab without values', async () => {
		const { sheets } = setUp();
		expect((await call(sheets, `GET ${at}/values/Invoices`)).json).not.toHaveProperty('values');
	});

	it.each([
		['GET', '/values/Nowhere!A1', undefined],
		['GET', '/values/Invoices!A1001', undefined],
		['PUT', '/values/Invoices!1:1', { range: 'Invoices!1:1', values: [['a']] }],
		['PUT', '/values/Invoices!1:1?valueInputOption=RAW', { range: 'Invoices!2:2', values: [['a']] }],
		['PUT', '/values/Invoices!1:1?valueInputOption=RAW', { values: [['a'], ['b']] }],
		['PUT', '/values/Invoices!1:1?valueInputOption=RAW', { values: [[{ a: 1 }]] }],
		['POST', ':batchUpdate', { requests: [{ appendDimension: { sheetId: 7, dimension: 'ROWS', length: 1 } }] }],
		['POST', ':batchUpdate', { requests: [] }],
		['GET', '?nonsense=1', undefined],
	])('refuses %s %s', async (method, path, body) => {
		const { sheets } = setUp();
		expect((await call(sheets, `${method} ${at}${path}`, { body })).status).toBe(400);
		expect(sheets.rows()).toEqual([]);
	});

	it('lets 60 writes a minute through, as Google does by default', async () => {
		const { sheets } = setUp();
		const write = async () =>
			(await call(sheets, `PUT ${at}/values/Invoices!1:1?valueInputOption=RAW`, { body: { values: [['a']] } })).status;
		const statuses: number[] = [];
		for (let i = 0; i < 61; i++) statuses.push(await write());
		expect(statuses.filter((status) => status === 200)).toHaveLength(60);
		expect(statuses[60]).toBe(429);
	});
});
