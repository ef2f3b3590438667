import { createHash } from 'node:crypto';
import type { CrmRecord, DealIn } from '../../../sandbox/fakes/types';
import { check, type CheckedDeal, type Standing } from '../../faults/support/checker';
import { checkPdfs } from '../../faults/support/content';
import { dummyBooks, invoice, mail } from '../sandbox/dummies';

const ZUBR: DealIn = {
	title: 'Strona',
	buyer: { name: 'Żubr sp. z o.o.', taxId: '5260250274', email: 'b@zubr.example' },
};
const RYS: DealIn = { title: 'Sklep', buyer: { name: 'Ryś S.A.', taxId: '1060000062', email: 'k@rys.example' } };
const PDF = createHash('sha256').update('%PDF-1.7 tiny').digest('hex');
const NUMBER = '1/11/2026';

/** A finished deal of Żubr, and Ryś, of whom nothing is due. */
function finished() {
	const all = dummyBooks();
	[ZUBR, RYS].forEach((deal, at) =>
		all.books.deals.set(`tinycrm/${at + 1}`, { crm: 'tinycrm', id: `${at + 1}`, deal }),
	);
	all.books.alertsTo = 'owner@seller.example';
	all.accounting.made.push({ ...invoice(NUMBER, { name: 'Żubr sp. z o.o.' }), legalAt: '2026-11-22T10:00:00.000Z' });
	all.mails.push(letter());
	all.files.splice(0, 1, file());
	all.rows.push({ sheet: 's', row: { Numer: NUMBER, Klient: 'Żubr sp. z o.o.', Brutto: '123.00' } });
	all.crm.written.push(record({ number: NUMBER, files: [{ name: 'a.pdf', size: 3, sha256: PDF }] }));
	all.crm.written.push(record({ notes: [`Wystawiono ${NUMBER}`] }));
	// As the fakes do: every look into a book makes new objects.
	const copied = { ...all.books.drives[0]!, files: () => all.files.map((each) => ({ ...each })) };
	Object.assign(all.accounting, { invoices: () => all.accounting.made.map((each) => ({ ...each })) });
	return { ...all, books: { ...all.books, drives: [copied] }, attention: tellable(all.crm) };
}

const letter = () => ({
	...mail('b@zubr.example', 'Do zapłaty 123,00 zł do 6 grudnia.'),
	subject: `Faktura ${NUMBER} – my`,
	attachments: [{ name: 'FV.pdf', type: 'application/pdf', size: 3, sha256: PDF }],
	at: '2026-11-22T10:00:01.000Z',
});
const file = () => ({
	drive: 'tinydrive',
	path: '2026/11/Żubr sp. z o.o/FV 1-11-2026.pdf',
	size: 3,
	sha256: PDF,
	id: 'f1',
});
const record = (change: Partial<CrmRecord>) => ({
	...{ deal: '1', stage: 'invoiced', number: '', fields: {}, notes: [], files: [], at: '2026-11-22T10:00:00.500Z' },
	...change,
});

/** Lets a test write what the deal's status field says. */
function tellable(crm: ReturnType<typeof dummyBooks>['crm']): (deal: string) => void {
	const told = new Set<string>();
	const said = { reason: 'x', field: 'STATUS', text: 'Needs attention: x' };
	Object.assign(crm, { attention: (deal?: string) => (deal === undefined || told.has(deal) ? [said] : []) });
	return (deal) => void told.add(deal);
}

const due = (...allowed: Standing[]): CheckedDeal[] => [{ crm: 'tinycrm', id: '1', allowed: new Set(allowed) }];

it('finds nothing wrong with a finished deal', async () => {
	const { books } = finished();
	expect(check(books, due('finished'))).toEqual([]);
	expect(await checkPdfs(books)).toEqual([]);
});

