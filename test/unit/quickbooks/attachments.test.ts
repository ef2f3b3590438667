import type { FakeRequest, FakeResponse } from '../../../sandbox/fakes/types';
import { bench, invoice, nameOf } from './support';

const ORDER = { fileName: 'order.pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF-1.7') };

type Body = Record<string, unknown>;

/** An invoice in a company whose answers about files are changed on their way. */
async function company(change: (request: FakeRequest, body: Body) => Body) {
	const made = bench();
	const { documentId } = await made.accounting.issue(invoice());
	const handle = made.fake.handle.bind(made.fake);
	made.fake.handle = async (request): Promise<FakeResponse> => {
		const answer = await handle(request);
		return { ...answer, body: change(request, answer.body as Body) };
	};
	const attach = async (withEmail: boolean) => made.accounting.attachFile(documentId, { ...ORDER, withEmail });
	const uploads = () => made.http.sent.map(nameOf).filter((name) => name === 'POST upload').length;
	return { ...made, documentId, attach, uploads };
}

test('a file of the same name and size that is linked to something else is not this document’s', async () => {
	const others = (type: string, value: string) => [
		{ EntityRef: { type: 'Bill', value } },
		{ EntityRef: { type, value: '7' } },
	];
	const { attach, uploads, documentId } = await company((request, body) => {
		if (!request.query.get('query')?.includes('Attachable')) return body;
		const file = { Id: '5', FileName: 'order.pdf', Size: 8, AttachableRef: others('Invoice', documentId) };
		return { QueryResponse: { Attachable: [file] } };
	});
	expect(await attach(false)).toMatchObject({ adopted: false });
	expect(uploads()).toBe(1);
});

test('a file that QuickBooks took, but not for its e-mail, is told; a repeat does not send it again', async () => {
	const plain = (body: Body) =>
		JSON.parse(JSON.stringify(body).replace('"IncludeOnSend":true', '"IncludeOnSend":false')) as Body;
	const { attach, uploads, fake } = await company((_request, body) => plain(body));
	await expect(attach(true)).rejects.toMatchObject({ cause_: 'rejected', outcome: 'unclear' });
	await expect(attach(true)).rejects.toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
	expect(await attach(false)).toMatchObject({ adopted: true, withEmail: false });
	expect([uploads(), fake.books.attachments.length]).toEqual([1, 1]);
});

test('an answer that holds no file says nothing about whether it is attached', async () => {
	const { attach } = await company((request, body) =>
		request.path.endsWith('/upload') ? { AttachableResponse: [] } : body,
	);
	await expect(attach(false)).rejects.toMatchObject({ cause_: 'unreadable', outcome: 'unclear' });
});
