import { issueOnce } from '../../../connect/issueOnce';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import { invoice } from '../fakturownia/support';
import { answer, Model, START, type Event, type ModelOptions } from './model';

const enforcing = (events: Event[], options: Partial<ModelOptions> = {}) =>
	new Model(events, { enforces: true, searchLagMs: 0, ...options });
const loose = (events: Event[], options: Partial<ModelOptions> = {}) =>
	new Model(events, { enforces: false, searchLagMs: 0, ...options });

describe('first', () => {
	test('a document that is there is adopted, and nothing is sent', async () => {
		const model = loose([]);
		model.books.push({ id: 1, reference: invoice().reference, at: START });
		expect(await model.run()).toMatchObject({ outcome: 'issued', issued: { documentId: '1', adopted: true } });
		expect(model.requests).toEqual([]);
	});

	test('a new one is looked for once and made once', async () => {
		const model = enforcing([]);
		expect(await model.run()).toMatchObject({ outcome: 'issued', issued: { adopted: false } });
		expect([model.looks, model.requests.length, model.slept]).toEqual([1, 1, 0]);
	});

	test('the first look can be spared only where the system refuses doubles', async () => {
		const [strict, free] = [enforcing([]), loose([])];
		await strict.run({ lookFirst: false });
		await free.run({ lookFirst: false });
		expect([strict.looks, free.looks]).toEqual([0, 1]);
	});

	test('a failed first look sends nothing', async () => {
		const model = enforcing([], { failingLooks: [0] });
		await expect(model.run()).rejects.toMatchObject({ outcome: 'notDone' });
		expect(model.requests).toEqual([]);
	});

	test('a kind that the system does not issue is refused in words', async () => {
		const model = enforcing([]);
		const advance = issueOnce(model.accounting, invoice({ kind: 'advance' }), model.clock);
		await expect(advance).rejects.toMatchObject({ cause_: 'rejected', message: /advance.*deal 42/ });
		expect([model.looks, model.requests.length]).toEqual([0, 0]);
	});
});

describe('conflicts never lead to a new document', () => {
	const found = async (...documents: IssuedInvoice[]) => {
		const model = loose([]);
		const accounting = { ...model.accounting, findByReference: async () => documents };
		const result = await issueOnce(accounting, invoice(), model.clock);
		return { result, requests: model.requests.length };
	};
	const codes = (outcome: unknown) => (outcome as { problems: { code: string }[] }).problems.map((each) => each.code);

	test.each([
		['another gross', [answer(1, invoice(), { gross: '1230.01' })], 'referenceOtherAmount'],
		['another currency', [answer(1, invoice(), { currency: 'EUR' })], 'referenceOtherAmount'],
		['two of them', [answer(1, invoice()), answer(2, invoice())], 'referenceTwice'],
		['a cancelled one', [answer(1, invoice(), { cancelled: true, kind: 'canceled' })], 'referenceCancelled'],
	])('%s', async (_name, documents, code) => {
		const { result, requests } = await found(...documents);
		expect(result.outcome).toBe('conflict');
		expect(codes(result)).toEqual([code]);
		expect(requests).toBe(0);
	});

	test.each([
		['the same amount written otherwise', answer(1, invoice(), { gross: '1230' })],
		['a live one beside a cancelled one', answer(1, invoice())],
	])('%s is ours', async (_name, document) => {
		const cancelled = answer(2, invoice(), { cancelled: true, kind: 'canceled' });
		expect((await found(document, cancelled)).result).toMatchObject({ outcome: 'issued', issued: { documentId: '1' } });
	});

	test.each([
		['another kind', answer(1, invoice(), { kind: 'correction' })],
		['another reference', answer(1, invoice(), { reference: 'other' })],
	])('%s is none of ours', async (_name, document) => {
		expect((await found(document)).requests).toBe(1);
	});
});

