import { archiveOnce } from '../../../connect/archive';
import { VendorError } from '../../../connect/http';
import { archiveOf, document, drive, isFolderCreate, isSearch, isUpload } from './support';

/** Id of the folder that a file lies in. */
async function folderOf(on: ReturnType<typeof drive>, fileId: string): Promise<string | undefined> {
	const url = `https://www.googleapis.com/drive/v3/files/${fileId}`;
	const answer = await on.http.send({
		kind: 'read',
		method: 'GET',
		url,
		query: { fields: 'parents' },
		purpose: 'look',
	});
	return (answer.body as { parents: string[] }).parents[0];
}

const paths = (on: ReturnType<typeof drive>) => on.fake.files().map((file) => file.path);

describe('one reference, one file', () => {
	it('files a document in Year/Month/Client and says where', async () => {
		const on = drive();
		const result = await archiveOnce(archiveOf(on), document());
		const [file] = on.fake.files();
		expect(result).toEqual({
			drive: 'googleDrive',
			path: '2026/11/Acme/FV 1-11-2026.pdf',
			fileId: file?.id,
			link: expect.stringContaining(file?.id ?? '-'),
			created: true,
		});
		expect(paths(on)).toEqual(['2026/11/Acme/FV 1-11-2026.pdf']);
		expect(on.fake.content(result.fileId)).toEqual(document().content);
	});

	it('does nothing for a document that lies there, and asks once', async () => {
		const on = drive();
		const first = await archiveOnce(archiveOf(on), document());
		on.calls.length = 0;
		const second = await archiveOnce(archiveOf(on), document());
		expect(second).toEqual({ ...first, created: false });
		expect(on.calls).toEqual(['GET /drive/v3/files']);
		expect(on.fake.versions(first.fileId)).toBe(1);
	});

	it('puts another content of the same reference in as a new version of the one file', async () => {
		const on = drive();
		const first = await archiveOnce(archiveOf(on), document());
		const second = await archiveOnce(archiveOf(on), document({ content: Buffer.from('%PDF-1.7 with KSeF number') }));
		expect(second).toEqual({ ...first, created: false });
		expect(on.fake.versions(first.fileId)).toBe(2);
		expect(on.fake.content(first.fileId).toString()).toBe('%PDF-1.7 with KSeF number');
		expect(paths(on)).toHaveLength(1);
	});

	it('files two references of the same number and client side by side', async () => {
		const on = drive();
		await archiveOnce(archiveOf(on), document());
		await archiveOnce(archiveOf(on), document({ reference: 'bitrix24:demo.bitrix24.pl:8:invoice:1' }));
		expect(paths(on)).toEqual(['2026/11/Acme/FV 1-11-2026.pdf', '2026/11/Acme/FV 1-11-2026.pdf']);
	});

	it('files again what a person has put into the bin', async () => {
		const on = drive();
		const first = await archiveOnce(archiveOf(on), document());
		on.fake.trash(first.fileId);
		const second = await archiveOnce(archiveOf(on), document());
		expect(second.created).toBe(true);
		expect(second.fileId).not.toBe(first.fileId);
		expect(paths(on)).toHaveLength(1);
	});

	it('keeps a reference apart that is longer than Drive takes', async () => {
		const on = drive();
		const long = `zohoCrm:${'x'.repeat(120)}`;
		await archiveOnce(archiveOf(on), document({ reference: `${long}:1` }));
		await archiveOnce(archiveOf(on), document({ reference: `${long}:2` }));
		const again = await archiveOnce(archiveOf(on), document({ reference: `${long}:1` }));
		expect(again.created).toBe(false);
		expect(paths(on)).toHaveLength(2);
	});

	it('takes names with quotes and backslashes', async () => {
		const on = drive();
		const odd = document({ folders: ['2026', '11', "O'Hara \\ Sons"], fileName: "FV '1'.pdf" });
		await archiveOnce(archiveOf(on), odd);
		expect((await archiveOnce(archiveOf(on), odd)).created).toBe(false);
		expect(paths(on)).toEqual(["2026/11/O'Hara \\ Sons/FV '1'.pdf"]);
	});
});

