import { buildInvoice } from '../../../invoicing/build';
import { readGtu, readProcedures } from '../../../invoicing/jpk';
import type { Kind } from '../../../invoicing/primitives';
import { SAMPLE_NOW, sampleDeal, sampleEntry, sampleSettings } from './samples';

test.each([
	['GTU_12', 'GTU_12'],
	['gtu 7', 'GTU_07'],
	['12', 'GTU_12'],
	['GTU-01', 'GTU_01'],
	['GTU_14', undefined],
	['0', undefined],
	['usługi', undefined],
])('%j is %j', (text, code) => expect(readGtu(text)).toBe(code));

test.each([
	['TP', ['TP']],
	['tp, ee;TP', ['TP', 'EE']],
	['', []],
	['TP XX', undefined],
])('%j are %j', (text, marks) => expect(readProcedures(text)).toEqual(marks));

describe('on the invoice', () => {
	const build = (lines: Record<string, unknown>, customFields: Record<string, string> = {}, kind: Kind = 'invoice') => {
		const result = buildInvoice({
			deal: sampleDeal({ customFields }),
			entry: sampleEntry({ kind }),
			settings: sampleSettings({ lines }),
			now: SAMPLE_NOW,
		});
		if (!result.ok) throw new Error(result.problems.map((problem) => problem.text.en).join(' '));
		const { invoice } = result;
		return { gtu: new Set(invoice.lines.map((line) => line.gtu)), procedures: invoice.procedures };
	};
	const none = { gtu: new Set([undefined]), procedures: undefined };

	test('nothing, unless the user asks for it', () => expect(build({})).toEqual(none));

	test('the code of the settings on every line; the field of the deal goes before it', () => {
		expect(build({ gtuCode: 'GTU_12' }).gtu).toEqual(new Set(['GTU_12']));
		const fields = { gtuCode: 'GTU_12', gtuField: 'UF_GTU', proceduresField: 'UF_MARKS' };
		expect(build(fields, { UF_GTU: 'gtu 9', UF_MARKS: 'TP, EE' })).toEqual({
			gtu: new Set(['GTU_09']),
			procedures: ['TP', 'EE'],
		});
		expect(build(fields, { UF_GTU: '', UF_MARKS: '' })).toEqual({ gtu: new Set(['GTU_12']), procedures: undefined });
	});

	test('a proforma is in no register', () => {
		expect(build({ gtuCode: 'GTU_12', proceduresField: 'UF_MARKS' }, { UF_MARKS: 'TP' }, 'proforma')).toEqual(none);
	});
});