describe('a system that enforces the reference', () => {
	test.each(['lostBefore', 'lostAfter', 'serverError'] as const)(
		'%s: looks, then sends the same again',
		async (kind) => {
			const model = enforcing([{ kind }]);
			expect(await model.run()).toMatchObject({ outcome: 'issued' });
			expect(model.books).toHaveLength(1);
			expect(model.requests).toHaveLength(kind === 'lostBefore' ? 2 : 1);
			expect(model.slept).toBeLessThanOrEqual(60_000);
		},
	);

	test('a document that the search does not show yet is waited for', async () => {
		const model = enforcing([{ kind: 'lostAfter' }], { searchLagMs: 20_000 });
		expect(await model.run()).toMatchObject({ outcome: 'issued', issued: { adopted: false } });
		expect(model.books).toHaveLength(1);
	});

	test('one that stays unseen is parked, and found by a later run', async () => {
		const model = enforcing([{ kind: 'lostAfter' }], { searchLagMs: 100_000 });
		const parked = await model.run();
		expect(parked).toMatchObject({ outcome: 'parked' });
		model.advance(200_000);
		const { inFlightSince } = parked as { inFlightSince: string };
		expect(await model.run({ inFlightSince })).toMatchObject({ outcome: 'issued' });
		expect(model.books).toHaveLength(1);
	});

	test('a reference that is taken by something nobody can see goes to a person, after the quiet time', async () => {
		const model = enforcing([], { searchLagMs: 10 ** 9 });
		model.books.push({ id: 1, reference: invoice().reference, at: START });
		const first = await model.run();
		expect(first).toMatchObject({ outcome: 'parked' });
		model.advance(300_000);
		const second = await model.run({ inFlightSince: (first as { inFlightSince: string }).inFlightSince });
		expect(second).toMatchObject({ outcome: 'conflict', problems: [{ code: 'referenceTaken' }] });
		expect(model.books).toHaveLength(1);
	});

	test('looks that fail are no proof: nothing is sent again', async () => {
		const model = enforcing([{ kind: 'lostBefore' }], { failingLooks: [1, 2, 3, 4, 5, 6] });
		expect(await model.run()).toMatchObject({ outcome: 'parked' });
		expect(model.requests).toHaveLength(1);
	});
});

describe('a system that does not', () => {
	test('a lost create that was done is found', async () => {
		const model = loose([{ kind: 'lostAfter' }], { searchLagMs: 5_000 });
		expect(await model.run()).toMatchObject({ outcome: 'issued', issued: { adopted: false } });
		expect(model.requests).toHaveLength(1);
	});

	test('one that is not found is parked until the quiet time has passed, then unknown for ever', async () => {
		const model = loose([{ kind: 'lostBefore' }]);
		const first = await model.run();
		expect(first).toEqual({ outcome: 'parked', reason: 'unavailable.', inFlightSince: new Date(START).toISOString() });
		expect(model.slept).toBeLessThanOrEqual(60_000);
		const { inFlightSince } = first as { inFlightSince: string };
		model.advance(150_000);
		expect(await model.run({ inFlightSince })).toMatchObject({ outcome: 'unknown' });
		expect(model.requests).toHaveLength(1);
	});

	test('a short quiet time is waited for to its end, and the look comes after it', async () => {
		const model = loose([{ kind: 'late', delayMs: 9_900 }], { quietTimeMs: 10_000 });
		expect(await model.run()).toMatchObject({ outcome: 'issued' });
		expect(model.slept).toBe(10_000);
	});

	test('a system that cannot be asked at all is unknown at once', async () => {
		const model = loose([{ kind: 'lostAfter' }], { finds: false });
		expect(await model.run()).toMatchObject({ outcome: 'unknown' });
		expect([model.looks, model.requests.length]).toEqual([0, 1]);
	});
});

describe('definite refusals', () => {
	test('are thrown at once', async () => {
		const model = loose([{ kind: 'refused' }]);
		await expect(model.run()).rejects.toMatchObject({ cause_: 'rejected' });
		expect(model.requests).toHaveLength(1);
	});

	test.each(['rateLimit', 'noConnection'] as const)('%s is tried three times within the budget', async (kind) => {
		const passing = loose([{ kind }, { kind }]);
		expect(await passing.run()).toMatchObject({ outcome: 'issued' });
		const staying = loose([{ kind }, { kind }, { kind }, { kind }]);
		await expect(staying.run()).rejects.toMatchObject({ outcome: 'notDone' });
		expect(staying.requests).toHaveLength(3);
	});

	test('a refusal after a lost request does not hide it', async () => {
		const model = enforcing([{ kind: 'late', delayMs: 100_000 }, { kind: 'refused' }]);
		expect(await model.run()).toMatchObject({ outcome: 'parked' });
	});
});
