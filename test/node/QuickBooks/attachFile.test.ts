import { NodeOperationError, type IHttpRequestOptions, type NodeApiError } from 'n8n-workflow';
import { IfirmaInvoices } from '../../../nodes/Ifirma/IfirmaInvoices.node';
import { FakturowniaInvoices } from '../../../nodes/Fakturownia/FakturowniaInvoices.node';
import { HttpAccountingInvoices } from '../../../nodes/HttpAccounting/HttpAccountingInvoices.node';
import { InvoiceOceanInvoices } from '../../../nodes/InvoiceOcean/InvoiceOceanInvoices.node';
import { QuickBooksInvoices } from '../../../nodes/QuickBooks/QuickBooksInvoices.node';
import { multipart } from '../../../sandbox/fakes/multipart';
import { DEMO_SIGN_IN } from '../../../sandbox/fakes/quickbooks/demo';
import { CORRECTION, invoice } from '../../unit/quickbooks/support';
import { nodeBench } from './context';

const ORDER = Buffer.from('%PDF-1.7 \r\n--signed\u0000');

const item = (content = ORDER, change: object = {}) => ({
	json: {},
	binary: {
		data: { data: content.toString('base64'), fileName: 'Order 7.pdf', mimeType: 'application/pdf', ...change },
	},
});

async function issued(change: Parameters<typeof invoice>[0] = {}) {
	const bench = nodeBench();
	const [made] = await bench.run({ operation: 'issue', invoice: invoice(change) });
	const documentId = String(made?.json.documentId);
	const before = bench.calls.length;
	const attach = async (
		parameters: Record<string, unknown> = {},
		options: Parameters<typeof bench.run>[1] = {},
	): Promise<unknown> => {
		const own = { operation: 'attachFile', documentId, binaryPropertyName: 'data', withEmail: false };
		const [output] = await bench.run({ ...own, ...parameters }, { items: [item()], ...options });
		return output?.json.attached ?? output?.json;
	};
	const refused = async (...asked: Parameters<typeof attach>) =>
		attach(...asked).then(
			() => {
				throw new Error('It was attached.');
			},
			(error: unknown) => error as NodeApiError,
		);
	const sent = () => bench.calls.slice(before);
	const uploads = () => sent().filter(isUpload);
	return { bench, documentId, attach, refused, sent, uploads, files: () => bench.fake.books.attachments };
}

const pathOf = ({ method, url }: IHttpRequestOptions) =>
	`${method} ${new URL(url).pathname.split('/').slice(4).join('/')}`;
const isUpload = (request: IHttpRequestOptions) => pathOf(request) === 'POST upload';

describe('Attach File', () => {
	test('sends what QuickBooks wants, after a look at the document and its files; the file goes through', async () => {
		const { bench, documentId, sent, files } = await issued();
		const own = { operation: 'attachFile', documentId, binaryPropertyName: 'data', withEmail: true };
		const [output] = await bench.run(own, { items: [item()] });
		expect(output).toEqual({
			json: {
				documentId,
				attached: { id: files()[0]?.Id, fileName: 'Order 7.pdf', size: ORDER.length, adopted: false, withEmail: true },
			},
			binary: item().binary,
			pairedItem: { item: 0 },
		});
		expect(sent().map(pathOf)).toEqual([`GET invoice/${documentId}`, 'GET query', 'POST upload']);
		expect(sent()[1]?.qs?.query).toBe(
			`SELECT * FROM Attachable WHERE AttachableRef.EntityRef.Type = 'Invoice' AND AttachableRef.EntityRef.value = '${documentId}' STARTPOSITION 1 MAXRESULTS 1000`,
		);
		const { headers, body } = sent()[2]!;
		const [metadata, content] = multipart(String(headers?.['Content-Type']), body as Buffer) ?? [];
		expect(metadata).toMatchObject({ name: 'file_metadata_0', type: 'application/json', fileName: undefined });
		expect(JSON.parse(String(metadata?.content))).toEqual({
			FileName: 'Order 7.pdf',
			ContentType: 'application/pdf',
			AttachableRef: [{ EntityRef: { type: 'Invoice', value: documentId }, IncludeOnSend: true }],
		});
		expect(content).toEqual({
			name: 'file_content_0',
			fileName: 'Order 7.pdf',
			type: 'application/pdf',
			content: ORDER,
		});
	});

	test('a repeat takes over the file that is there', async () => {
		const { attach, uploads, files } = await issued();
		const first = await attach();
		expect(await attach()).toEqual({ ...(first as object), adopted: true });
		expect(uploads()).toHaveLength(1);
		expect(files()).toHaveLength(1);
	});

	test('the same name with another size, and another name, are other files', async () => {
		const { attach, files } = await issued();
		await attach();
		await attach({}, { items: [item(Buffer.concat([ORDER, ORDER]))] });
		await attach({}, { items: [item(ORDER, { fileName: 'Order 8.pdf' })] });
		expect(files().map(({ input, content }) => [input.FileName, content.length])).toEqual([
			['Order 7.pdf', ORDER.length],
			['Order 7.pdf', 2 * ORDER.length],
			['Order 8.pdf', ORDER.length],
		]);
	});

	test('the same file of another document is not this document’s', async () => {
		const { bench, attach, files } = await issued();
		await attach();
		const [other] = await bench.run({ operation: 'issue', invoice: invoice({ reference: 'r:a:2:invoice:1' }) });
		expect(await attach({ documentId: other?.json.documentId })).toMatchObject({ adopted: false });
		expect(files()).toHaveLength(2);
	});

	test('a lost answer is unclear, and the next run finds the file', async () => {
		const { attach, uploads, files } = await issued();
		const wire = (request: IHttpRequestOptions) => (isUpload(request) ? 'lost' : 'pass') as 'lost' | 'pass';
		expect(await attach({}, { wire, continueOnFail: true })).toMatchObject({
			error: expect.stringContaining('attach the file Order 7.pdf to document'),
			details: { outcome: 'unclear', cause: 'unavailable', advice: expect.stringContaining('three minutes') },
		});
		expect(await attach()).toMatchObject({ adopted: true });
		expect(uploads()).toHaveLength(1);
		expect(files()).toHaveLength(1);
	});

	test('estimates and credit memos take files too', async () => {
		for (const change of [{ kind: 'proforma' as const }, CORRECTION]) {
			const { attach, files } = await issued(change);
			await attach();
			expect(await attach()).toMatchObject({ adopted: true });
			const type = change.kind === 'proforma' ? 'Estimate' : 'CreditMemo';
			expect(files().map(({ input }) => input.AttachableRef[0]?.EntityRef.type)).toEqual([type]);
		}
	});

	test('a name that a header cannot hold, a type with a character set', async () => {
		const { attach, files } = await issued();
		const change = { fileName: 'Umowa "ŁÓDŹ"\r\nX-Evil: 1\\2.csv', mimeType: 'Text/CSV; charset=utf-8' };
		expect(await attach({}, { items: [item(ORDER, change)] })).toMatchObject({
			fileName: "Umowa 'ŁÓDŹ' X-Evil: 1'2.csv",
		});
		expect(await attach({}, { items: [item(ORDER, change)] })).toMatchObject({ adopted: true });
		await attach({}, { items: [item(ORDER, { fileName: `${'a'.repeat(2000)}.pdf` })] });
		await attach({}, { items: [item(ORDER, { fileName: undefined, fileExtension: 'pdf' })] });
		expect(files().map(({ input: { FileName } }) => [FileName.length, FileName.slice(-5)])).toEqual([
			[28, '2.csv'],
			[1000, '….pdf'],
			[8, 'e.pdf'],
		]);
	});
});

