import type { Invoice } from '../../../invoicing/invoice';
import { createBody } from '../../../nodes/HttpAccounting/createBody';
import { DEMO, DEMO_SYSTEM, settingsOf, wanted, type NodeParameters } from './support';

const body = (invoice: Partial<Invoice> = {}, parameters: Partial<NodeParameters> = {}) =>
	createBody(wanted(invoice), settingsOf({ ...DEMO, ...parameters }, wanted(invoice), DEMO_SYSTEM));
const line = wanted().lines[0]!;

test('numbers keep their digits, rates are the system’s, what is absent stays absent', () => {
	expect(JSON.parse(body())).toMatchObject({
		reference: wanted().reference,
		lines: [{ name: 'Projekt graficzny', quantity: 1, vatRate: '23', net: 1000 }],
	});
	expect(body({ lines: [{ ...line, net: '1234567890123.45' }] })).toContain('"net":1234567890123.45}');
	expect(body()).not.toMatch(/undefined|recipient|exemptionReason/);
});

test('hundredths, and a body that is typed instead of computed', () => {
	const typed = `{ "reference": ${JSON.stringify(wanted().reference)}, "total": "1230.00", "rate": 4.5000 }`;
	const conversions = '[{ "path": "total", "to": "minor" }]';
	expect(body({}, { body: typed, conversions })).toBe(
		`{"reference":"${wanted().reference}","total":123000,"rate":4.5000}`,
	);
});

test('braces in a deal are braces', () => {
	expect(body({ notes: 'use {documentId} and {to}' })).toContain('use {documentId} and {to}');
});

test.each([
	[
		'a rate without a counterpart',
		{ lines: [line, { ...line, vatRate: 'oo' as const }] },
		{},
		/Line 2 of deal 42 has the VAT rate oo/,
	],
	[
		'a recipient that is not mapped',
		{ recipient: { name: 'Filia' } },
		{ carried: [] },
		/deal 42 has a recipient other than the buyer/,
	],
	['split payment that is not mapped', { splitPayment: true }, { carried: [] }, /split payment/],
	['a reason that is not mapped', { exemptionReason: 'art. 43' }, { carried: [] }, /reason for the VAT exemption/],
	['a currency that is not mapped', { currency: 'EUR' }, { carried: [] }, /currency other than PLN/],
	[
		'a rate of exchange that is not mapped',
		{ currency: 'EUR', exchange: { rate: '4.2567', table: '228/A/NBP/2026', date: '2026-11-27' } },
		{ carried: ['foreignCurrency'] },
		/rate of exchange/,
	],
	['a KSeF number that nobody will give', { gate: 'ksefNumber' as const }, {}, /deal 42 needs a KSeF number/],
	[
		'half a grosz',
		{ lines: [{ ...line, net: '10.005' }] },
		{ conversions: '[{"path":"lines.*.net","to":"minor"}]' },
		/lines\.\*\.net .*deal 42 holds "10\.005"/,
	],
	[
		'a conversion that hits nothing',
		{},
		{ conversions: '[{"path":"line.*.net","to":"number"}]' },
		/conversion of line\.\*\.net finds nothing/,
	],
	['no reference', {}, { body: '={{ ({ lines: [] }) }}', conversions: '[]' }, /does not carry the reference/],
	['no body', {}, { body: '={{ null }}', conversions: '[]' }, /body of the invoice for deal 42 is empty/],
	[
		'a calculation gone wrong',
		{},
		{ body: '={{ ({ a: 0 / 0, r: $parameter.invoice.reference }) }}', conversions: '[]' },
		/number that is none/,
	],
])('%s stops before anything is sent', (_name, invoice, parameters, reason) => {
	expect(() => body(invoice, parameters)).toThrow(reason);
	try {
		body(invoice, parameters);
	} catch (error) {
		expect(error).toMatchObject({ cause_: 'rejected', outcome: 'notDone', advice: expect.stringMatching(/\w/) });
	}
});

test('the reference may travel in a header or in the query instead', () => {
	const requests = JSON.parse(DEMO.requests) as { create: object };
	const headers = { 'X-Reference': '{reference}' };
	const inHeader = JSON.stringify({ ...requests, create: { ...requests.create, headers } });
	expect(body({}, { requests: inHeader, body: '={{ ({ lines: [] }) }}', conversions: '[]' })).toBe('{"lines":[]}');
});

test('the item of the workflow stays as it was', () => {
	const invoice = wanted();
	const before = JSON.stringify(invoice);
	const settings = {
		...settingsOf(DEMO, invoice, DEMO_SYSTEM),
		body: invoice,
		conversions: [{ path: 'lines.*.net', to: 'number' as const }],
	};
	createBody(invoice, settings);
	expect(JSON.stringify(invoice)).toBe(before);
});
