import { issueOnce } from '../../../connect/issueOnce';
import type { VendorError } from '../../../connect/http';
import { bench, invoice, type Wire } from './support';

const DECEMBER = { issueDate: '2026-12-01', saleDate: '2026-12-01', dueDate: '2026-12-15' };
const at = (month: string, settings = {}, wire?: Wire) => {
	const made = bench(settings, wire, '2026-12-01T10:00:00Z');
	made.fake.patchSettings({ month });
	return made;
};
const failure = async (run: Promise<unknown>) =>
	run.then(
		() => new Error('It did not fail.'),
		(error: unknown) => error as VendorError,
	);

test('a sale in the accounting month is issued, also when it is issued in the next', async () => {
	const { accounting, fake } = at('2026-11');
	const sold = invoice({ ...DECEMBER, saleDate: '2026-11-30' });
	expect(await accounting.issue(sold)).toMatchObject({ issueDate: '2026-12-01', saleDate: '2026-11-30' });
	expect(fake.month().switches).toBe(0);
});

describe('a sale in another month', () => {
	test('stops by itself: nothing is issued, nothing is switched, and the sentence names deal and months', async () => {
		const { accounting, fake, calls } = at('2026-11');
		const stopped = await failure(accounting.issue(invoice(DECEMBER)));
		expect(stopped).toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
		expect(stopped.message).toMatch(/deal 42.*2026-12.*2026-11/);
		expect([fake.month(), fake.invoices()]).toEqual([{ month: '2026-11', switches: 0 }, []]);
		expect(calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
	});

	test("by the user's choice the month is switched, and stays", async () => {
		const { accounting, fake } = at('2026-11', { month: 'switch' });
		expect(await accounting.issue(invoice(DECEMBER))).toMatchObject({ saleDate: '2026-12-01' });
		expect(fake.month()).toEqual({ month: '2026-12', switches: 1 });
		await accounting.issue(invoice({ ...DECEMBER, reference: 'r:2' }));
		expect(fake.month().switches).toBe(1);
	});

	test('back as well, and several months, one after the other', async () => {
		const { accounting, fake } = at('2026-09', { month: 'switch' });
		await accounting.issue(invoice(DECEMBER));
		expect(fake.month()).toEqual({ month: '2026-12', switches: 3 });
		const november = invoice({ ...DECEMBER, saleDate: '2026-11-28', reference: 'r:2' });
		expect(await accounting.issue(november)).toMatchObject({ saleDate: '2026-11-28' });
		expect(fake.month().month).toBe('2026-11');
	});

	test('never into another year', async () => {
		const { accounting, fake } = at('2027-01', { month: 'switch' });
		const stopped = await failure(accounting.issue(invoice(DECEMBER)));
		expect(stopped.message).toMatch(/Deal 42.*2026-12.*2027-01.*year/);
		expect(fake.month().switches).toBe(0);
	});

	test.each(['lostBefore', 'lostAfter'] as const)('a switch whose answer is %s is not sent again', async (plan) => {
		const { accounting, fake, http, world } = at('2026-11', { month: 'switch' }, ({ method }) =>
			method === 'PUT' ? plan : 'pass',
		);
		const stopped = await failure(issueOnce(accounting, invoice(DECEMBER), world));
		expect(stopped).toMatchObject({ outcome: 'notDone', message: expect.stringMatching(/not known.*deal 42/) });
		expect(http.sent.filter(({ method }) => method === 'PUT')).toHaveLength(1);
		expect(fake.invoices()).toEqual([]);
	});

	test('somebody who switches the other way at the same time is not fought', async () => {
		const { accounting, fake, http } = at('2026-10', { month: 'switch' });
		const send = http.send.bind(http);
		http.send = async (request) => {
			const answer = await send(request);
			if (request.method === 'PUT') fake.patchSettings({ month: '2026-10' });
			return answer;
		};
		expect((await failure(accounting.issue(invoice(DECEMBER)))).message).toMatch(/2026-12.*2026-10/);
		expect(http.sent.filter(({ method }) => method === 'PUT')).toHaveLength(1);
	});
});

test('a proforma goes by its day of issue', async () => {
	const proforma = invoice({ ...DECEMBER, saleDate: '2026-11-30', kind: 'proforma' });
	expect((await failure(at('2026-11').accounting.issue(proforma))).message).toMatch(/proforma of deal 42.*2026-12/);
	expect(await at('2026-12').accounting.issue(proforma)).toMatchObject({ kind: 'proforma', issueDate: '2026-12-01' });
});

test('what iFirma itself says of the month leads to the same advice', async () => {
	const said = 'Data sprzedaży musi być zgodna z miesiącem i rokiem księgowym';
	const { accounting } = at('2026-12', {}, ({ method }) =>
		method === 'POST' ? { body: { response: { Kod: 201, Informacja: said } } } : 'pass',
	);
	expect((await failure(accounting.issue(invoice(DECEMBER)))) as VendorError).toMatchObject({
		cause_: 'rejected',
		advice: expect.stringMatching(/accounting month/),
	});
});

describe('a month that was switched in iFirma since it was remembered', () => {
	const remembered = async (settings = {}) => {
		const made = at('2026-12', settings);
		await made.accounting.issue(invoice({ ...DECEMBER, reference: 'r:1' }));
		made.fake.patchSettings({ month: '2026-11' });
		return made;
	};

	test('is asked for again after the refusal, and told', async () => {
		const { accounting, fake } = await remembered();
		const stopped = await failure(accounting.issue(invoice(DECEMBER)));
		expect(stopped.message).toMatch(/deal 42.*2026-12.*2026-11/);
		expect(fake.invoices()).toHaveLength(1);
	});

	test("is switched by the user's choice, and the document issued once", async () => {
		const { accounting, fake } = await remembered({ month: 'switch' });
		expect(await accounting.issue(invoice(DECEMBER))).toMatchObject({ saleDate: '2026-12-01' });
		expect(fake.invoices()).toHaveLength(2);
	});
});
