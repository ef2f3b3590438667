import { accountHost } from '../../../connect/fakturowniaFamily/host';
import { messagesOf } from '../../../connect/fakturowniaFamily/failures';
import { documentOf } from '../../../nodes/Fakturownia/document';
import type { Invoice } from '../../../invoicing/invoice';
import { NewInvoice } from '../../../sandbox/fakes/fakturownia/schemas';
import { bench, invoice, withRates } from './support';

const body = (change: Partial<Invoice> = {}) => documentOf(invoice(change), 'Fakturownia');
const BRAND = { vendor: 'Fakturownia', domain: 'fakturownia.pl' };

describe('account', () => {
	test.each([
		'acme',
		' ACME ',
		'acme.fakturownia.pl',
		'https://acme.fakturownia.pl/invoices?x=1',
		'acme.fakturownia.pl.',
	])('%j is understood', (typed) => expect(accountHost(typed, BRAND)).toBe('acme.fakturownia.pl'));
	test.each([
		'',
		'a b',
		'evil.example',
		'acme.fakturownia.pl.evil.example',
		'acme@evil.example',
		'a/../b.',
		'.fakturownia.pl',
	])('%j never leads to another host', (typed) => {
		const host = (() => {
			try {
				return accountHost(typed, BRAND);
			} catch (error) {
				return error;
			}
		})();
		if (typeof host === 'string') expect(host).toMatch(/^[a-z0-9-]+\.fakturownia\.pl$/);
		else expect(host).toMatchObject({ cause_: 'credential', outcome: 'notDone' });
	});
});

