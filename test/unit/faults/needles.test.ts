import fc from 'fast-check';
import { find, formsOf, type Place } from '../../faults/support/needles';

const place = (name: string, ...pieces: (string | Uint8Array)[]): Place => ({ name, pieces: () => pieces });
const found = async (value: string, text: string | Uint8Array) =>
	(await find([place('p', text)], [{ name: 'n', value }])).length > 0;

describe('a search for what must not be found', () => {
	const value = 'kan/+"\\&żółw-41';

	it.each<[string, (value: string) => string]>([
		['plain', (text) => text],
		['in JSON', (text) => JSON.stringify({ a: text })],
		['in JSON in JSON', (text) => JSON.stringify({ a: JSON.stringify([text]) })],
		[
			'in JSON, ASCII only',
			(text) => JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
		],
		['in an address', (text) => `https://a.example/?x=${encodeURIComponent(text)}`],
		['in a form', (text) => new URLSearchParams({ a: text }).toString()],
		['in HTML', (text) => `<p>${text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}</p>`],
		['reversed', (text) => [...text].reverse().join('')],
		['hexadecimal', (text) => Buffer.from(text).toString('hex')],
	])('sees it %s', async (_, written) => {
		expect(await found(value, written(value))).toBe(true);
		expect(await found(value, written(`${value.slice(0, -1)}2`))).toBe(false);
	});

	it('sees it in base64 whatever stands before and after it', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ maxLength: 5 }),
				fc.string({ maxLength: 5 }),
				fc.boolean(),
				async (before, after, url) => {
					const text = Buffer.from(`${before}${value}${after}`).toString(url ? 'base64url' : 'base64');
					expect(await found(value, text)).toBe(true);
				},
			),
			{ numRuns: 500 },
		);
		expect(await found(value, Buffer.from(`xx${value.slice(0, -4)}`).toString('base64'))).toBe(false);
	});

	it('tells each place once, and reads piece by piece', async () => {
		const places = [place('a', 'nothing', `x${value}`, value), place('b', Buffer.from(value)), place('c', 'nothing')];
		const findings = await find(places, [
			{ name: 'n', value },
			{ name: 'm', value: 'absent' },
		]);
		expect(findings).toEqual([
			{ place: 'a', needle: 'n', form: 'plain' },
			{ place: 'b', needle: 'n', form: 'plain' },
		]);
	});

	it('looks for no spelling twice', () => {
		const forms = formsOf('abcDEF').map(({ bytes }) => bytes.toString());
		expect(new Set(forms).size).toBe(forms.length);
	});
});
