import { dealsOfCall } from '../../../sandbox/attribution';
import type { Call } from '../../../sandbox/faults';
import { dummyBooks, invoice } from './dummies';

const { books, accounting, files } = dummyBooks();
for (const [id, name, taxId, email] of [
	['7', 'Alfa sp. z o.o.', '5260250274', 'biuro@alfa.example'],
	['8', 'Beta S.A.', '5252445767', 'biuro@beta.example'],
] as const)
	books.deals.set(`tinycrm/${id}`, {
		crm: 'tinycrm',
		id,
		deal: { title: `Deal of ${name}`, buyer: { name, taxId, email } },
	});
accounting.made.push(invoice('1/11/2026', { name: 'Beta S.A.' }));
files.push({ drive: 'tinydrive', path: '2026/11/Alfa sp. z o.o/FV 2.pdf', size: 3, sha256: 'y', id: 'file-alfa' });

const about = (call: Partial<Call> & { vendor: string }) => [
	...dealsOfCall(books, { method: 'POST', path: '/', ...call }),
];
const json = (body: unknown) => Buffer.from(JSON.stringify(body));
const ALFA = ['tinycrm/7'];
const BETA = ['tinycrm/8'];

describe('a call is about the deal', () => {
	it.each<[string, Partial<Call> & { vendor: string }, string[]]>([
		['whose id its CRM is asked for', { vendor: 'tinycrm', raw: json({ entityTypeId: 2, id: 7 }) }, ALFA],
		['by whose id a list is filtered', { vendor: 'tinycrm', query: new URLSearchParams('filter[OWNER_ID]=8') }, BETA],
		[
			'that a command of a batch names',
			{ vendor: 'tinycrm', raw: json({ cmd: { deal: 'crm.item.get?entityTypeId=2&id=7&useOriginalUfNames=Y' } }) },
			ALFA,
		],
		[
			'that an encoded filter in a batch names',
			{ vendor: 'tinycrm', raw: json({ cmd: { rows: 'list?filter%5B%3DownerId%5D=8' } }) },
			BETA,
		],
		[
			'that a note names',
			{ vendor: 'tinycrm', path: '/api/v1/notes', raw: json({ content: 'x 8', deal_id: 7 }) },
			ALFA,
		],
		['that a list is asked for', { vendor: 'tinycrm', query: new URLSearchParams('deal_ids=8') }, BETA],
		[
			'that a form with a file names',
			{ vendor: 'tinycrm', raw: Buffer.from('--x\r\nContent-Disposition: form-data; name="deal_id"\r\n\r\n7\r\n--x') },
			ALFA,
		],
		[
			'of none, by numbers that are no ids',
			{ vendor: 'tinycrm', raw: json({ entityTypeId: 2, price: 7, start: 8 }) },
			[],
		],
		['whose buyer it names', { vendor: 'tinybooks', raw: json({ invoice: { buyer_tax_no: '5260250274' } }) }, ALFA],
		['whose document it names', { vendor: 'tinybooks', path: '/invoices/id-1-11-2026.pdf' }, []],
		[
			'whose reference it looks for',
			{ vendor: 'tinybooks', query: new URLSearchParams('oid=tinycrm:t.example:8:invoice:1') },
			BETA,
		],
		['in whose folder the file lies', { vendor: 'tinydrive', path: '/drive/v3/files/file-alfa' }, ALFA],
		['of none, where it asks for something new', { vendor: 'tinydrive', path: '/drive/v3/files/generateIds' }, []],
		['whose address gets the mail', { vendor: 'smtp', recipients: ['Biuro@Alfa.example'] }, ALFA],
		['of none, before a recipient is named', { vendor: 'smtp', recipients: [] }, []],
	])('%s', (_name, call, expected) => {
		expect(about(call)).toEqual(expected);
	});

	it('whose document has the id in its path', () => {
		accounting.made[0]!.id = '21293421';
		expect(about({ vendor: 'tinybooks', method: 'GET', path: '/invoices/21293421.pdf' })).toEqual(BETA);
	});
});