describe('what is sent', () => {
	test('gross line totals, the buyer in full, the reference as the lock', () => {
		expect(body()).toMatchObject({
			kind: 'vat',
			oid: invoice().reference,
			oid_unique: 'yes',
			payment_to_kind: 'other_date',
			payment_to: '2026-12-14',
			buyer_company: true,
			buyer_tax_no: '1060000062',
			buyer_tax_no_kind: '',
			positions: [
				{ name: 'Projekt graficzny', quantity: '1', quantity_unit: 'usł.', tax: '23', total_price_gross: '1230.00' },
			],
		});
	});

	test('an EU business with its VIES number, Greece as EL', () => {
		const buyer = { ...invoice().buyer, taxId: { country: 'GR', number: '094259216', kind: 'euVat' as const } };
		expect(body({ buyer })).toMatchObject({ buyer_tax_no: 'EL094259216', buyer_tax_no_kind: 'nip_ue' });
	});

	test('a consumer with both names and no number', () => {
		const buyer = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined, name: 'Anna Maria Nowak' };
		expect(body({ buyer })).toMatchObject({
			buyer_company: false,
			buyer_first_name: 'Anna Maria',
			buyer_last_name: 'Nowak',
			buyer_tax_no: '',
			buyer_tax_no_kind: 'empty',
		});
	});

	test('a client who wants no e-mail has no address on the document', () => {
		expect(body({ mailTo: [] })).not.toHaveProperty('buyer_email');
	});

	test('a foreign currency is converted to PLN on the print', () => {
		expect(body({ currency: 'EUR' })).toMatchObject({
			currency: 'EUR',
			exchange_currency: 'PLN',
			exchange_kind: 'nbp',
		});
		expect(body()).not.toHaveProperty('exchange_currency');
	});

	test('an exchange rate of the invoice is sent as such, with the words that the vendor wants to it', () => {
		const exchange = { rate: '4.2345', table: '228/A/NBP/2026', date: '2026-11-27' };
		expect(body({ currency: 'EUR', exchange })).toMatchObject({
			exchange_currency: 'PLN',
			exchange_kind: 'own',
			exchange_currency_rate: '4.2345',
			exchange_note: 'Kurs NBP: 1 EUR = 4.2345 PLN, tabela 228/A/NBP/2026 z dnia 2026-11-27; VAT: 973.94 PLN',
		});
	});

	test('a department by its number; anything else stops instead of issuing for the default company', () => {
		expect(body({ seller: { departmentId: ' 294947 ', name: 'x' } })).toMatchObject({ department_id: 294947 });
		expect(body()).not.toHaveProperty('department_id');
		expect(() => body({ seller: { departmentId: 'main', name: 'x' } })).toThrow(/Department ID.*deal 42/);
	});

	test('marks for the VAT register, on every line and on the document', () => {
		const [line] = invoice().lines;
		const marked = body({ lines: [{ ...line!, gtu: 'GTU_12' }, line!], procedures: ['TP', 'EE'] });
		expect(marked).toMatchObject({ procedure_designations: ['TP', 'EE'], positions: [{ gtu_code: 'GTU_12' }, {}] });
		expect((marked.positions as object[])[1]).not.toHaveProperty('gtu_code');
		expect(NewInvoice.safeParse(marked).success).toBe(true);
		expect(body()).not.toHaveProperty('procedure_designations');
	});

	test('no client card is named, so none can put its own data on the document or be overwritten', () => {
		for (const field of ['client_id', 'buyer_override']) expect(body()).not.toHaveProperty(field);
	});

	test.each([
		['zw', { exempt_tax_kind: 'art. 113', kind: 'vat' }, 'zw'],
		['np I', { np_tax_kind: 'export_service' }, 'np'],
		['np II', { np_tax_kind: 'export_service_eu', reverse_charge: true }, 'np'],
		['oo', { reverse_charge: true }, 'oo'],
		['0 WDT', { kind: 'wdt' }, '0'],
		['0 EX', { kind: 'export_products' }, '0'],
		['0 KR', { kind: 'vat' }, '0'],
	] as const)('rate %s', (rate, header, tax) => {
		const sent = body({ ...withRates(rate), exemptionReason: 'art. 113' });
		expect(sent).toMatchObject({ ...header, positions: [{ tax }] });
	});

	test('reverse charge on some lines only does not overwrite the others', () => {
		expect(body(withRates('oo', '23'))).not.toHaveProperty('reverse_charge');
	});

	test.each([
		['0 WDT', '23'],
		['np II', '23'],
		['0 EX', '0 KR'],
		['np I', 'np II'],
	] as const)('%s beside %s is refused before anything is sent', async (...rates) => {
		const { accounting, http } = bench();
		await expect(accounting.issue(invoice(withRates(...rates)))).rejects.toMatchObject({
			cause_: 'rejected',
			message: /deal 42/,
		});
		expect(http.sent).toEqual([]);
	});

	test('a proforma is a proforma, whatever its rates', () => {
		expect(body({ kind: 'proforma', ...withRates('0 WDT') })).toMatchObject({ kind: 'proforma' });
	});

	test.each([
		['jst', { role: 'JST – odbiorca', tax_no: '', tax_no_kind: 'empty' }],
		[undefined, { role: 'Odbiorca' }],
		['Szkoła podstawowa numer siedem w Krakowie', { role: 'Rola inna', role_description: 'Szkoła podstawowa numer s' }],
	])('recipient with role %s', (role, expected) => {
		expect(body({ recipient: { name: 'SP 7', role } })).toMatchObject({ recipients: [expected] });
	});

	test('a unit of a municipality or of a VAT group is marked on the buyer, too', () => {
		expect(body({ recipient: { name: 'SP 7', role: 'jst' } })).toMatchObject({ buyer_jst: '1' });
		expect(body({ recipient: { name: 'Oddział', role: 'gv' } })).toMatchObject({ buyer_gv: '1' });
		const branch = body({ recipient: { name: 'Oddział' } });
		for (const mark of ['buyer_jst', 'buyer_gv']) expect(branch).not.toHaveProperty(mark);
	});

	test("a recipient's number is told with its kind", () => {
		const taxId = { country: 'DE', number: '129273398', kind: 'euVat' as const };
		const recipients = [{ tax_no: 'DE129273398', tax_no_kind: 'nip_ue' }];
		expect(body({ recipient: { name: 'Filiale', taxId } })).toMatchObject({ recipients });
	});
});

describe("the vendor's error texts", () => {
	test.each([
		[{ message: { buyer_phone: ['- za długie'], oid: ['zajęte'] } }, ['buyer_phone: za długie', 'oid: zajęte']],
		[{ code: 'error', message: 'Not found' }, ['Not found']],
		[{ error: ['- a', 'b.'] }, ['a', 'b']],
		['<html>', []],
		[null, []],
		[{ message: 'see https://x.fakturownia.pl/?api_token=abc123' }, ['see [link]']],
	])('%j', (answer, expected) => expect(messagesOf(answer)).toEqual(expected));
});
