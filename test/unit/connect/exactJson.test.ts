import Big from 'big.js';
import fc from 'fast-check';
import { readExactJson, writeExactJson } from '../../../connect/exactJson';

test('numbers are read digit by digit, also those that no float can hold', () => {
	expect(readExactJson('{"Brutto":1230.10,"a":[-0.005,1E3,90071992547409930.01],"b":null,"c":true}')).toEqual({
		Brutto: '1230.10',
		a: ['-0.005', '1E3', '90071992547409930.01'],
		b: null,
		c: true,
	});
});

test('digits inside of texts and names stay what they are', () => {
	const text = '{"a\\"1":"Faktura 1/11/2026, \\"2\\" szt., \\\\","5":"-7"}';
	expect(readExactJson(text)).toEqual(JSON.parse(text));
});

test.each(['{"a":}', '[1,', 'nothing', ''])('%j is no JSON', (text) => expect(() => readExactJson(text)).toThrow());

test('a Big is written as a number with its digits; what is undefined is left out', () => {
	const value = {
		price: new Big('33.30'),
		rate: new Big('0.0000001'),
		none: undefined,
		list: [new Big(1), null, 'ó"'],
	};
	expect(writeExactJson(value)).toBe('{"price":33.3,"rate":0.0000001,"list":[1,null,"ó\\""]}');
});

test('without numbers it is plain JSON, there and back', () => {
	const json = fc.json({ noUnicodeString: false }).map((text) => JSON.parse(text) as unknown);
	fc.assert(
		fc.property(json, (value) => {
			const withoutNumbers: unknown = JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
				typeof each === 'number' ? String(each) : each,
			);
			expect(readExactJson(writeExactJson(withoutNumbers))).toEqual(withoutNumbers);
			expect(readExactJson(JSON.stringify(value))).toEqual(withoutNumbers);
		}),
	);
});
