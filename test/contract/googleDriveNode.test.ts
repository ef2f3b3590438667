import { Readable } from 'node:stream';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { createGoogleDriveFake, type GoogleDriveFake } from '../../sandbox/fakes/googleDrive';
import { builtInNode, contextOf } from './n8nContext';

/** n8n's own Google Drive node 3 runs here, its requests end at the fake. */

const path = builtInNode('Google/Drive/v2/GoogleDriveV2.node.js');
const suite = path ? describe : describe.skip;
if (!path)
	console.info('No n8n-nodes-base found: the Google Drive node is not tried against the fake (set N8N_NODES_BASE).');

const world = { now: () => new Date(), fault: () => undefined, deliver: async () => 0, changed: () => undefined };
const pdf = Buffer.from('%PDF-1.7 invoice');
const calls: string[] = [];
let drive: GoogleDriveFake;

beforeEach(() => {
	drive = createGoogleDriveFake(world);
	calls.length = 0;
});

async function run(parameters: IDataObject, items?: INodeExecutionData[], stream?: Buffer): Promise<IDataObject[]> {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const { GoogleDriveV2 } = require(path ?? '') as {
		GoogleDriveV2: new (base: object) => { execute: () => Promise<{ json: IDataObject }[][]> };
	};
	const node = new GoogleDriveV2({ displayName: 'Google Drive', name: 'googleDrive', group: [], defaultVersion: 3 });
	const context = contextOf({
		fake: drive,
		token: 'demo-google-token',
		typeVersion: 3,
		parameters: { authentication: 'oAuth2', driveId: { mode: 'list', value: 'My Drive' }, ...parameters },
		items,
		calls,
	});
	Object.assign(context.helpers, {
		getBinaryStream: async () => Readable.from(stream ?? []),
		getBinaryMetadata: async () => ({ fileSize: stream?.length, fileName: 'FV.pdf', mimeType: 'application/pdf' }),
	});
	return (await node.execute.call(context as never))[0]?.map((item) => item.json) ?? [];
}

const upload = (folderId: string) => ({
	resource: 'file',
	operation: 'upload',
	inputDataFieldName: 'data',
	name: 'FV 1.pdf',
	folderId: { mode: 'id', value: folderId },
	options: { simplifyOutput: true },
});

suite('the Google Drive node 3', () => {
	it('makes folders of one name twice, as Drive does', async () => {
		const create = {
			resource: 'folder',
			operation: 'create',
			name: '2026',
			folderId: { mode: 'list', value: 'root' },
			options: {},
		};
		const [first] = await run(create);
		const [second] = await run(create);
		expect(first?.id).toBeTruthy();
		expect(second?.id).not.toBe(first?.id);
	});

	it('uploads by one multipart request', async () => {
		const folder = drive.createFolder('Archive');
		const binary = { data: { data: pdf.toString('base64'), mimeType: 'application/pdf', fileName: 'FV.pdf' } };
		const [made] = await run(upload(folder), [{ json: {}, binary }]);
		expect(drive.files()).toMatchObject([{ path: 'FV 1.pdf', size: pdf.length, id: made?.id }]);
		expect(drive.content(String(made?.id))).toEqual(pdf);
	});

	it('uploads in pieces when n8n keeps binary data in files', async () => {
		const folder = drive.createFolder('Archive');
		const large = Buffer.alloc(5 * 1024 * 1024, 'x');
		const binary = { data: { id: 'filesystem-v2:1', data: 'filesystem-v2', mimeType: 'application/pdf' } };
		await run(upload(folder), [{ json: {}, binary }], large);
		expect(drive.files()).toMatchObject([{ path: 'FV 1.pdf', size: large.length }]);
		expect(calls.filter((call) => call.startsWith('PUT'))).toHaveLength(3);
	});

	it('finds by name within a folder', async () => {
		const folder = drive.createFolder('Archive');
		drive.createFolder("O'Hara", folder);
		drive.createFolder('Other', folder);
		const search = {
			resource: 'fileFolder',
			operation: 'search',
			searchMethod: 'query',
			queryString: "name = 'O\\'Hara'",
			returnAll: false,
			limit: 10,
			filter: { folderId: { mode: 'id', value: folder }, whatToSearch: 'folders' },
			options: { fields: ['id', 'name'] },
		};
		expect(await run(search)).toEqual([{ id: expect.any(String), name: "O'Hara" }]);
		await expect(run({ ...search, queryString: "name = 'O" })).rejects.toThrow(/Bad request/);
	});
});
