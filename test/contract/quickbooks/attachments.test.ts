import { multipartForm } from '../../../connect/multipartForm';
import { DEMO_REALM, DEMO_SIGN_IN } from '../../../sandbox/fakes/quickbooks/demo';
import type { FakeResponse } from '../../../sandbox/fakes/types';
import { bench, invoice } from '../../unit/quickbooks/support';

const PDF = {
	field: 'file_content_0',
	fileName: 'order.pdf',
	contentType: 'application/pdf',
	content: Buffer.from('%PDF'),
};

interface Form {
	metadata?: unknown;
	type?: string;
	name?: string;
	file?: Partial<typeof PDF>;
	more?: Record<string, string>;
	contentType?: string;
}

async function company() {
	const made = bench();
	const { documentId } = await made.accounting.issue(invoice());
	const request = (change: object) => ({
		method: 'POST',
		host: 'sandbox-quickbooks.api.intuit.com',
		path: `/v3/company/${DEMO_REALM}/upload`,
		query: new URLSearchParams({ minorversion: '75' }),
		headers: { authorization: `Bearer ${DEMO_SIGN_IN.accessToken}`, accept: 'application/json' },
		raw: Buffer.alloc(0),
		...change,
	});
	const link = { EntityRef: { type: 'Invoice', value: documentId } };
	const plain = { FileName: PDF.fileName, ContentType: PDF.contentType, AttachableRef: [link] };
	const upload = async (form: Form = {}) => {
		const { metadata = plain, type = 'application/json', name = 'file_metadata_0', file = {}, more = {} } = form;
		const text = typeof metadata === 'string' ? metadata : JSON.stringify(metadata);
		const { contentType, body } = multipartForm({ [name]: { contentType: type, text }, ...more }, { ...PDF, ...file });
		const { headers } = request({});
		return made.fake.handle(
			request({ headers: { ...headers, 'content-type': form.contentType ?? contentType }, raw: body }),
		);
	};
	const query = async (statement: string) => {
		const path = `/v3/company/${DEMO_REALM}/query`;
		const parameters = new URLSearchParams({ minorversion: '75', query: statement });
		return made.fake.handle(request({ method: 'GET', path, query: parameters }));
	};
	return { ...made, documentId, link, plain, upload, query };
}

const faultIn = (body: unknown) => (body as { Fault?: { Error: { code: string; Detail: string }[] } }).Fault?.Error[0];
const ofFile = ({ body }: FakeResponse) => (body as { AttachableResponse: unknown[] }).AttachableResponse[0];
const filesIn = ({ body }: FakeResponse) =>
	(body as { QueryResponse: { Attachable?: { FileName: string }[] } }).QueryResponse.Attachable;

describe('an upload', () => {
	test('is kept and told as an Attachable', async () => {
		const { upload, link, fake } = await company();
		const answer = await upload();
		expect(ofFile(answer)).toMatchObject({
			Attachable: {
				FileName: 'order.pdf',
				ContentType: 'application/pdf',
				Size: 4,
				SyncToken: '0',
				AttachableRef: [{ ...link, IncludeOnSend: false }],
			},
		});
		expect(fake.books.attachments).toHaveLength(1);
		fake.reset();
		expect(fake.books.attachments).toEqual([]);
	});

	test.each<[string, Form, string]>([
		['no metadata', { name: 'metadata' }, 'file_metadata and file_content'],
		['parts of two numbers', { name: 'file_metadata_1' }, 'file_metadata and file_content'],
		['one part too many', { more: { note: 'x' } }, 'file_metadata and file_content'],
		['metadata of no type', { type: 'text/plain' }, 'application/json'],
		['metadata that is no JSON', { metadata: '{' }, 'invalid JSON'],
		['a property that is none', { metadata: { FileName: 'order.pdf', Filename: 'x' } }, 'ContentType'],
		['another type', { file: { contentType: 'image/png' } }, 'type of the part'],
		['another name', { file: { fileName: 'other.pdf' } }, 'name of the part'],
		['no content', { file: { content: Buffer.alloc(0) } }, 'empty'],
	])('with %s is refused', async (_name, form, detail) => {
		const { upload, fake } = await company();
		const answer = await upload(form);
		expect(answer.status).toBe(400);
		expect(faultIn(answer.body)?.Detail).toContain(detail);
		expect(fake.books.attachments).toEqual([]);
	});

	test('that is no form is refused', async () => {
		const { upload } = await company();
		expect((await upload({ contentType: 'application/json' })).status).toBe(415);
		expect((await upload({ contentType: 'multipart/form-data; boundary=other' })).status).toBe(415);
	});

	test('names one document, and has no other properties', async () => {
		const { upload, plain, link } = await company();
		for (const metadata of [
			{ ...plain, AttachableRef: [] },
			{ ...plain, AttachableRef: [link, link] },
			{ ...plain, AttachableRef: [{ ...link, IncludeOnSend: 'true' }] },
			{ ...plain, AttachableRef: [{ EntityRef: { type: 'Bill', value: '1' } }] },
			{ ...plain, FileName: 'a'.repeat(1001) },
			{ ...plain, Size: 4 },
		])
			expect(faultIn((await upload({ metadata })).body)?.code).toBe('2010');
	});

	test('of a file that is not taken has its Fault inside 200', async () => {
		const { upload, plain, fake } = await company();
		const zip = { ...plain, ContentType: 'application/zip' };
		const answer = await upload({ metadata: zip, file: { contentType: 'application/zip' } });
		expect([answer.status, faultIn(ofFile(answer))?.Detail]).toEqual([200, expect.stringContaining('application/zip')]);
		const stray = { ...plain, AttachableRef: [{ EntityRef: { type: 'Estimate', value: '999' } }] };
		expect(faultIn(ofFile(await upload({ metadata: stray })))?.code).toBe('610');
		expect(fake.books.attachments).toEqual([]);
	});

	test('obeys faults as every other route', async () => {
		const { upload, world, fake } = await company();
		world.setFault('error-in-200', 1);
		expect(faultIn((await upload()).body)?.code).toBe('10000');
		expect(fake.books.attachments).toEqual([]);
	});
});

describe('queries', () => {
	const where = (type: string, id: string) =>
		`SELECT * FROM Attachable WHERE AttachableRef.EntityRef.Type = '${type}' AND AttachableRef.EntityRef.value = '${id}'`;

	test('find the files of a document, once the search has seen them', async () => {
		const { upload, query, documentId, world } = await company();
		world.setFault('search-lag', 1, 5_000);
		await upload();
		expect(filesIn(await query(where('Invoice', documentId)))).toBeUndefined();
		world.advance(5_000);
		expect(filesIn(await query(where('Invoice', documentId)))).toMatchObject([{ FileName: 'order.pdf' }]);
		expect(filesIn(await query(where('Estimate', documentId)))).toBeUndefined();
		expect(filesIn(await query(where('Invoice', '999')))).toBeUndefined();
	});

	test.each(['Size', 'AttachableRef', 'AttachableRef.EntityRef.Value'])('%s cannot be searched by', async (field) => {
		const { query } = await company();
		const answer = await query(`SELECT * FROM Attachable WHERE ${field} = '1'`);
		expect(faultIn(answer.body)?.code).toBe('4001');
	});
});
