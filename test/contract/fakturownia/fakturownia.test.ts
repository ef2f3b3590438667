import { issuedOf } from '../../../connect/fakturowniaFamily/answer';
import { failureOf } from '../../../connect/fakturowniaFamily/failures';
import { EmailAnswer, FamilyDocument } from '../../../connect/fakturowniaFamily/schemas';
import { legalOf } from '../../../nodes/Fakturownia/ksef';
import { bench, invoice } from '../../unit/fakturownia/support';
import { call } from './call';
import { describeWithSpecs, example, NOTICE } from './specs';

const RECORDED = ['invoice_created.json', 'invoice_get.json', 'invoice_get2.json', 'invoice_put_status_response.json'];

const read = (name: string) => FamilyDocument.parse(example(`responses/${name}`));
const issuedFrom = (name: string) =>
	issuedOf(read(name), {
		system: 'fakturownia',
		vendor: 'Fakturownia',
		host: 'demo.fakturownia.pl',
		account: 'demo',
		legal: { state: 'notRequired', messages: [] },
		readAt: '2026-11-30T10:00:00Z',
	});

describeWithSpecs(`the adapter reads what the vendor recorded${NOTICE}`, () => {
	test.each(RECORDED)('%s', (name) => {
		const issued = issuedFrom(name);
		expect(issued.gross).toMatch(/^\d+\.\d\d$/);
		expect(issued.link).toMatch(/^https:\/\/[a-z-]+\.fakturownia\.pl\//);
	});

	test('its values', () => {
		expect(issuedFrom('invoice_created.json')).toMatchObject({
			documentId: '21293421',
			number: '1/01/2018',
			kind: 'invoice',
			net: '58.32',
			vat: '1.91',
			gross: '60.23',
			paid: '0.00',
			dueDate: '2018-01-09',
		});
		expect(issuedFrom('invoice_get2.json')).toMatchObject({
			kind: 'proforma',
			net: '81.30',
			vat: '18.70',
			gross: '100.00',
		});
		expect(issuedFrom('invoice_put_status_response.json')).toMatchObject({ paid: '339.99', paidOn: '2018-01-09' });
	});

	test('recordings without KSeF fields prove nothing about sending', () => {
		expect(legalOf(read('invoice_get.json'), 'send').state).toBe('unclear');
	});

	test('the documented KSeF answer is legal', () => {
		const status = example('docs-examples/ksef-status-ok.json') as object;
		const document = FamilyDocument.parse({ ...(example('responses/invoice_get.json') as object), ...status });
		expect(legalOf(document, 'send')).toMatchObject({
			state: 'legal',
			ksefNumber: '5252445767-20260201-ABC123DEF456',
			verificationLink: expect.stringMatching(/^https:\/\/ksef\.mf\.gov\.pl\//),
		});
	});

	test('the documented refusals become sentences', () => {
		const sentence = (file: string, status: number) =>
			failureOf(
				{ status, headers: {}, body: example(`docs-examples/${file}`) },
				{ vendor: 'Fakturownia', purpose: 'issue the document for deal 42', kind: 'create' },
			);
		const refused = sentence('error-422-validation.json', 422);
		expect(refused).toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
		expect(refused.message).toBe(
			'Fakturownia refused to issue the document for deal 42: buyer_tax_no: nie może być puste; ' +
				'buyer_phone: pole jest za długie (maksymalna ilość znaków: 16); exempt_tax_kind: nie może być puste.',
		);
		expect(sentence('error-422-bank-accounts.json', 422).message).toMatch(/bank_accounts: can't be blank/);
		expect(sentence('error-404-bank-account.json', 404).cause_).toBe('notFound');
	});

	test('the documented refusal of an e-mail under HTTP 200 is seen', () => {
		const said = EmailAnswer.parse(example('docs-examples/http200-error-send-by-email-no-ksef-number.json'));
		expect(said.status).not.toBe('ok');
	});
});

describeWithSpecs(`the fake answers as the vendor's recordings do${NOTICE}`, () => {
	test('the recorded request gives the recorded amounts, number and status', async () => {
		const { status, body } = await call('POST', '/invoices.json', {
			invoice: example('responses/invoice_create.json'),
		});
		// Seller fields of the recording are not among what this fake takes: it has one seller.
		expect([status, body]).toEqual([
			422,
			{ code: 'error', message: expect.objectContaining({ seller_name: ['- nieznane pole'] }) },
		]);
		const {
			seller_name: _name,
			seller_tax_no: _tax,
			...rest
		} = example('responses/invoice_create.json') as Record<string, unknown>;
		const made = await call('POST', '/invoices.json', { invoice: { ...rest, buyer_country: 'PL' } });
		const recorded = example('responses/invoice_created.json') as Record<string, unknown>;
		expect(made.status).toBe(201);
		const same = [
			'number',
			'price_net',
			'price_tax',
			'price_gross',
			'currency',
			'kind',
			'status',
			'paid',
			'issue_date',
			'payment_to',
			'payment_to_kind',
			'cancelled',
		];
		const pick = (from: Record<string, unknown>) => Object.fromEntries(same.map((key) => [key, from[key]]));
		expect(pick(made.body as Record<string, unknown>)).toEqual(pick({ ...recorded, payment_to_kind: 'other_date' }));
	});

	test.each(RECORDED)('every field has a type that %s shows too', async (name) => {
		const made = await call('POST', '/invoices.json', {
			invoice: {
				buyer_name: 'Firma',
				buyer_tax_no: '5252445767',
				buyer_country: 'PL',
				positions: [{ name: 'a', quantity: 1, tax: 23, total_price_gross: 1 }],
			},
		});
		const recorded = example(`responses/${name}`) as Record<string, unknown>;
		const wrong = Object.entries(made.body as Record<string, unknown>).filter(
			([key, value]) =>
				value !== null &&
				recorded[key] !== undefined &&
				recorded[key] !== null &&
				typeof value !== typeof recorded[key],
		);
		expect(wrong).toEqual([]);
	});

	test('its refusals have the documented shape', async () => {
		const documented = example('docs-examples/error-422-validation.json') as { code: string; message: object };
		const { status, body } = await call('POST', '/invoices.json', {
			gov_save_and_send: true,
			invoice: {
				buyer_name: 'Firma',
				buyer_phone: '1'.repeat(17),
				positions: [{ name: 'a', quantity: 1, tax: 'zw', total_price_gross: 1 }],
			},
		});
		expect(status).toBe(422);
		const { code, message } = body as typeof documented;
		expect(code).toBe(documented.code);
		expect(message).toMatchObject(documented.message);
	});

	test('KSeF statuses appear as documented', async () => {
		const { accounting, fake } = bench();
		await accounting.issue(invoice());
		const documented = example('docs-examples/ksef-status-ok.json') as { gov_id: string };
		expect(fake.invoices()[0]?.legalStatus).toBe('ok');
		expect(fake.invoices()[0]?.ksefNumber.slice(0, 15)).toMatch(/^\d{10}-\d{4}$/);
		expect(documented.gov_id.slice(0, 15)).toMatch(/^\d{10}-\d{4}$/);
	});
});
