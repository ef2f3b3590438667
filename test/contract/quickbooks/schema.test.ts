import type { HttpRequest } from '../../../connect/http';
import { multipart } from '../../../sandbox/fakes/multipart';
import type { FakeRequest } from '../../../sandbox/fakes/types';
import { entry, FINAL, issuedFor } from '../../unit/issuing/chain';
import { sampleLine } from '../../unit/invoicing/samples';
import { bench, CORRECTION, invoice, nameOf, withLines } from '../../unit/quickbooks/support';
import { describeWithSpecs, NOTICE, Xsd } from './xsd';

/** The final of this order carries its tax. */
const odd = { lines: [sampleLine({ unitPrice: '1.00', priceBasis: 'gross' })] };
const advance = entry('advance', 1, { received: { amount: '0.50', day: '2026-11-18' } });

const ORDER = { fileName: 'Zamówienie "7".pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF-1.7') };

interface Answer {
	request: string;
	body: unknown;
}

/** Everything that the adapter can ask: new and known buyers, every kind of document, payments, lists, set-up. */
async function everyRequest(): Promise<{ sent: HttpRequest[]; answers: Answer[] }> {
	const made = bench({ settings: { usTaxCode: '2' } });
	const { accounting, fake, world } = made;
	const answers: Answer[] = [];
	const handle = fake.handle.bind(fake);
	fake.handle = async (request: FakeRequest) => {
		const answer = await handle(request);
		if (!Buffer.isBuffer(answer.body))
			answers.push({ request: `${request.method} ${request.path}`, body: answer.body });
		return answer;
	};
	const several = withLines(
		[
			{ name: 'Projekt', quantity: '2', unitPrice: '19.99', vatRate: '23', unit: 'h', description: 'Etap' },
			{ name: 'Podręcznik', quantity: '3', unitPrice: '10.00', vatRate: '5' },
		],
		'perRateFromGross',
	);
	const { documentId } = await accounting.issue(invoice({ ...several, seller: { departmentId: '3', name: 'x' } }));
	const consumer = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined, name: 'Jan Nowak' };
	const person = { ...consumer, firstName: 'Jan', lastName: 'Nowak', clientId: 'contact:9' };
	const estimate = await accounting.issue(
		invoice({ kind: 'proforma', reference: 'r:a:1:proforma:1', buyer: person, notes: 'Uwaga' }),
	);
	const exchange = { rate: '4.2512', table: '228/A/NBP/2026', date: '2026-11-27' };
	await accounting.issue(invoice({ reference: 'r:a:2:invoice:1', currency: 'EUR', exchange }));
	const staged = { accounting: made.again(), world, settings: { seller: { ksef: 'noDuty' } } };
	for (const stage of [advance, FINAL]) await issuedFor(staged, stage, odd);
	await accounting.issue(invoice(CORRECTION));
	fake.books.customers[0]!.Active = false;
	fake.books.items.forEach((item) => (item.Active = item.Type === 'Category'));
	await made.again().issue(invoice({ ...several, reference: 'r:a:3:invoice:1' }));
	await accounting.recordPayment(documentId, { reference: 'transfer 1', amount: '10.00', paidOn: '2026-12-01' });
	await accounting.recordPayment(documentId, { reference: 'transfer 2', amount: '1.50', paidOn: '2026-12-02' });
	for (const id of [documentId, estimate.documentId]) {
		await accounting.attachFile(id, { ...ORDER, withEmail: true });
		await accounting
			.attachFile(id, { ...ORDER, mimeType: 'application/zip', fileName: 'order.zip', withEmail: false })
			.catch(() => undefined);
		await accounting.sendByEmail(id, []);
		await accounting.read(id);
	}
	await made.again().findByReference(invoice().reference, invoice());
	await accounting.list({ from: '2026-11-01', to: '2026-12-31' });
	await accounting.accountSettings();
	for (const list of ['taxCodes', 'incomeAccounts', 'items', 'advanceItems', 'terms'] as const)
		await accounting.company[list]();
	fake.cancel(documentId);
	await accounting.read(documentId);
	fake.patchSettings({ country: 'US' });
	const us = made.again({ taxCodes: { 'np I': 'NON', '23': 'TAX' }, usTaxCode: '2' });
	const line = { name: 'Hours', quantity: '1', unitPrice: '10.00' };
	const lines = withLines([
		{ ...line, vatRate: '23' },
		{ ...line, vatRate: 'np I' },
	]);
	await us.issue(invoice({ ...lines, reference: 'r:a:4:invoice:1' }));
	world.setFault('error-in-200', 1);
	await accounting.read(documentId).catch(() => undefined);
	return { sent: made.http.sent, answers };
}

