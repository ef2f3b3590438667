import fc from 'fast-check';
import { expandForm, formText } from '../../../connect/trigger/form';
import { sameSecret } from '../../../connect/trigger/constantTime';

describe('expandForm', () => {
	it('expands the keys that n8n leaves flat', () => {
		const form = expandForm({ event: 'ONCRMDEALUPDATE', 'data[FIELDS][ID]': '4711', 'auth[application_token]': 't' });
		expect(formText(form, 'data', 'FIELDS', 'ID')).toBe('4711');
		expect(formText(form, 'auth', 'application_token')).toBe('t');
		expect(formText(form, 'data')).toBeUndefined();
		expect(formText(form, 'data', 'FIELDS', 'ID', 'x')).toBeUndefined();
	});

	it.each(['__proto__[polluted]', 'a[__proto__][polluted]', 'a[constructor][prototype][polluted]', 'prototype'])(
		'refuses the key %s',
		(key) => {
			expect(expandForm({ [key]: 'yes' })).toBeUndefined();
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		},
	);

	it('refuses what no vendor sends', () => {
		expect(expandForm({ 'a[b]': '1', a: '2' })).toBeUndefined();
		expect(expandForm({ a: '1', 'a[b]': '2' })).toBeUndefined();
		expect(expandForm({ 'a[b]c': '1' })).toBeUndefined();
		expect(expandForm({ 'a[b][c][d][e][f][g]': '1' })).toBeUndefined();
		expect(
			expandForm(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, 'v']))),
		).toBeUndefined();
	});

	it.each([[undefined], [null], ['event=1'], [7], [Buffer.from('event=1')], [['event']]])(
		'takes %p for no event',
		(body) => {
			expect(formText(expandForm(body), 'event')).toBeUndefined();
		},
	);

	it('never throws and never reaches a prototype', () => {
		const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'prototype', '', 'toString');
		const key = fc
			.tuple(names, fc.array(names, { maxLength: 4 }))
			.map(([first, rest]) => first + rest.map((name) => `[${name}]`).join(''));
		fc.assert(
			fc.property(fc.dictionary(key, fc.oneof(fc.string(), fc.array(fc.string()))), (flat) => {
				expandForm(flat);
				return Object.keys(Object.prototype).length === 0;
			}),
		);
	});
});

describe('sameSecret', () => {
	it('compares whole secrets, and an empty expectation opens nothing', () => {
		expect(sameSecret('abc', 'abc')).toBe(true);
		expect(sameSecret('ab', 'abc')).toBe(false);
		expect(sameSecret('', '')).toBe(false);
		expect(sameSecret(['abc'], 'abc')).toBe(false);
		expect(sameSecret(undefined, 'abc')).toBe(false);
	});
});
