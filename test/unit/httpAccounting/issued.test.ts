import { readExact } from '../../../connect/exactJson';
import { Answers } from '../../../nodes/HttpAccounting/description/answers';
import { issuedOf, type AnswerContext } from '../../../nodes/HttpAccounting/issued';
import { DEMO } from './support';

const answers = (change: object = {}) => Answers.parse({ ...(JSON.parse(DEMO.answers) as object), ...change });
const context = (change: Partial<AnswerContext> = {}): AnswerContext => ({
	vendor: 'Demo',
	account: 'api.example.com',
	answers: answers(),
	ksef: 'none',
	kinds: ['invoice'],
	readAt: '2026-11-30T10:00:00Z',
	mask: (text) => text,
	...change,
});
const REFERENCE = 'bitrix24:demo:42:proforma:1';
const DOCUMENT = {
	id: 7,
	number: '1/11/2026',
	reference: REFERENCE,
	kind: '',
	currency: 'pln',
	net: '1 000,00',
	vat: 230,
	gross: '1230',
	issueDate: '2026-11-30T00:00:00',
	saleDate: 'soon',
	dueDate: '2026-12-14',
	buyer: { name: 'Firma', taxId: 'PL 106-00-00-062', email: 'a@b.example; c@d.example' },
};
const read = (change: object = {}, more: Partial<AnswerContext> = {}) =>
	issuedOf(readExact(JSON.stringify({ ...DOCUMENT, ...change })), context(more));

test('fields in the forms that systems use', () => {
	expect(read()).toMatchObject({
		documentId: '7',
		reference: REFERENCE,
		kind: 'proforma',
		currency: 'PLN',
		net: '1000.00',
		vat: '230.00',
		gross: '1230.00',
		issueDate: '2026-11-30',
		saleDate: undefined,
		dueDate: '2026-12-14',
		buyer: { emails: ['a@b.example', 'c@d.example'] },
		paid: '0.00',
		cancelled: false,
	});
});

test('money that no float can hold', () => {
	const text = JSON.stringify({ ...DOCUMENT, net: '#', vat: '#', gross: '#' }).replace(/"#"/g, '9007199254740.93');
	expect(issuedOf(readExact(text), context()).gross).toBe('9007199254740.93');
});

test('the amount that is missing is the difference; what is left to pay tells what was paid', () => {
	const fields = { ...answers().fields, net: undefined, paid: undefined, leftToPay: 'left' };
	expect(read({ left: 30 }, { answers: answers({ fields }) })).toMatchObject({ net: '1000.00', paid: '1200.00' });
});

test.each([
	['number instead of a document', { id: undefined }, /documentId/],
	['parts of a grosz', { gross: '1230.005' }, /gross/],
	['no currency', { currency: 'zł' }, /currency/],
	['no day', { issueDate: '30.11.2026' }, /issueDate/],
])('%s is named', (_name, change, field) => expect(() => read(change)).toThrow(field));

test.each([[true], ['CANCELLED'], ['1']])('cancelled: %s', (cancelled) =>
	expect(read({ cancelled }).cancelled).toBe(true),
);

test('kinds in our words, and the system’s own where the description has none', () => {
	expect(read({ kind: 'FV' }, { answers: answers({ kinds: { FV: 'invoice' } }) }).kind).toBe('invoice');
	expect(read({ kind: 'FV' }).kind).toBe('FV');
	expect(read({ kind: '', reference: 'R7' }, { kinds: ['proforma'] }).kind).toBe('proforma');
});

describe('KSeF', () => {
	const KSEF = '5252445767-20261130-0123456789AB-CD';
	const fields = { ...answers().fields, ksefNumber: 'ksef.number', ksefState: 'ksef.state', ksefMessage: 'ksef.said' };
	const legal = (ksef: object | null, mode: AnswerContext['ksef'] = 'request', more: Partial<AnswerContext> = {}) =>
		read({ ksef }, { ksef: mode, answers: answers({ fields, ksefRejectedWhen: ['Error'] }), ...more }).legal;
	const created = { kind: 'invoice' as const, gate: 'none' as const };

	test.each([
		['a number', { number: KSEF, state: 'success' }, 'request', 'legal'],
		['on its way', { state: 'sent' }, 'request', 'pending'],
		['refused', { state: 'error', said: 'NIP' }, 'request', 'rejected'],
		['nobody sent it', null, 'request', 'notSent'],
		['the system will', null, 'automatic', 'pending'],
		['not set up', { number: KSEF }, 'none', 'notRequired'],
	] as const)('%s', (_name, ksef, mode, state) => expect(legal(ksef, mode).state).toBe(state));

	test('a number of a session is no KSeF number', () => {
		expect(legal({ number: '20261130-SE-0123456789', state: 'ok' })).toMatchObject({
			state: 'pending',
			ksefNumber: undefined,
			messages: [expect.stringMatching(/is none/)],
		});
	});
	test('an invoice that needs none waits for none', () =>
		expect(legal(null, 'request', { created }).state).toBe('notRequired'));
});
