import { redact } from '../../../connect/redact';

test.each([
	['see https://acme.fakturownia.pl/invoices.json?api_token=abc now', 'see [link] now'],
	['mail Jan.Nowak@firma.example.pl, please', 'mail [e-mail], please'],
	['Authorization: Bearer abc.def', 'Authorization: [secret] [secret]'],
	['Bearer abcdef', 'Bearer [secret]'],
	['{"api_token":"xyz/demo"}', '{"api_token":"[secret]"}'],
	['key 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c', 'key [secret]'],
])('%j', (text, expected) => expect(redact(text)).toBe(expected));

test.each([
	'Faktura FV 12/11/2026 na 1230.00 PLN',
	'buyer_tax_no: nie może być puste',
	'bitrix24:demo.bitrix24.pl:42:invoice:1',
])('%j stays as it is', (text) => expect(redact(text)).toBe(text));
