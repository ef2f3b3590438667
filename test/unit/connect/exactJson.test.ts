import fc from 'fast-check';
import { JsonNumber, readExact, readExactNumbers, writeExact } from '../../../connect/exactJson';

describe('JSON without floats', () => {
	test.each([
		['{"a":1234567890123456.78}', { a: '1234567890123456.78' }],
		['{"a":115.00,"b":0.1,"c":-0.30}', { a: '115.00', b: '0.1', c: '-0.30' }],
		['[1e2,1.5E-3,12]', ['100', '0.0015', '12']],
		['{"text":"12.5 and \\"7\\" \\\\","none":null,"yes":true}', { text: '12.5 and "7" \\', none: null, yes: true }],
		['1e999999999', '1e999999999'],
	])('%s', (text, value) => expect(readExact(text)).toEqual(value));

	test.each(['{"a":1', '{1:2}', "{'a':1}", '01', '', 'NaN', '"\\u00001"'])('%j is no JSON', (text) =>
		expect(() => readExact(text)).toThrow(SyntaxError),
	);

	test('says of every document what JSON.parse says, but for its numbers', () => {
		const asText = (value: unknown): unknown => {
			if (typeof value === 'number') return String(value);
			if (Array.isArray(value)) return value.map(asText);
			if (typeof value !== 'object' || value === null) return value;
			return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
		};
		const document = fc.jsonValue().filter((value) => !/\\u0000|e[+-]|-0[,}\]]|^-0$/.test(JSON.stringify(value)));
		fc.assert(
			fc.property(document, (value) =>
				expect(readExact(JSON.stringify(value))).toEqual(asText(JSON.parse(JSON.stringify(value)))),
			),
		);
	});

	test('what is read as numbers is written with the same digits', () => {
		const text = '{"a":115.00,"b":[1e2,"1.0"],"c":{}}';
		expect(writeExact(readExactNumbers(text))).toBe(text);
		expect(readExactNumbers('7.10')).toEqual(new JsonNumber('7.10'));
		expect(writeExact({ gone: undefined, at: new Date(0), list: [undefined, 1.5] })).toBe(
			'{"at":"1970-01-01T00:00:00.000Z","list":[null,1.5]}',
		);
		expect(() => writeExact({ a: Number('x') })).toThrow(TypeError);
	});

	test('a text of many megabytes is no trouble', () => {
		const text = `{"pdf":"${'QUJD'.repeat(4_000_000)}","n":1.10}`;
		expect(readExact(text)).toMatchObject({ n: '1.10' });
	});
});
