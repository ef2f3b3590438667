import { isReadable, parseDone } from '../../../invoicing/journal/done';
import { ENTRY } from './support';

const row = (changes: object = {}) => ({
	...{ reference: 'bitrix24:demo:1:invoice:1', vendor: 'ifirma', number: '1/11/2026', document_id: '11' },
	...{ amount: '1230.00', currency: 'PLN', client: '7', createdAt: new Date('2026-11-22T10:00:00Z') },
	data: JSON.stringify({ v: 1, entry: ENTRY, content: '1:key' }),
	...changes,
});

describe('a permanent row', () => {
	test('as the Data Table node gives it: a moment as text, number or date', () => {
		for (const createdAt of ['2026-11-22T11:00:00+01:00', Date.UTC(2026, 10, 22, 10), row().createdAt])
			expect(parseDone([row({ createdAt })])).toMatchObject([
				{
					documentId: '11',
					client: '7',
					finishedAt: '2026-11-22T10:00:00.000Z',
					data: { entry: ENTRY },
				},
			]);
	});

	test.each([
		['nothing', ''],
		['no JSON', '{'],
		['data of a later release', JSON.stringify({ v: 2, entry: ENTRY })],
		['an entry that is none', JSON.stringify({ v: 1, entry: { dealId: 7 } })],
		['null', null],
	])('with %s in it keeps its columns, and is written over by nobody', (_, data) => {
		const rows = parseDone([row({ data })]);
		expect(rows).toMatchObject([{ number: '1/11/2026', data: undefined }]);
		expect(rows.filter(isReadable)).toEqual([]);
	});

	test('without a moment or with empty columns is read; without a reference it is none', () => {
		for (const createdAt of [undefined, null, 'soon'])
			expect(parseDone([row({ createdAt, client: null, amount: undefined })])).toMatchObject([
				{ finishedAt: '', client: '', amount: '' },
			]);
		expect(parseDone([{}, row({ reference: '' }), null])).toEqual([]);
	});
});