describe('two runs that cross', () => {
	it('leaves one file, whichever of them ends last', async () => {
		const on = drive();
		const results = await Promise.all([1, 2, 3].map(async () => archiveOnce(archiveOf(on), document())));
		expect(paths(on)).toEqual(['2026/11/Acme/FV 1-11-2026.pdf']);
		expect(new Set(results.map((result) => result.fileId))).toEqual(new Set([on.fake.files()[0]?.id]));
		expect(results.filter((result) => result.created)).toHaveLength(1);
	});

	it('end in one folder when all make it at the same time', async () => {
		const on = drive();
		const results = await Promise.all(
			['a', 'b', 'c'].map(async (name) =>
				archiveOnce(archiveOf(on), document({ reference: name, fileName: `${name}.pdf` })),
			),
		);
		const folders = await Promise.all(results.map(async (result) => folderOf(on, result.fileId)));
		expect(new Set(folders).size).toBe(1);
	});

	it('end in the older folder when one makes it after the other has gone on', async () => {
		const on = drive();
		const root = on.fake.createFolder('Archive');
		let first = '';
		on.before(isFolderCreate, async () => {
			first = (await archiveOnce(archiveOf(on, { id: root }), document({ reference: 'first' }))).fileId;
		});
		const second = await archiveOnce(archiveOf(on, { id: root }), document({ reference: 'second' }));
		expect(await folderOf(on, second.fileId)).toBe(await folderOf(on, first));
	});
});

describe('a wire that fails', () => {
	it('makes one file when the answer to the upload is lost', async () => {
		const on = drive();
		on.fail(isUpload, 'lostAnswer');
		const result = await archiveOnce(archiveOf(on), document());
		expect(result.created).toBe(true);
		expect(paths(on)).toHaveLength(1);
	});

	it('makes one file when the lost upload comes true later', async () => {
		const on = drive();
		// Three lost answers: the step fails as unclear, the next run has to find the file.
		on.fail(isUpload, 'lostAnswer');
		on.fail(isUpload, 'lostRequest');
		on.fail(isUpload, 'lostRequest');
		await expect(archiveOnce(archiveOf(on), document())).rejects.toMatchObject({ outcome: 'unclear' });
		expect((await archiveOnce(archiveOf(on), document())).created).toBe(false);
		expect(paths(on)).toHaveLength(1);
	});

	it('uploads after a request that never arrived', async () => {
		const on = drive();
		on.fail(isUpload, 'lostRequest');
		expect((await archiveOnce(archiveOf(on), document())).created).toBe(true);
		expect(paths(on)).toHaveLength(1);
	});

	it('goes on with the folder that was made although its answer was lost', async () => {
		const on = drive();
		const root = on.fake.createFolder('Archive');
		on.fail(isFolderCreate, 'lostAnswer');
		await archiveOnce(archiveOf(on, { id: root }), document());
		expect(paths(on)).toEqual(['2026/11/Acme/FV 1-11-2026.pdf']);
	});

	it('counts its own file although the search does not show it yet', async () => {
		const on = drive();
		on.world.set('search-lag', 60_000, 20);
		const result = await archiveOnce(archiveOf(on), document());
		expect(result).toMatchObject({ created: true, path: '2026/11/Acme/FV 1-11-2026.pdf' });
	});

	it('refuses to go on when Drive searched only a part', async () => {
		const on = drive();
		const root = on.fake.createFolder('Archive');
		on.fail(isSearch, { status: 200, body: { files: [], incompleteSearch: true } });
		await expect(archiveOnce(archiveOf(on, { id: root }), document())).rejects.toMatchObject({ outcome: 'notDone' });
		expect(paths(on)).toEqual([]);
	});
});