type Scene = ReturnType<typeof finished>;
const WRONG: [string, (scene: Scene) => unknown, RegExp][] = [
	[
		'a second invoice',
		(s) => s.accounting.made.push({ ...s.accounting.made[0]!, id: '2', number: '2/11/2026' }),
		/2 × invoice/,
	],
	['a second e-mail', (s) => s.mails.push(letter()), /2 × e-mail/],
	['a second file', (s) => s.files.push({ ...file(), id: 'f2' }), /2 × file/],
	['a second recording', (s) => s.crm.written.push(record({ number: NUMBER })), /2 × recording/],
	['a second note', (s) => s.crm.written.push(record({ notes: [`Wystawiono ${NUMBER}`] })), /2 × note/],
	['a second report row', (s) => s.rows.push({ ...s.rows[0]! }), /2 × report row/],
	[
		'an invoice for nobody',
		(s) => s.accounting.made.push(invoice('9/11/2026', { name: 'Nikt' })),
		/invoice 9.* no deal/,
	],
	['an e-mail to nobody', (s) => s.mails.push(mail('nikt@x.example', 'Dzień dobry')), /e-mail .*nikt@x.* no deal/],
	['a file of nobody', (s) => s.files.push({ ...file(), path: '2026/11/Nikt/x.pdf' }), /file .*Nikt.* no deal/],
	['a row of nobody', (s) => s.rows.push({ sheet: 's', row: { Numer: '9' } }), /report row .* no deal/],
	[
		'an e-mail that names two deals',
		(s) => ((s.mails[0]!.cc = ['k@rys.example']), (s.mails[0]!.subject = '')),
		/belongs to 2 deals/,
	],
	[
		'a write on a deal of nobody',
		(s) => s.crm.written.push({ ...record({}), deal: '99' }),
		/hold 2 writes, the CRMs' books 3/,
	],
	['another number in the subject', (s) => (s.mails[0]!.subject = 'Faktura 7/11/2026'), /does not name 1\/11\/2026/],
	['another total in the e-mail', (s) => (s.mails[0]!.text = 'Do zapłaty 1 123,00 zł'), /does not say 123.00/],
	['no attachment', (s) => (s.mails[0]!.attachments = []), /0 attachments/],
	['another PDF in the archive', (s) => (s.files[0]!.sha256 = 'other'), /PDF .* in archive is another/],
	['another PDF on the deal', (s) => (s.crm.written[0]!.files[0]!.sha256 = 'other'), /PDF .* in deal is another/],
	['another number on the deal', (s) => (s.crm.written[0]!.number = '7'), /field says 7/],
	['another total in the report', (s) => (s.rows[0]!.row.Brutto = '123.01'), /row .* does not hold/],
	['an e-mail before the number', (s) => (s.mails[0]!.at = '2026-11-22T09:59:59.999Z'), /before it legally existed/],
	['an e-mail without a number', (s) => (s.accounting.made[0]!.legalStatus = 'processing'), /has no KSeF number/],
	['a missing e-mail', (s) => s.mails.pop(), /half way, and nobody was told/],
	['a missing row', (s) => s.rows.pop(), /half way, and nobody was told/],
	[
		'a missing e-mail that a person was told of',
		(s) => (s.mails.pop(), s.attention('1')),
		/stands attention or unknown; allowed: finished/,
	],
];

it.each(WRONG)('finds %s', (_name, spoil, says) => {
	const scene = finished();
	spoil(scene);
	const violations = check(scene.books, due('finished'));
	expect(violations).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
});

it('finds an archived PDF that is not the accounting system’s', async () => {
	const { books, files } = finished();
	files[0]!.sha256 = 'other';
	expect(await checkPdfs(books)).toEqual([expect.stringContaining(`not that of ${NUMBER}`)]);
});

it('finds a deal that nothing happened to although it is due, and one that is not due and was touched', () => {
	const { books } = finished();
	const violations = check(books, [{ crm: 'tinycrm', id: '2', allowed: new Set(['finished']) }]);
	expect(violations).toEqual([
		expect.stringMatching(/tinycrm\/1: stands finished; allowed: untouched/),
		expect.stringMatching(/tinycrm\/2: stands untouched; allowed: finished/),
	]);
});

it('takes a missing e-mail for unknown when everything else is there and a person was told', () => {
	const scene = finished();
	scene.mails.pop();
	scene.attention('1');
	expect(check(scene.books, due('finished', 'unknown'))).toEqual([]);
	scene.files.pop();
	expect(check(scene.books, due('finished', 'unknown'))).toEqual([expect.stringMatching(/stands attention; allowed/)]);
});

it('takes an alert for telling, and never for a letter to a customer', () => {
	const scene = finished();
	scene.mails.splice(0, 1, mail('owner@seller.example', 'The mail server refuses the sign-in.'));
	expect(check(scene.books, due('attention'))).toEqual([]);
});

it('lets be there twice what cannot be fenced, and nothing else', () => {
	const scene = finished();
	scene.rows.push({ ...scene.rows[0]! });
	const [deal] = due('finished');
	expect(check(scene.books, [{ ...deal!, mayDouble: new Set(['report row']) }])).toEqual([]);
	expect(check(scene.books, [{ ...deal!, mayDouble: new Set(['note']) }])).toHaveLength(1);
});

it('counts several documents of one deal where they are due', () => {
	const scene = finished();
	scene.accounting.made.push({ ...invoice('2/11/2026', { name: 'Żubr sp. z o.o.' }), id: '2' });
	scene.mails.push({ ...letter(), subject: 'Faktura 2/11/2026 – my' });
	scene.files.push({ ...file(), path: '2026/11/Żubr sp. z o.o/FV 2-11-2026.pdf' });
	scene.rows.push({ sheet: 's', row: { Numer: '2/11/2026', Klient: 'Żubr sp. z o.o.', Brutto: '123.00' } });
	scene.crm.written.push(record({ number: `${NUMBER}, 2/11/2026` }));
	const [deal] = due('finished');
	expect(check(scene.books, [{ ...deal!, documents: 2 }])).toEqual([]);
	expect(check(scene.books, [deal!])).toHaveLength(5);
});
