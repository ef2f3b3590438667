import fc from 'fast-check';
import { JsonNumber } from '../../../connect/exactJson';
import { addressOf, baseAddress } from '../../../nodes/HttpAccounting/address';
import { amountOf, minorUnits, numberFor } from '../../../nodes/HttpAccounting/amounts';
import { carries, kindOfReference, referenceIn } from '../../../nodes/HttpAccounting/carried';
import { FieldPath, fieldText, listOf, valuesAt } from '../../../nodes/HttpAccounting/description/paths';
import { keyOf } from '../../../nodes/HttpAccounting/key';
import { Filler } from '../../../nodes/HttpAccounting/placeholders';
import { masker } from '../../../nodes/HttpAccounting/secrets';

describe('amounts', () => {
	test.each([
		['1230', 'main', '1230.00'],
		['1230.5', 'main', '1230.50'],
		['1 230,50', 'main', '1230.50'],
		['123050', 'minor', '1230.50'],
		['-5', 'minor', '-0.05'],
		['12.3456', 'main', '12.3456'],
		['1,230.50', 'main', '1,230.50'],
		['free', 'main', 'free'],
	] as const)('%s in %s units is %s', (text, unit, amount) => expect(amountOf(text, unit)).toBe(amount));

	test.each([
		['12.3', '1230'],
		['1230.00', '123000'],
		['12.345', undefined],
		['x', undefined],
	])('%s in hundredths is %s', (text, minor) => expect(minorUnits(text)).toBe(minor));

	test('a number of JSON has no leading zeros', () => {
		expect(['007.10', '0.50', '-00.5', '1,5'].map((text) => numberFor(text, 'number'))).toEqual([
			'7.10',
			'0.50',
			'-0.5',
			undefined,
		]);
	});
});

