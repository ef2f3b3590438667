import { issueOnce } from '../../../connect/issueOnce';
import type { Invoice } from '../../../invoicing/invoice';
import { correction } from './corrected';
import { bench, invoice, PERSON, type Bench, type Wire } from './support';

const DECEMBER = { issueDate: '2026-12-20', dueDate: '2027-01-03' };
const find = ({ accounting }: Bench, asked: Invoice, inFlight = false) =>
	accounting.findByReference(asked.reference, asked, { inFlight });

/** An invoice and its correction in the books. */
async function both(change: Partial<Invoice> = {}, wire?: Wire) {
	const made = bench({}, wire);
	const { documentId } = await made.accounting.issue(invoice(change));
	const asked = correction(documentId, change);
	return { made, asked, issued: await made.accounting.issue(asked) };
}

test.each([
	['a company', {}],
	['a person, who has no number', PERSON],
])('of %s', async (_name, buyer) => {
	const { made, asked, issued } = await both(buyer);
	expect(await find(made, asked)).toMatchObject([{ documentId: issued.documentId, gross: '-123.00' }]);
});

test('only by its own reference', async () => {
	const { made, asked } = await both();
	expect(await find(made, { ...asked, reference: `${asked.reference}2` })).toEqual([]);
	expect(await find(made, invoice())).toMatchObject([{ kind: 'invoice' }]);
});

test('a list by tax number that does not even show the invoice is not trusted: all are listed', async () => {
	const { made, asked } = await both({}, ({ query }) =>
		query?.nipKontrahenta ? { body: { response: { Kod: 0, Wynik: [] } } } : 'pass',
	);
	expect(await find(made, asked)).toHaveLength(1);
});

test('weeks later, still: it cannot be older than the invoice', async () => {
	const { made, asked } = await both();
	const late = { ...asked, issueDate: '2027-03-20' };
	expect(await find(made, late)).toHaveLength(1);
});

test('other invoices of the buyer are read only after a lost answer, or with an amount that it may have', async () => {
	const { made, asked } = await both();
	for (let part = 1; part <= 5; part++)
		await made.accounting.issue(invoice({ reference: `r:${part}`, totals: { ...invoice().totals } }));
	const reads = async (inFlight: boolean) => {
		const before = made.calls().length;
		await find(made, { ...asked, reference: 'r:none' }, inFlight);
		return made
			.calls()
			.slice(before)
			.filter((call) => call.startsWith('GET /fakturakraj/')).length;
	};
	expect(await reads(false)).toBe(1);
	expect(await reads(true)).toBe(6);
});

test('after a lost answer a correction of another amount is a conflict, not a second one', async () => {
	const { made, asked } = await both();
	const totals = { net: '-200.00', vat: '-46.00', gross: '-246.00', byRate: [] };
	const other = { ...asked, totals };
	const lost = { ...made.world, inFlightSince: made.world.now().toISOString() };
	expect(await issueOnce(made.accounting, other, lost)).toMatchObject({ outcome: 'conflict' });
	expect(made.fake.invoices()).toHaveLength(2);
});

test('notes that iFirma does not show: nothing is issued', async () => {
	const { made, asked } = await both();
	made.fake.patchSettings({ showsNotes: false });
	await expect(issueOnce(made.accounting, { ...asked, reference: 'r:2' }, made.world)).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringMatching(/K1\/11\/2026.*correction of deal 42/),
	});
	expect(made.fake.invoices()).toHaveLength(2);
});

test.each([true, false])(
	'an answer that names another document is no success (its notes shown: %s)',
	async (showsNotes) => {
		const made = bench({}, ({ method, url }) =>
			method === 'POST' && url.includes('/korekta/')
				? { body: { response: { Kod: 0, Identyfikator: '1244512' } } }
				: 'pass',
		);
		const { documentId } = await made.accounting.issue(invoice());
		made.fake.patchSettings({ showsNotes });
		await expect(made.accounting.issue(correction(documentId))).rejects.toMatchObject({
			outcome: 'unclear',
			message: expect.stringMatching(/deal 42/),
		});
	},
);

test('what a person corrected in iFirma is not listed as ours; one whose notes were emptied says so when it is read', async () => {
	const { made, issued } = await both();
	const period = { from: '2026-11-01', to: '2026-11-30' } as const;
	expect((await made.accounting.list(period)).map(({ kind }) => kind)).toEqual(['invoice', 'correction']);
	const send = made.http.send.bind(made.http);
	made.http.send = async (request) => {
		const answer = await send(request);
		if (!request.url.includes('/korekta/')) return answer;
		const body = JSON.parse(String(answer.body)) as object;
		return { ...answer, body: Buffer.from(JSON.stringify({ ...body, Uwagi: 'Korekta ręczna' })) };
	};
	expect((await made.accounting.list(period)).map(({ kind }) => kind)).toEqual(['invoice']);
	await expect(made.accounting.read(issued.documentId)).rejects.toThrow(/notes of correction K1\/11\/2026/);
});

describe('the accounting month is that of the issue', () => {
	const later = async (month: string, settings: Parameters<typeof bench>[0] = {}) => {
		const made = bench(settings, undefined, '2026-12-20T10:00:00Z');
		made.fake.patchSettings({ month: '2026-11' });
		const { documentId } = await made.accounting.issue(invoice());
		made.fake.patchSettings({ month });
		return { made, run: made.accounting.issue(correction(documentId, DECEMBER)) };
	};

	test('not that of the sale', async () => {
		const { run } = await later('2026-12');
		expect(await run).toMatchObject({ issueDate: '2026-12-20', kind: 'correction' });
	});

	test('another one stops it, with what to do', async () => {
		const { made, run } = await later('2026-11');
		await expect(run).rejects.toMatchObject({
			outcome: 'notDone',
			message: expect.stringMatching(/correction of deal 42 belongs to the month 2026-12.*2026-11/),
			advice: expect.not.stringContaining('sale date'),
		});
		expect(made.fake.invoices()).toHaveLength(1);
	});

	test("by the user's choice it is switched", async () => {
		const { made, run } = await later('2026-11', { month: 'switch' });
		expect(await run).toMatchObject({ kind: 'correction' });
		expect(made.fake.month()).toEqual({ month: '2026-12', switches: 1 });
	});
});
