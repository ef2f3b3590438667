import { buildInvoice } from '../../../invoicing/build';
import { compareIssued } from '../../../invoicing/compare';
import type { Invoice } from '../../../invoicing/invoice';
import { composeMail, composePreviewMail } from '../../../invoicing/mail';
import { reportHeaders, reportRow } from '../../../invoicing/report';
import { noteText, statusText, type DealStatus } from '../../../invoicing/statusText';
import { summaryOf } from '../../../invoicing/summary';
import { problemOf } from '../../../invoicing/problems';
import { issuedFrom, SAMPLE_NOW, sampleBuyer, sampleDeal, sampleEntry, sampleLine, sampleSettings } from './samples';

function invoiceOf(deal: Record<string, unknown> = {}, entry: Record<string, unknown> = {}, settings = {}): Invoice {
	const result = buildInvoice({
		deal: sampleDeal(deal),
		entry: sampleEntry(entry),
		settings: sampleSettings(settings),
		now: SAMPLE_NOW,
	});
	if (!result.ok) throw new Error('not built');
	return result.invoice;
}
const german = {
	buyers: [sampleBuyer({ taxId: 'DE123456789', address: { street: 'a', postalCode: 'b', city: 'c', country: 'DE' } })],
	lines: [sampleLine({ vatRate: 'np II' })],
};

describe('the issued document against the invoice', () => {
	const invoice = invoiceOf();
	const codes = (overrides: Record<string, unknown>, of = invoice) =>
		compareIssued(of, issuedFrom(of, overrides)).map((problem) => problem.field);

	it('agrees when it is the same', () => {
		expect(codes({})).toEqual([]);
		expect(
			codes({ gross: '1230', buyer: { name: 'KLIENT  Sp. z o.o.', taxId: 'PL 526-025-02-74', emails: [] } }),
		).toEqual([]);
		expect(
			codes({ buyer: { name: 'Klient sp. z o.o.', taxId: 'DE123456789', emails: [] } }, invoiceOf(german)),
		).toEqual([]);
	});

	it.each([
		[{ gross: '1230.01' }, 'issued.gross'],
		[{ net: '999.99' }, 'issued.net'],
		[{ vat: '0' }, 'issued.vat'],
		[{ currency: 'EUR' }, 'issued.currency'],
		[{ buyer: { name: 'Klient S.A.', taxId: '5260250274', emails: [] } }, 'issued.buyer.name'],
		[{ buyer: { name: 'Klient sp. z o.o.', taxId: '', emails: [] } }, 'issued.buyer.taxId'],
		[{ buyer: { name: 'Klient sp. z o.o.', taxId: '5213017228', emails: [] } }, 'issued.buyer.taxId'],
	])('%j is told', (overrides, field) => {
		expect(codes(overrides)).toEqual([field]);
	});

	it('a tax number on a consumer’s document is told', () => {
		const person = invoiceOf({ buyers: [sampleBuyer({ kind: 'consumer', taxId: undefined })] });
		expect(codes({ buyer: { name: 'Klient sp. z o.o.', taxId: '5260250274', emails: [] } }, person)).toEqual([
			'issued.buyer.taxId',
		]);
	});
});