const ENTITY: Record<string, string> = {
	customer: 'Customer',
	item: 'Item',
	invoice: 'Invoice',
	estimate: 'Estimate',
	creditmemo: 'CreditMemo',
	payment: 'Payment',
};
const entityOf = (request: HttpRequest): string => ENTITY[nameOf(request).replace(/^POST /, '')] ?? '';

describeWithSpecs(`Intuit's published schema${NOTICE}`, () => {
	let xsd: Xsd;
	let bodies: HttpRequest[];
	let uploads: HttpRequest[];
	let answers: Answer[];
	beforeAll(async () => {
		xsd = new Xsd();
		const all = await everyRequest();
		uploads = all.sent.filter(({ body }) => Buffer.isBuffer(body));
		bodies = all.sent.filter((request) => typeof request.body === 'object' && !uploads.includes(request));
		answers = all.answers;
	});

	test('every body that is sent has the names and types of its entity', () => {
		expect(new Set(bodies.map(entityOf))).toEqual(new Set(Object.values(ENTITY)));
		for (const request of bodies)
			expect({ request: nameOf(request), problems: xsd.problems(entityOf(request), request.body) }).toEqual({
				request: nameOf(request),
				problems: [],
			});
	});

	test('what describes a file has the names and types of an Attachable', () => {
		const described = uploads.map(({ headers, body }) => {
			const [metadata] = multipart(headers?.['Content-Type'] ?? '', body as Buffer) ?? [];
			return JSON.parse(String(metadata?.content)) as object;
		});
		expect(described).toHaveLength(4);
		expect(described.flatMap((metadata) => xsd.problems('Attachable', metadata))).toEqual([]);
	});

	test('every answer of the fake has the names and types of an IntuitResponse', () => {
		const seen = new Set<string>();
		for (const { request, body } of answers) {
			const json = JSON.parse(JSON.stringify(body)) as object;
			for (const name of Object.keys(json)) seen.add(name);
			expect({ request, problems: xsd.problems('IntuitResponse', json) }).toEqual({ request, problems: [] });
		}
		const company = ['CompanyInfo', 'AttachableResponse', 'Preferences', 'QueryResponse', 'Fault', 'time'];
		expect(seen).toEqual(new Set([...company, ...Object.values(ENTITY)]));
	});

	test.each([
		['an unknown name', 'Invoice', { Lines: [] }, 'Invoice.Lines: not in Invoice'],
		['a number as text', 'Invoice', { TotalAmt: '1.00' }, 'Invoice.TotalAmt: "1.00" is no xs:decimal'],
		['a size as text', 'Attachable', { Size: '8' }, 'Attachable.Size: "8" is no xs:long'],
		['a list that is none', 'Invoice', { Line: {} }, 'Invoice.Line: no list'],
		['a day that is none', 'Payment', { TxnDate: '1.12.2026' }, 'Payment.TxnDate: "1.12.2026" is no xs:date'],
		[
			'a word outside its list',
			'Estimate',
			{ EmailStatus: 'Sent' },
			'Estimate.EmailStatus: "Sent" is no EmailStatusEnum',
		],
		[
			'a deep one',
			'Invoice',
			{ Line: [{ SalesItemLineDetail: { Qty: 'x' } }] },
			'Invoice.Line[0].SalesItemLineDetail.Qty: "x" is no xs:decimal',
		],
		['a reference that is text', 'Customer', { CurrencyRef: 'PLN' }, 'Customer.CurrencyRef: no object'],
		[
			'a name of the base type',
			'Customer',
			{ Id: '1', SyncToken: '0', DisplayName: 'a', CustomerRef: {} },
			'Customer.CustomerRef: not in Customer',
		],
		['two entities where one stands', 'IntuitResponse', { Invoice: [] }, 'IntuitResponse.Invoice: a list'],
	])('the reader finds %s', (_name, type, value, problem) => {
		expect(xsd.problems(type, value)).toEqual([problem]);
	});
});
