import type { Http, HttpRequest, HttpResponse } from '../../connect/http';
import type { Accounting } from '../../connect/ports';
import type { Invoice } from '../../invoicing/invoice';
import { bench as fakturownia, invoice } from '../unit/fakturownia/support';
import { bench as httpAccounting, wanted } from '../unit/httpAccounting/support';
import { bench as ifirma, invoice as ifirmaInvoice } from '../unit/ifirma/support';
import { bench as invoiceOcean, oceanInvoice } from '../unit/invoiceocean/support';
import { bench as quickBooks, invoice as quickBooksInvoice } from '../unit/quickbooks/support';

/** A vendor that was taken over, or a proxy that lies: every address in its answers leads elsewhere. */
const EVIL = 'https://evil.example/collect';

interface Subject {
	http: Http;
	accounting: Accounting;
	wanted: Invoice;
	hosts: string[];
}

const SUBJECTS: Record<string, () => Subject> = {
	Fakturownia: () => ({ ...fakturownia(), wanted: invoice({ gate: 'none' }), hosts: ['demo.fakturownia.pl'] }),
	InvoiceOcean: () => ({ ...invoiceOcean(), wanted: oceanInvoice(), hosts: ['demo.invoiceocean.com'] }),
	iFirma: () => ({ ...ifirma(), wanted: ifirmaInvoice(), hosts: ['www.ifirma.pl'] }),
	'QuickBooks Online': () => ({
		...quickBooks(),
		wanted: quickBooksInvoice(),
		hosts: ['sandbox-quickbooks.api.intuit.com'],
	}),
	'HTTP Accounting': () => ({ ...httpAccounting(), wanted: wanted(), hosts: ['api.invoices.example'] }),
};

type Tamper = (answer: HttpResponse) => HttpResponse;

const redirected =
	(status: number): Tamper =>
	() => ({ status, headers: { location: EVIL }, body: `<a href="${EVIL}">moved</a>` });

/** Every address that stands in the answer, and those that are often there. */
const relinked: Tamper = ({ status, headers, body }) => ({
	status,
	headers: { ...headers, location: EVIL, link: `<${EVIL}>; rel="next"` },
	body: Buffer.isBuffer(body) && body.subarray(0, 4).toString() === '%PDF' ? body : relinkedBody(body),
});

function relinkedBody(body: unknown): unknown {
	if (Buffer.isBuffer(body)) return Buffer.from(relinkedText(body.toString('utf8')));
	if (typeof body === 'string') return relinkedText(body);
	if (Array.isArray(body)) return body.map(relinkedBody);
	if (typeof body !== 'object' || body === null) return body;
	const entries = Object.entries(body).map(([name, value]) => [name, relinkedBody(value)]);
	return { next: EVIL, url: EVIL, links: { next: EVIL, self: EVIL }, ...Object.fromEntries(entries) };
}

const relinkedText = (text: string): string => text.replace(/https?:\/\/[^\s"'<>]+/g, EVIL);

/** Everything that the port has, however it ends; answers every request that left. */
async function doEverything({ http, accounting, wanted: asked }: Subject, tamper: Tamper): Promise<HttpRequest[]> {
	const sent: HttpRequest[] = [];
	const send = http.send.bind(http);
	http.send = async (request) => {
		sent.push(request);
		return tamper(await send(request));
	};
	const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => work().catch(() => undefined);
	await attempt(async () => accounting.findByReference(asked.reference, asked));
	const issued = await attempt(async () => accounting.issue(asked));
	const id = issued?.documentId ?? '1';
	await attempt(async () => accounting.read(id));
	await attempt(async () => accounting.pdf(id));
	await attempt(async () => accounting.legalStatus(id, { send: true }));
	await attempt(async () => accounting.sendByEmail(id, ['a@klient.example']));
	const file = { fileName: 'order.pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF-'), withEmail: true };
	await attempt(async () => accounting.attachFile?.(id, file));
	await attempt(async () => accounting.recordPayment(id, { reference: 'p1', amount: '1.00', paidOn: '2026-11-30' }));
	await attempt(async () => accounting.list({ from: '2026-11-01', to: '2026-11-30' }));
	await attempt(async () => accounting.accountSettings());
	return sent;
}

const hostsOf = (sent: HttpRequest[]): string[] => [...new Set(sent.map(({ url }) => new URL(url).host))];

describe.each(Object.entries(SUBJECTS))('%s', (_name, subject) => {
	test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
		const made = subject();
		const sent = await doEverything(made, redirected(status));
		expect(sent.length).toBeGreaterThan(3);
		expect(hostsOf(sent)).toEqual(made.hosts);
	});

	test('links in answers are not gone to, and carry nothing away', async () => {
		const made = subject();
		const sent = await doEverything(made, relinked);
		expect(sent.length).toBeGreaterThan(7);
		expect(hostsOf(sent)).toEqual(made.hosts);
		expect(JSON.stringify(sent)).not.toContain('evil.example');
	});
});

test.each(['Fakturownia', 'InvoiceOcean'])('%s: a link to elsewhere is not handed to customers', async (name) => {
	const { http, accounting, wanted: asked } = SUBJECTS[name]!();
	const send = http.send.bind(http);
	http.send = async (request) => relinked(await send(request));
	const { link } = await accounting.issue(asked);
	expect(link ?? 'https://none.example').not.toContain('evil.example');
});
