import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';
import { InvoiceArchive } from '../../../nodes/InvoiceArchive/InvoiceArchive.node';
import { createGoogleDriveFake } from '../../../sandbox/fakes/googleDrive';

/** The node with n8n's request helper, whose requests end at the fake. */

const pdf = Buffer.from('%PDF-1.7 invoice');
const issued = {
	number: 'FV 1/11/2026',
	kind: 'invoice',
	issueDate: '2026-11-30',
	reference: 'bitrix24:demo.bitrix24.pl:7:invoice:1',
	buyer: { name: 'Acme Sp. z o.o.' },
};

function setUp(input: { items: INodeExecutionData[]; parameters?: IDataObject; continueOnFail?: boolean }) {
	const world = { now: () => new Date(), fault: () => undefined, deliver: async () => 0, changed: () => undefined };
	const drive = createGoogleDriveFake(world);
	const calls: string[] = [];
	const signedBy = new Set<string>();

	const httpRequestWithAuthentication = async (credential: string, options: IHttpRequestOptions) => {
		signedBy.add(credential);
		const url = new URL(options.url);
		for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.set(name, String(value));
		const headers: Record<string, string> = { authorization: 'Bearer demo-google-token' };
		for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = String(value);
		const raw = Buffer.isBuffer(options.body) ? options.body : Buffer.from((options.body as string | undefined) ?? '');
		const method = options.method ?? 'GET';
		calls.push(`${method} ${url.pathname}`);
		const answer = await drive.handle({
			method,
			host: url.host,
			path: url.pathname,
			query: url.searchParams,
			headers,
			raw,
		});
		return { statusCode: answer.status, headers: {}, body: JSON.stringify(answer.body) };
	};

	const context = {
		getNode: () => ({ name: 'Invoice Archive', type: 'invoiceArchive', typeVersion: 1, parameters: {} }),
		getInputData: () => input.items,
		continueOnFail: () => input.continueOnFail ?? false,
		getNodeParameter(name: string, index: number, fallback?: unknown) {
			const json = input.items[index]?.json as { issued?: typeof issued } | undefined;
			const values: IDataObject = {
				drive: 'googleDrive',
				issued: json?.issued,
				clientName: json?.issued?.buyer.name ?? '',
				reference: json?.issued?.reference ?? '',
				binaryPropertyName: 'data',
				rootFolder: '',
				rootFolderName: 'Faktury',
				fileName: '',
				...input.parameters,
			};
			return values[name] ?? fallback;
		},
		helpers: {
			httpRequestWithAuthentication,
			getBinaryDataBuffer: async (index: number, name: string) =>
				Buffer.from(input.items[index]?.binary?.[name]?.data ?? '', 'base64'),
		},
	} as unknown as IExecuteFunctions;
	const run = async () => new InvoiceArchive().execute.call(context);
	return { drive, calls, signedBy, run };
}

const binary = (content = pdf): IBinaryKeyData => ({
	data: { data: content.toString('base64'), mimeType: 'application/pdf', fileName: 'x.pdf' },
});
const item = (over: Partial<typeof issued> = {}): INodeExecutionData => ({
	json: { issued: { ...issued, ...over } },
	binary: binary(),
});

it('files the PDF, hands it on and pairs what it made', async () => {
	const { drive, signedBy, run } = setUp({ items: [item()] });
	const [[made] = []] = await run();
	const [file] = drive.files();
	expect(made).toEqual({
		json: {
			archive: {
				drive: 'googleDrive',
				path: '2026/11/Acme Sp. z o.o/FV 1-11-2026.pdf',
				fileId: file?.id,
				link: expect.stringContaining('https://drive.google.com/'),
				created: true,
			},
		},
		binary: binary(),
		pairedItem: { item: 0 },
	});
	expect(file?.path).toBe('2026/11/Acme Sp. z o.o/FV 1-11-2026.pdf');
	expect(signedBy).toEqual(new Set(['dealToInvoiceGoogleDriveOAuth2Api']));
});

it('shares what it learned among the items of a run', async () => {
	const other = { number: 'FV 2/11/2026', reference: 'bitrix24:demo.bitrix24.pl:8:invoice:1' };
	const { drive, calls, run } = setUp({ items: [item(), item(other)] });
	await run();
	expect(drive.files().map((file) => file.path)).toEqual([
		'2026/11/Acme Sp. z o.o/FV 1-11-2026.pdf',
		'2026/11/Acme Sp. z o.o/FV 2-11-2026.pdf',
	]);
	// The second asks for its reference, uploads, and looks whether it is alone.
	expect(calls.slice(-3)).toEqual(['GET /drive/v3/files', 'POST /upload/drive/v3/files', 'GET /drive/v3/files']);
	expect(calls.filter((call) => call.endsWith('generateIds'))).toHaveLength(1);
});

it('names a file as it is told, with characters that drives take', async () => {
	const { drive, run } = setUp({ items: [item()], parameters: { fileName: 'Faktura 1/11' } });
	await run();
	expect(drive.files()[0]?.path).toBe('2026/11/Acme Sp. z o.o/Faktura 1-11.pdf');
});

describe('input that cannot be filed', () => {
	const refusals: [string, Parameters<typeof setUp>[0], RegExp][] = [
		['no PDF', { items: [{ json: { issued } }] }, /no PDF of FV 1\/11\/2026 in the field "data"/],
		[
			'an error page instead of a PDF',
			{ items: [{ json: { issued }, binary: binary(Buffer.from('<html>502</html>')) }] },
			/is not a PDF/,
		],
		[
			'no client name',
			{ items: [item()], parameters: { clientName: ' ' } },
			/"Client Name" is empty, so FV 1\/11\/2026/,
		],
		['no reference', { items: [item()], parameters: { reference: '' } }, /"Reference" is empty, so FV 1\/11\/2026/],
		['no document', { items: [{ json: {}, binary: binary() }] }, /"Issued Invoice" does not hold/],
		['an unknown drive', { items: [item()], parameters: { drive: 'toString' } }, /drive "toString" is not known/],
	];
	it.each(refusals)('%s', async (_name, input, text) => {
		const { drive, calls, run } = setUp(input);
		await expect(run()).rejects.toThrow(text);
		expect(drive.files()).toEqual([]);
		expect(calls).toEqual([]);
	});

	it('does not stop the other items when errors go on', async () => {
		const { drive, run } = setUp({ items: [{ json: { issued } }, item()], continueOnFail: true });
		const [results = []] = await run();
		expect(results[0]?.json).toMatchObject({ error: expect.stringContaining('no PDF'), details: { cause: 'input' } });
		expect(results[1]?.json).toHaveProperty('archive');
		expect(drive.files()).toHaveLength(1);
	});

	it('says what to do when the root folder is not visible to the connection', async () => {
		const { run } = setUp({ items: [item()], parameters: { rootFolder: '1NotThere' }, continueOnFail: true });
		const [results = []] = await run();
		expect(results[0]?.json.details).toMatchObject({ cause: 'notFound', outcome: 'notDone', vendor: 'Google Drive' });
		expect(results[0]?.json.error).toContain('FV 1/11/2026');
		expect((results[0]?.json.details as { advice: string }).advice).toContain('Root Folder ID');
	});
});

test('check tries the credential and makes nothing', async () => {
	const { run, drive, calls } = setUp({ items: [{ json: {} }], parameters: { operation: 'check' } });
	expect(await run()).toEqual([[{ json: { ok: true, drive: 'googleDrive' }, pairedItem: { item: 0 } }]]);
	expect(calls).toEqual(['GET /drive/v3/files']);
	expect(drive.files()).toEqual([]);
});
