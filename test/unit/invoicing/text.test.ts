import fc from 'fast-check';
import { safeCell } from '../../../invoicing/cells';
import { isTimeZone, readDay } from '../../../invoicing/dates';
import { isEmail, readEmails } from '../../../invoicing/emails';
import { archivePath, invoiceFileName, safeName } from '../../../invoicing/fileName';
import { cut, fillTemplate, oneLine, severalLines } from '../../../invoicing/text';

const anyText = fc.string({ unit: 'binary' });

describe('one line of text', () => {
	it('never holds a control character, an invisible mark or a lone surrogate, and is settled', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const clean = oneLine(text);
				expect(clean).not.toMatch(
					/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/,
				);
				expect(clean).not.toMatch(/[\uD800-\uDFFF]/u);
				expect(oneLine(clean)).toBe(clean);
			}),
		);
	});

	it('keeps paragraphs where they are wanted', () => {
		expect(severalLines(' a\r\nb\n\n\n\nc\u2028d\t ')).toBe('a\nb\n\nc\nd');
	});

	it('is cut at whole characters', () => {
		expect(cut('abcdef', 4)).toBe('abc…');
		expect(cut('ab👩‍👩‍👧x', 9)).toBe('ab…');
		fc.assert(
			fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, length) => {
				expect(cut(text, length).length).toBeLessThanOrEqual(length);
			}),
		);
	});

	it('templates fill only what they know, and no inherited name', () => {
		expect(fillTemplate('{a}{b}{toString}{__proto__}', { a: '1', b: undefined })).toBe('1{toString}{__proto__}');
	});
});

describe('file names', () => {
	it.each([
		['FV 1/11/2026', 'invoice', 'FV 1-11-2026.pdf'],
		['1/11/2026', 'invoice', 'FV 1-11-2026.pdf'],
		['3/2026', 'proforma', 'Proforma 3-2026.pdf'],
		['Faktura pro forma 3/2026', 'proforma', 'Proforma 3-2026.pdf'],
		['FV 3/2026', 'proforma', 'Proforma 3-2026.pdf'],
		['..\\..\\etc', 'invoice', 'FV ..-..-etc.pdf'],
	])('%s (%s) is %s', (number, kind, expected) => {
		expect(invoiceFileName({ number, kind })).toBe(expected);
	});

	it.each([
		['Jan "Kot" & Syn / Sp. z o.o.', 'Jan Kot & Syn - Sp. z o.o'],
		['../../etc/passwd', 'etc-passwd'],
		['CON', 'CON_'],
		['nul.txt', 'nul.txt_'],
		['🚀 Rakieta 🇵🇱', 'Rakieta'],
		['fdp\u202Eexe.', 'fdpexe'],
		['...', 'Client'],
		['Zażółć gęślą jaźń', 'Zażółć gęślą jaźń'],
	])('client %j has the folder %j', (client, folder) => {
		expect(archivePath({ issueDate: '2026-01-09', client, fileName: 'a.pdf' })).toBe(`2026/01/${folder}/a.pdf`);
	});

	it('are one safe segment, whatever comes', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, fc.string()), (text) => {
				const name = safeName(text, 'Client');
				expect(name).not.toMatch(/[/\\"':*?|<>\u0000-\u001F\u202E]/);
				expect(name).toMatch(/^[^.\s](.*[^.\s])?$/u);
				expect(name.length).toBeLessThanOrEqual(81);
			}),
		);
	});
});

describe('cells', () => {
	it.each([
		['=HYPERLINK("x")', '\'=HYPERLINK("x")'],
		['+48 600', "'+48 600"],
		['-1+2', "'-1+2"],
		['@SUM(A1)', "'@SUM(A1)"],
		['\t=1', "'=1"],
		[' =1', "'=1"],
		['＝1', "'＝1"],
		['-12.50', '-12.50'],
		['Acme = best', 'Acme = best'],
	])('%j becomes %j', (text, cell) => {
		expect(safeCell(text)).toBe(cell);
	});

	it('never begin with what a spreadsheet runs', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, fc.string()), (text) => {
				const cell = safeCell(text);
				expect(/^[=+\-@]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)).toBe(false);
			}),
		);
	});
});

describe('e-mail addresses', () => {
	it.each(['a@b.pl', 'jan.kowalski+faktury@firma.com.pl', "o'neil@x.ie", 'a@żółw.pl', 'A_b@x-y.museum'])(
		'%s passes',
		(text) => {
			expect(isEmail(text)).toBe(true);
		},
	);

	it.each([
		'a@b',
		'@b.pl',
		'a b@c.pl',
		'a@b..pl',
		'.a@b.pl',
		'a@-b.pl',
		'a@b.pl>',
		'a@b.pl\n',
		'a@@b.pl',
		`${'x'.repeat(65)}@b.pl`,
	])('%j does not', (text) => {
		expect(isEmail(text)).toBe(false);
	});

	it('are split as people write them', () => {
		expect(readEmails(' a@x.pl; Jan <b@x.pl>,mailto:c@x.pl d@x.pl;;A@X.pl ')).toEqual({
			valid: ['a@x.pl', 'b@x.pl', 'c@x.pl', 'd@x.pl'],
			invalid: 0,
		});
		expect(readEmails('a@x.pl\r\nBcc: evil').invalid).toBeGreaterThan(0);
	});

	it('never let anything through that could start a header or another recipient', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				for (const email of readEmails(`a@x.pl${text}`).valid) expect(email).not.toMatch(/[\s,;<>"():\\]/);
			}),
		);
	});
});

describe('date fields of CRMs', () => {
	it.each([
		['2026-11-30', '2026-11-30'],
		['30.11.2026', '2026-11-30'],
		['1/2/2026', '2026-02-01'],
		['2026-11-30T00:00:00+03:00', '2026-11-30'],
		['2026-11-30T00:00:00Z', '2026-11-30'],
		['2026-11-30T03:00:00+03:00', '2026-11-30'],
		['2026-11-30T23:30:00Z', '2026-12-01'],
		['2026-11-30 23:30:00', '2026-11-30'],
		['1796083200000', '2026-12-01'],
		['2026-02-30', undefined],
		['31.02.2026', undefined],
		['soon', undefined],
		['20261130', undefined],
	])('%s is %s', (raw, day) => {
		expect(readDay(raw, 'Europe/Warsaw')).toBe(day);
	});

	it('a plain date is the same day for a seller far west of the server that wrote it', () => {
		expect(readDay('2026-11-30T03:00:00+03:00', 'America/New_York')).toBe('2026-11-30');
		expect(readDay('2026-11-30T03:30:00+03:00', 'America/New_York')).toBe('2026-11-29');
	});

	it('only real zones count', () => {
		expect([isTimeZone('Europe/Warsaw'), isTimeZone('Warsaw'), isTimeZone('')]).toEqual([true, false, false]);
	});
});