describe('with the e-mail', () => {
	test('not unless asked for', async () => {
		const { attach, files } = await issued();
		expect(await attach()).toMatchObject({ withEmail: false });
		expect(files()[0]?.input.AttachableRef[0]?.IncludeOnSend).toBe(false);
	});

	test('of two that are there, the one that goes along counts', async () => {
		const { attach, files } = await issued();
		await attach();
		files().push({ ...files()[0]!, Id: '900', input: structuredClone(files()[0]!.input) });
		files()[1]!.input.AttachableRef[0]!.IncludeOnSend = true;
		expect(await attach({ withEmail: true })).toMatchObject({ id: '900', adopted: true, withEmail: true });
	});

	test('a file that is there and stays behind is told, not sent again', async () => {
		const { attach, refused, uploads } = await issued();
		await attach();
		expect(await refused({ withEmail: true })).toMatchObject({
			message: expect.stringContaining('does not send it with its e-mail'),
			description: expect.stringContaining('Attach to email'),
		});
		expect(uploads()).toHaveLength(1);
	});
});

describe('refusals', () => {
	test('a Fault inside 200 is told in QuickBooks’ words, and nothing is attached', async () => {
		const { attach, files } = await issued();
		const items = [item(ORDER, { fileName: 'all.zip', mimeType: 'application/zip' })];
		expect(await attach({}, { items, continueOnFail: true })).toMatchObject({
			error: expect.stringMatching(/refused to attach the file all\.zip to document \d+: .*Unsupported file type/),
			details: { cause: 'rejected', outcome: 'notDone' },
		});
		expect(files()).toEqual([]);
	});

	test.each(['999', 'estimate-999', 'credit-memo-999'])('%s is no document: no file is sent', async (documentId) => {
		const { attach, uploads } = await issued();
		expect(await attach({ documentId }, { continueOnFail: true })).toMatchObject({
			error: expect.stringContaining('999'),
			details: { cause: 'notFound', outcome: 'notDone' },
		});
		expect(uploads()).toEqual([]);
	});

	test.each([
		['no such field', [{ json: {} }], /no file in the field "data"/],
		['an empty file', [item(Buffer.alloc(0))], /field "data" is empty/],
		['a file that is too large', [item(Buffer.alloc(20 * 1024 * 1024 + 1))], /larger than 20 MB/],
		['one whose size n8n tells', [item(ORDER, { bytes: 1e9 })], /larger than 20 MB/],
	])('%s: the document and the field are named, nothing is asked', async (_name, items, message) => {
		const { refused, documentId, sent } = await issued();
		const error = await refused({}, { items });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(message);
		expect(error.message).toContain(`document ${documentId}`);
		expect(error.description).toMatch(/\w/);
		expect(sent()).toEqual([]);
	});

	test('no token and no address in any of it', async () => {
		const { attach } = await issued();
		const made = await attach({}, { continueOnFail: true, token: 'wrong-s3cret' });
		expect(made).toMatchObject({ details: { cause: 'credential', status: 401 } });
		expect(JSON.stringify(made)).not.toMatch(/s3cret|https?:/);
		expect(JSON.stringify(made)).not.toContain(DEMO_SIGN_IN.accessToken);
	});
});

test('no other accounting system offers it', () => {
	const offers = (node: { description: QuickBooksInvoices['description'] }) =>
		JSON.stringify(node.description.properties.map(({ name, options }) => ({ name, options })));
	expect(offers(new QuickBooksInvoices())).toMatch(/"attachFile".*"withEmail"/);
	for (const Node of [FakturowniaInvoices, InvoiceOceanInvoices, IfirmaInvoices, HttpAccountingInvoices])
		expect(offers(new Node())).not.toMatch(/attachFile|withEmail/);
});