describe('folders', () => {
	it('goes into the folders that a person made', async () => {
		const on = drive();
		on.fake.createFolder('2026', on.fake.createFolder('Faktury'));
		await archiveOnce(archiveOf(on), document());
		// Month and client only: the person's root and year hold them.
		expect(on.calls.filter((call) => call === 'POST /drive/v3/files')).toHaveLength(2);
		expect(await archiveOnce(archiveOf(on), document())).toMatchObject({
			path: '2026/11/Acme/FV 1-11-2026.pdf',
			created: false,
		});
	});

	it('says the bare name of a file that a person has moved', async () => {
		const on = drive();
		const root = on.fake.createFolder('Archive');
		const first = await archiveOnce(archiveOf(on, { id: root }), document());
		on.fake.move(first.fileId, on.fake.createFolder('Elsewhere'));
		const again = await archiveOnce(archiveOf(on, { id: root }), document());
		expect(again).toEqual({ ...first, path: 'FV 1-11-2026.pdf', created: false });
	});

	it('does not take a folder that differs by case only', async () => {
		const on = drive();
		const root = on.fake.createFolder('Archive');
		const year = on.fake.createFolder('2026', root);
		on.fake.createFolder('ACME', on.fake.createFolder('11', year));
		await archiveOnce(archiveOf(on, { id: root }), document());
		expect(paths(on)).toEqual(['2026/11/Acme/FV 1-11-2026.pdf']);
	});

	it('asks seldom: 7 requests for the first of a client in a new month, 4 for a known client, 1 when it is there', async () => {
		const on = drive();
		await archiveOnce(archiveOf(on), document({ reference: 'earlier', folders: ['2026', '10', 'Acme'] }));
		const count = async (over: Parameters<typeof document>[0]) => {
			on.calls.length = 0;
			await archiveOnce(archiveOf(on), document(over));
			return on.calls.length;
		};
		expect(await count({ reference: 'first' })).toBeLessThanOrEqual(7);
		expect(await count({ reference: 'second' })).toBeLessThanOrEqual(4);
		expect(await count({ reference: 'second' })).toBe(1);
	});
});

describe('what a person is told', () => {
	const failure = async (on: ReturnType<typeof drive>, root = {}) =>
		archiveOnce(archiveOf(on, root), document()).catch((error: unknown) => error as VendorError);

	it('names the setting when the root folder is not visible', async () => {
		const error = await failure(drive(), { id: '1NotThere' });
		expect(error).toBeInstanceOf(VendorError);
		expect(error).toMatchObject({ cause_: 'notFound', outcome: 'notDone' });
		expect((error as VendorError).message).toContain('FV 1/11/2026');
		expect((error as VendorError).advice).toContain('Root Folder ID');
	});

	it('names the credential when the sign-in is refused', async () => {
		expect(await failure(drive('wrong'))).toMatchObject({ cause_: 'credential', outcome: 'notDone' });
	});

	it.each([
		['rateLimitExceeded', 'rateLimit'],
		['storageQuotaExceeded', 'rejected'],
		['accessNotConfigured', 'permission'],
		['insufficientFilePermissions', 'permission'],
		['somethingNew', 'permission'],
	])('tells a 403 %s apart', async (reason, cause) => {
		const on = drive();
		on.fail(isUpload, { status: 403, body: { error: { code: 403, errors: [{ reason }] } } });
		expect(await failure(on)).toMatchObject({ cause_: cause, outcome: 'notDone' });
	});

	it('refuses a file that is too large before it asks anything of the drive but folders', async () => {
		const on = drive();
		const large = document({ content: Buffer.alloc(5 * 1024 * 1024 + 1) });
		await expect(archiveOnce(archiveOf(on), large)).rejects.toMatchObject({ cause_: 'rejected' });
		expect(on.fake.files()).toEqual([]);
	});
});
