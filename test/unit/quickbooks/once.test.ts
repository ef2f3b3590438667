import { issueOnce } from '../../../connect/issueOnce';
import { requestId } from '../../../nodes/QuickBooks/requestId';
import { bench, invoice } from './support';

const idsOf = (made: ReturnType<typeof bench>) =>
	made.http.sent.filter(({ url }) => url.endsWith('/invoice')).map(({ query }) => String(query?.requestid));

test('the request id is the same for ever, 48 characters, and another for another reference or company', () => {
	expect(requestId('document', '1', 'a:b:1:invoice:1')).toBe('d2i-d5a91869c887e242e60ace6ec7f76ef8fe88befe3aed');
	const ids = [
		requestId('document', '1', 'a:b:1:invoice:2'),
		requestId('document', '2', 'a:b:1:invoice:1'),
		requestId('document', '1', 'a:b:1:invoice:1', ''),
	];
	expect(new Set(ids).size).toBe(3);
	for (const id of ids) expect(id).toMatch(/^d2i-[0-9a-f]{44}$/);
});

test('asked twice, QuickBooks gives the first document again', async () => {
	const made = bench();
	const first = await made.accounting.issue(invoice());
	const second = await made.again().issue(invoice());
	expect(second.documentId).toBe(first.documentId);
	expect(made.fake.invoices()).toHaveLength(1);
	expect(new Set(idsOf(made)).size).toBe(1);
});

test('two at once are one document', async () => {
	const made = bench();
	await Promise.all([made.again().issue(invoice()), made.again().issue(invoice())]);
	expect(made.fake.invoices()).toHaveLength(1);
	expect(made.fake.books.customers).toHaveLength(1);
});

test.each([true, false])(
	'a refusal that was corrected is no dead end (refusals repeated: %s)',
	async (repeatsRefusals) => {
		const made = bench({ fake: { settings: { repeatsRefusals, closedUntil: '2026-11-30' } } });
		await expect(made.accounting.issue(invoice())).rejects.toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
		made.fake.patchSettings({ closedUntil: '' });
		const tomorrow = invoice({ issueDate: '2026-12-01' });
		const issued = await made.again().issue(tomorrow);
		expect(made.fake.invoices().map(({ id }) => id)).toEqual([issued.documentId]);
		expect(new Set(idsOf(made)).size).toBe(repeatsRefusals ? 3 : 2);
		// And it stays the one document.
		expect((await made.again().issue(tomorrow)).documentId).toBe(issued.documentId);
		expect(made.fake.invoices()).toHaveLength(1);
	},
);

test('no other failure than a refusal of the document leads to a second request', async () => {
	for (const status of [401, 403, 500, 503]) {
		const made = bench({ wire: ({ url }) => (url.endsWith('/invoice') ? status : 'pass') });
		await expect(made.accounting.issue(invoice())).rejects.toBeDefined();
		expect(idsOf(made)).toHaveLength(1);
	}
	const made = bench();
	await made.accounting.findByReference(invoice().reference, invoice());
	made.world.setFault('error-in-200', 9);
	await expect(made.accounting.issue(invoice())).rejects.toMatchObject({ cause_: 'unavailable' });
	expect(made.fake.invoices()).toEqual([]);
});

describe('a document that was voided since its request was answered first', () => {
	const lookThenIssue = async (keepsNoteWhenVoided: boolean) => {
		const made = bench({ fake: { settings: { keepsNoteWhenVoided } } });
		const { documentId } = await made.accounting.issue(invoice());
		made.world.advance(60 * 60_000);
		made.fake.cancel(documentId);
		return made;
	};

	test('is seen by the look while its memo is kept', async () => {
		const made = await lookThenIssue(true);
		const outcome = await issueOnce(made.again(), invoice(), { sleep: made.world.sleep, now: made.world.now });
		expect(outcome).toMatchObject({ outcome: 'conflict', problems: [{ code: 'referenceCancelled' }] });
	});

	test('is never passed off as a living one where its memo is lost', async () => {
		const made = await lookThenIssue(false);
		await expect(made.again().issue(invoice())).rejects.toMatchObject({ cause_: 'conflict', outcome: 'notDone' });
		const since = new Date(made.world.now().getTime() - 10 * 60_000).toISOString();
		const clock = { sleep: made.world.sleep, now: made.world.now };
		const outcome = await issueOnce(made.again(), invoice(), { ...clock, inFlightSince: since });
		expect(outcome).toMatchObject({ outcome: 'conflict', problems: [{ code: 'referenceTaken' }] });
		expect(made.fake.invoices()).toHaveLength(1);
	});

	test('one that lives is read anew and counts as found', async () => {
		const made = bench();
		const { documentId } = await made.accounting.issue(invoice());
		made.world.advance(60 * 60_000);
		made.fake.pay(documentId, { amount: '100.00' });
		expect(await made.again().issue(invoice())).toMatchObject({ documentId, adopted: true, paid: '100.00' });
	});
});

test('a create whose answer cannot be read any further is unclear, never "not done"', async () => {
	const made = bench({
		fake: { settings: { multiCurrency: false } },
		wire: ({ url }) => (url.endsWith('/preferences') ? 500 : 'pass'),
	});
	await expect(made.accounting.issue(invoice())).rejects.toMatchObject({ outcome: 'unclear' });
	expect(made.fake.invoices()).toHaveLength(1);
});

test('what goes wrong before the document is asked for is "not done"', async () => {
	for (const path of ['/customer', '/item']) {
		const made = bench({ wire: ({ url }) => (url.endsWith(path) ? 'lostAfter' : 'pass') });
		await expect(made.accounting.issue(invoice())).rejects.toMatchObject({ cause_: 'unavailable', outcome: 'notDone' });
		expect(idsOf(made)).toEqual([]);
	}
});