describe('the mail', () => {
	const sellerName = 'Studio Nowak';

	it('in Polish names number, service, amount, day, KSeF number and link', () => {
		const invoice = invoiceOf();
		const mail = composeMail({ invoice, issued: issuedFrom(invoice), sellerName });
		expect(mail).toMatchObject({
			to: 'ksiegowosc@klient.example.pl',
			cc: '',
			subject: 'Faktura FV 1/11/2026 – Studio Nowak',
		});
		for (const part of [
			'fakturę FV 1/11/2026 za: Strona WWW.',
			'1230,00 PLN',
			'06.12.2026',
			'5260250274-20261122-0123456789AB-CD',
			'https://studio.fakturownia.pl/invoice/abc',
			'Zespół Studio Nowak',
		]) {
			expect(mail.text).toContain(part);
		}
		expect(mail.html).toContain('<a href="https://studio.fakturownia.pl/invoice/abc">');
	});

	it('in English for a buyer abroad, without KSeF when there is no number', () => {
		const invoice = invoiceOf(german);
		const issued = issuedFrom(invoice, { legal: { state: 'notRequired' }, link: undefined });
		const { subject, text } = composeMail({
			invoice,
			issued,
			sellerName,
			service: 'the rebranding',
			signature: 'Ann\nStudio',
		});
		expect(subject).toBe('Invoice FV 1/11/2026 – Studio Nowak');
		expect(text).toContain('invoice FV 1/11/2026 for: the rebranding.');
		expect(text).toContain('1000.00 PLN, payable by 6 December 2026');
		expect(text).toMatch(/Ann\nStudio\n$/);
		expect(text).not.toMatch(/KSeF|https/);
	});

	it.each(['pl', 'en'])('a proforma is never called an invoice (%s)', (language) => {
		const invoice = invoiceOf({}, { kind: 'proforma' }, { language });
		const issued = issuedFrom(invoice, { number: 'Faktura pro forma FV 3/2026' });
		const mail = composeMail({ invoice, issued: { ...issued, link: undefined }, sellerName });
		expect(mail.subject).toBe('Proforma 3/2026 – Studio Nowak');
		expect(JSON.stringify(mail)).not.toMatch(/faktur|invoice|KSeF|FV/i);
	});

	it('asks nobody to pay what is paid', () => {
		const invoice = invoiceOf();
		const { text } = composeMail({ invoice, issued: issuedFrom(invoice, { paid: '1230.00' }), sellerName });
		expect(text).not.toContain('Do zapłaty');
	});

	it('escapes HTML, keeps headers on one line, and links only to https', () => {
		const invoice = invoiceOf({ lines: [sampleLine({ name: '<img src=x onerror="a">' })] });
		const issued = issuedFrom(invoice, { number: 'FV 1\r\nBcc: evil@x.pl', link: 'javascript:alert(1)' });
		const mail = composeMail({
			invoice: { ...invoice, mailTo: ['a@b.pl', 'c@d.pl\r\nBcc: e@f.pl'] },
			issued,
			sellerName: 'A\nB & C',
		});
		expect(mail.to).toBe('a@b.pl');
		expect(mail.subject).not.toMatch(/[\r\n]/);
		expect(mail.html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt;');
		expect(mail.html).not.toMatch(/<img|javascript/);
		expect(mail.html).toContain('A B &amp; C');
	});

	it('can be shown before there is a number, with all that a person approves', () => {
		const invoice = invoiceOf({ buyers: [sampleBuyer({ address: {} })] });
		const mail = composePreviewMail({ invoice, sellerName });
		expect(mail.subject).toBe('Faktura (numer nada program księgowy) – Studio Nowak');
		const summary = summaryOf(invoice, 'pl');
		expect(summary.split('\n')).toEqual([
			'Nabywca: Klient sp. z o.o. (5260250274)',
			'E-mail do: ksiegowosc@klient.example.pl',
			'Data wystawienia: 22.11.2026',
			'Data sprzedaży: 20.11.2026',
			'Termin płatności: 06.12.2026',
			'1. Strona WWW: 1 szt., Netto 1000,00 PLN, VAT 23%, Brutto 1230,00 PLN',
			'Netto: 1000,00 PLN',
			'VAT: 230,00 PLN',
			'Brutto: 1230,00 PLN',
			'Do sprawdzenia: adres nabywcy jest niepełny. Uzupełnij ulicę, kod i miejscowość.',
		]);
	});
});

describe('the report row', () => {
	it('has the headers in order, the accounting system’s amounts, and the key', () => {
		const invoice = invoiceOf({ url: 'https://acme.bitrix24.pl/crm/deal/details/123/' });
		const issued = issuedFrom(invoice, { gross: '1230', paid: '100', saleDate: '2026-10-31' });
		const row = reportRow({ invoice, issued, archivePath: '2026/11/Klient/FV 1-11-2026.pdf', language: 'en' });
		expect(Object.keys(row)).toEqual(reportHeaders('en'));
		expect(row).toMatchObject({
			Reference: 'bitrix24:acme.bitrix24.pl:123:invoice:1',
			Number: 'FV 1/11/2026',
			'Issue date': '2026-11-22',
			'Sale month': '2026-10',
			'Due date': '2026-12-06',
			'Tax number': '5260250274',
			Net: '1000.00',
			Gross: '1230.00',
			Status: 'partly paid',
			Deal: 'https://acme.bitrix24.pl/crm/deal/details/123/',
			File: '2026/11/Klient/FV 1-11-2026.pdf',
		});
	});

	it('speaks Polish too, under the same key, and runs no formula', () => {
		const invoice = invoiceOf({ buyers: [sampleBuyer({ name: '=cmd|calc' })] });
		const row = reportRow({ invoice, issued: issuedFrom(invoice), archivePath: '', language: 'pl' });
		expect(Object.keys(row)).toEqual(reportHeaders('pl'));
		expect(row).toMatchObject({
			Reference: invoice.reference,
			Klient: "'=cmd|calc",
			Status: 'do zapłaty',
			Deal: 'bitrix24 123',
		});
	});
});

describe('the status of a deal', () => {
	const problems = [
		problemOf('123', 'taxIdMissing', 'buyer.taxId', { place: 'NIP' }),
		problemOf('123', 'emailMissing', 'buyer.email', { place: 'e-mail' }),
	];
	it.each<[DealStatus, string, string]>([
		[
			{ state: 'invoiced', number: 'FV 1/11/2026', kind: 'invoice' },
			'Zafakturowano: FV 1/11/2026',
			'Invoiced FV 1/11/2026',
		],
		[{ state: 'invoiced', number: '3/2026', kind: 'proforma' }, 'Proforma: 3/2026', 'Proforma: 3/2026'],
		[{ state: 'waitingForApproval' }, 'Czeka na zatwierdzenie', 'Waiting for approval'],
		[{ state: 'waitingForKsef', number: 'FV 1' }, 'Czeka na KSeF: FV 1', 'Waiting for KSeF: FV 1'],
		[
			{ state: 'withdrawn', why: 'lost' },
			'Nic nie wystawiono: deal jest przegrany',
			'Nothing was issued: the deal is lost',
		],
		[
			{ state: 'rejectedByKsef', messages: ['Błędny NIP\nnabywcy'] },
			'Wymaga uwagi: KSeF odrzucił dokument: Błędny NIP nabywcy',
			'Needs attention: KSeF rejected the document: Błędny NIP nabywcy',
		],
	])('%j', (status, pl, en) => {
		expect([statusText(status, 'pl'), statusText(status, 'en')]).toEqual([pl, en]);
	});

	it('names every problem once, fits any CRM, and is whole in the note', () => {
		const status: DealStatus = { state: 'needsAttention', problems: [...problems, ...problems] };
		const text = statusText(status, 'en');
		expect(text).toMatch(/^Needs attention: The buyer has no tax number/);
		expect(text.length).toBeLessThanOrEqual(255);
		expect(noteText(status, 'en').split('\n')).toHaveLength(3);
		expect(noteText(status, 'pl')).toContain('- Brak adresu e-mail klienta.');
		expect(noteText(status, 'pl')).not.toContain('Deal 123');
	});

	it('ends between two sentences and says how many more there are', () => {
		const codes = ['currencyUnknown', 'taxIdChecksum', 'emailMissing', 'vatRateMissing'] as const;
		const many = codes.map((code) => problemOf('123', code, 'x', { place: 'X', line: '1', name: 'Y', currency: 'Z' }));
		const text = statusText({ state: 'needsAttention', problems: many }, 'pl');
		expect(text).toMatch(/\. \(i jeszcze 2\)$/);
		expect(text.length).toBeLessThanOrEqual(255);
		expect(statusText({ state: 'needsAttention', problems: many.slice(0, 1) }, 'en')).not.toContain('more');
	});
});