describe('addresses', () => {
	const base = baseAddress('https://api.example.com/v3/', 'X');

	test.each([
		['api.example.com/v3', 'https://api.example.com', '/v3'],
		[' https://API.example.com ', 'https://api.example.com', ''],
		['https://api.example.com:8443/a/b/', 'https://api.example.com:8443', '/a/b'],
	])('%j is understood', (typed, origin, prefix) => expect(baseAddress(typed, 'X')).toMatchObject({ origin, prefix }));

	test.each([
		'',
		'http://api.example.com',
		'ftp://x',
		'https://user:pw@x.example',
		'https://x.example?a=1',
		'https://x.example#a',
		'https://a b',
		'https:\\\\x',
	])('%j is no base address', (typed) => expect(() => baseAddress(typed, 'X')).toThrow(/Base Address/));

	test.each(['/a', '/a/b.json', '/a/', '/a/%2Fb', '/a:b@c', '/.hidden'])('%j stays below it', (path) =>
		expect(addressOf(base, path, 'X')).toBe(`https://api.example.com/v3${path}`),
	);

	test.each([
		'',
		'a',
		'//evil.example/a',
		'/a//b',
		'/../a',
		'/a/..',
		'/a/%2e%2e/b',
		'/a/%252e%252e/b',
		'/./a',
		'/a?b=1',
		'/a#b',
		'/a\\b',
		'/a b',
		'@evil.example',
	])('%j is refused', (path) => expect(() => addressOf(base, path, 'X')).toThrow(/leads out of the base address/));

	test('no value of a placeholder leads anywhere else', () => {
		const path = fc.constantFrom('/a/{documentId}', '/a/{documentId}/b', '/{documentId}.json');
		fc.assert(
			fc.property(path, fc.string({ unit: 'binary', minLength: 1 }), (template, documentId) => {
				let address = '';
				try {
					address = addressOf(base, new Filler({ documentId }, 'X').path(template), 'X');
				} catch {
					return;
				}
				const url = new URL(address);
				expect(url.origin).toBe('https://api.example.com');
				expect(url.search + url.hash).toBe('');
				expect(url.pathname.split('/')).toHaveLength(template.split('/').length + 1);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('placeholders', () => {
	const filler = new Filler({ documentId: 'a/b', to: 'x,y', recipients: ['x', 'y'], amount: '12.30' }, 'X');

	test('in texts, alone, as numbers and as a list; keys and other values stay', () => {
		expect(
			filler.body({
				id: '{documentId}',
				like: '%{to}%',
				list: '{recipients}',
				n: '{amount:number}',
				m: '{amount:minor}',
				'{to}': 7,
				no: null,
			}),
		).toEqual({
			id: 'a/b',
			like: '%x,y%',
			list: ['x', 'y'],
			n: new JsonNumber('12.30'),
			m: new JsonNumber('1230'),
			'{to}': 7,
			no: null,
		});
	});
	test('in a path they are encoded', () => expect(filler.path('/i/{documentId}')).toBe('/i/a%2Fb'));
	test.each(['{reference}', '{toString}', '{nothing}'])('%s is not known to this request', (text) =>
		expect(() => filler.plain(text)).toThrow(/is not known here/),
	);
	test('a header takes no line breaks', () => {
		expect(() => new Filler({ reference: 'a\r\nX-Evil: 1' }, 'X').headers({ 'X-Ref': '{reference}' })).toThrow(
			/header/,
		);
	});
});

describe('paths', () => {
	const answer = {
		a: { b: ['x', { c: 'y' }] },
		first: 'Jan',
		last: 'Nowak',
		none: '',
		nothing: null,
		list: ['p', 'q'],
	};

	test.each([
		['a.b.1.c', 'y'],
		['missing | none | first', 'Jan'],
		['company | first + last', 'Jan Nowak'],
		["'PLN'", 'PLN'],
		['list', 'p, q'],
		['a', ''],
		['constructor.name', ''],
	])('%s holds %j', (field, text) => {
		expect(FieldPath.safeParse(field).success).toBe(true);
		expect(fieldText(answer, field)).toBe(text);
	});
	test('a star is every value', () => expect(valuesAt({ e: [{ m: 1 }, { m: 2 }, {}] }, 'e.*.m')).toEqual([1, 2]));
	test('numbered entries are a list, whatever stands beside them', () => {
		expect(listOf({ 0: 'a', 1: 'b', parameters: {} })).toEqual(['a', 'b']);
		expect(listOf('a')).toBeUndefined();
	});
	test.each(['a..b', 'a b', '', 'a |', "'a"])('%j is no field', (field) =>
		expect(FieldPath.safeParse(field).success).toBe(false),
	);
});

describe('references in fields', () => {
	const reference = 'bitrix24:demo.bitrix24.pl:4:invoice:1';
	test.each([
		[reference, true],
		[`Uwagi. ${reference}.`, true],
		[`(${reference})`, true],
		[`${reference}0`, false],
		[`1${reference}`, false],
		[`${reference}.2`, false],
		[`${reference}0 ${reference}`, true],
		['', false],
	])('%j', (text, expected) => expect(carries(text, reference)).toBe(expected));

	test('are read out of a longer text; a text without one carries none', () => {
		expect(referenceIn(`Dziękujemy.\n${reference}`)).toBe(reference);
		expect(referenceIn('REF-7')).toBe('REF-7');
		expect(referenceIn('Dziękujemy za zakup')).toBe('');
		expect([kindOfReference(reference), kindOfReference('REF-7')]).toEqual(['invoice', undefined]);
	});
});

test('a key is a UUID, the same for the same reference, another for any other', () => {
	expect(keyOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(keyOf('a')).toBe(keyOf('a'));
	expect(keyOf('a')).not.toBe(keyOf('b'));
});

test('short secrets are words: only long ones are masked', () => {
	const mask = masker(['abc', 'p@ss/word', 'p@ss/word-longer']);
	expect(mask('abc p@ss/word-longer p%40ss%2Fword')).toBe('abc [secret] [secret]');
});
