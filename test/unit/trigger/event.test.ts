import { entryBehind } from '../../../connect/trigger/event';
import { memoryOf, SeenIds } from '../../../connect/trigger/memory';
import { SharedReads } from '../../../connect/trigger/sharedReads';
import { stageRules } from '../../../connect/trigger/rules';
import { MemoryCrm } from './memoryCrm';

const RULES = stageRules([{ stage: 'WON' }]);
const MOVED = '2026-11-22T10:00:00+00:00';
const MOVED_MS = Date.parse(MOVED);
const STATE = { watchedSince: { WON: '2026-11-22T09:00:00Z' } };
let nodes = 0;

function trigger(crm: MemoryCrm, more: object = {}) {
	const memory = memoryOf('w', `event-${++nodes}`);
	memory.moves = new SharedReads(async () => undefined);
	return { crm: crm.asCrm(), rules: RULES, state: STATE, memory, testing: false, ...more };
}
function crmWith(stage: string) {
	const crm = new MemoryCrm();
	crm.enter(stage, MOVED, '7');
	return crm;
}

describe('the entry behind an event', () => {
	it('is the newest move, once per process', async () => {
		const watched = trigger(crmWith('WON'));
		const hint = { dealId: '7', happenedAt: MOVED_MS + 1000 };
		const found = await Promise.all([1, 2, 3].map(async () => entryBehind(hint, watched)));
		expect(found.filter((entry) => entry !== undefined)).toHaveLength(1);
	});

	it('costs two reads and is told once, however many copies of its event come together', async () => {
		const crm = crmWith('WON');
		let answer!: (value?: unknown) => void;
		crm.lookTakes = new Promise((resolve) => (answer = resolve));
		const watched = trigger(crm);
		const hint = { dealId: '7', happenedAt: MOVED_MS };
		const copies = Array.from({ length: 100 }, async () => entryBehind(hint, watched));
		answer();
		const found = await Promise.all(copies);
		expect(found.filter((entry) => entry !== undefined)).toHaveLength(1);
		expect(crm.looks).toBe(2);
	});

	it('is found when the deal moves on while an earlier event is looked into', async () => {
		const crm = crmWith('OTHER');
		let answer!: (value?: unknown) => void;
		crm.lookTakes = new Promise((resolve) => (answer = resolve));
		const watched = trigger(crm);
		const earlier = entryBehind({ dealId: '7', happenedAt: MOVED_MS }, watched);
		await new Promise(setImmediate);
		crm.enter('WON', MOVED, '7');
		const later = entryBehind({ dealId: '7', happenedAt: MOVED_MS }, watched);
		answer();
		expect(await earlier).toBeUndefined();
		expect(await later).toMatchObject({ stageId: 'WON' });
	});

	it('of one deal does not wait for another deal', async () => {
		const crm = crmWith('WON');
		crm.enter('WON', MOVED, '8');
		const watched = trigger(crm);
		await Promise.all(['7', '8'].map(async (dealId) => entryBehind({ dealId, happenedAt: MOVED_MS }, watched)));
		expect(crm.looks).toBe(2);
		expect([watched.memory.seen.has('1'), watched.memory.seen.has('2')]).toEqual([true, true]);
	});

	it.each([
		['an edit long after the move', { happenedAt: MOVED_MS + 121_000 }, {}],
		['an event long before the move', { happenedAt: MOVED_MS - 121_000 }, {}],
		['a deal that is unknown', { dealId: '8' }, {}],
		['a trigger that was never activated', {}, { state: {} }],
		['an entry before the activation', {}, { state: { watchedSince: { WON: '2026-11-22T10:00:01Z' } } }],
	])('is none for %s', async (_, hint, more) => {
		const crm = crmWith('WON');
		expect(await entryBehind({ dealId: '7', happenedAt: MOVED_MS, ...hint }, trigger(crm, more))).toBeUndefined();
	});

	it('is none for a stage that is not watched, also when the deal was in a watched one before', async () => {
		const crm = crmWith('WON');
		crm.enter('OTHER', MOVED, '7');
		expect(await entryBehind({ dealId: '7', happenedAt: MOVED_MS }, trigger(crm))).toBeUndefined();
	});

	it('needs no activation in a listening test, and is not remembered', async () => {
		const testing = trigger(crmWith('WON'), { state: {}, testing: true });
		const hint = { dealId: '7', happenedAt: MOVED_MS };
		expect(await entryBehind(hint, testing)).toBeDefined();
		expect(await entryBehind(hint, testing)).toBeDefined();
	});

	it('forgets the oldest ids only', () => {
		const seen = new SeenIds(2);
		expect([seen.note('a'), seen.note('b'), seen.note('c')]).toEqual([true, true, true]);
		expect([seen.note('b'), seen.note('c'), seen.note('a')]).toEqual([false, false, true]);
	});
});
