import fc from 'fast-check';
import { nipChecksum, readTaxId, showTaxId } from '../../../invoicing/taxId';

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];
const nip = fc
	.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
	.map((digits) => ({ digits, check: digits.reduce((sum, digit, i) => sum + digit * (WEIGHTS[i] as number), 0) % 11 }))
	.filter(({ check, digits }) => check < 10 && digits.some((digit) => digit > 0))
	.map(({ digits, check }) => [...digits, check].join(''));

describe('NIP', () => {
	it('is read however it is typed', () => {
		fc.assert(
			fc.property(
				nip,
				fc.constantFrom('', 'PL', 'pl ', 'NIP: ', 'NIP PL'),
				fc.constantFrom('', '-', ' ', '\u00A0', '–'),
				(number, prefix, gap) => {
					const typed =
						prefix + [number.slice(0, 3), number.slice(3, 6), number.slice(6, 8), number.slice(8)].join(gap);
					expect(readTaxId(typed, 'PL')).toEqual({ ok: true, taxId: { country: 'PL', number, kind: 'nip' } });
				},
			),
		);
	});

	it('with any one digit changed is refused', () => {
		fc.assert(
			fc.property(nip, fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, place, step) => {
				const digit = (Number(number[place]) + step) % 10;
				const wrong = number.slice(0, place) + digit + number.slice(place + 1);
				expect(nipChecksum(wrong)).toBe(false);
			}),
		);
	});

	it.each([
		['5260250275', 'checksum'],
		['0000000000', 'checksum'],
		['526025027', 'pattern'],
		['52602502745', 'pattern'],
		['brak', 'pattern'],
		['---', 'unreadable'],
	])('%s: %s', (typed, why) => {
		expect(readTaxId(typed, 'PL')).toEqual({ ok: false, why });
	});
});

describe('numbers of other countries', () => {
	it.each([
		['DE123456789', '', 'DE', '123456789', 'euVat'],
		['123 456 789', 'DE', 'DE', '123456789', 'euVat'],
		['EL123456789', 'GR', 'GR', '123456789', 'euVat'],
		['GR123456789', '', 'GR', '123456789', 'euVat'],
		['ATU12345678', 'AT', 'AT', 'U12345678', 'euVat'],
		['FR AB 123456789', 'FR', 'FR', 'AB123456789', 'euVat'],
		['AT123456789', 'FR', 'FR', 'AT123456789', 'euVat'],
		['ES B1234567 8', 'ES', 'ES', 'B12345678', 'euVat'],
		['NL123456789B01', '', 'NL', '123456789B01', 'euVat'],
		['XI123456789', 'GB', 'XI', '123456789', 'euVat'],
		['PL5260250274', 'DE', 'PL', '5260250274', 'nip'],
		['5260250274', '', 'PL', '5260250274', 'nip'],
		['GB123456789', 'GB', 'GB', 'GB123456789', 'other'],
		['12-3456789', 'US', 'US', '123456789', 'other'],
	])('%s of %s', (typed, country, expectedCountry, number, kind) => {
		expect(readTaxId(typed, country)).toEqual({ ok: true, taxId: { country: expectedCountry, number, kind } });
	});

	it.each([
		['DE12345678', ''],
		['5260250274', 'DE'],
		['EL12345678', 'GR'],
		['123456789', ''],
	])('%s of "%s" is refused', (typed, country) => {
		expect(readTaxId(typed, country).ok).toBe(false);
	});

	it('are shown with the prefix that VIES uses', () => {
		expect(showTaxId({ country: 'GR', number: '123456789', kind: 'euVat' })).toBe('EL123456789');
		expect(showTaxId({ country: 'PL', number: '5260250274', kind: 'nip' })).toBe('5260250274');
		expect(showTaxId(undefined)).toBe('');
	});
});
