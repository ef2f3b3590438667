import { crashAlert } from '../../../invoicing/journal/alertMail';
import { VendorError } from '../../../connect/http';
import { pollStageEntries, type StageSource } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { pollProbe, type PollProbe } from './contexts';
import { MemoryCrm } from './memoryCrm';

const T0 = new Date('2026-11-22T10:00:00Z');
const at = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
const iso = (minutes: number) => at(minutes).toISOString();
const RULES = stageRules([{ stage: 'WON' }]);

function source(crm: MemoryCrm, more: Partial<StageSource> = {}): StageSource {
	const settings = { overlapHours: 24, everyMinutes: 5 };
	return { crm: crm.asCrm(), rules: RULES, settings, vendor: 'Memory', ...more };
}
const ids = (probe: PollProbe) => probe.emitted.map((run) => run[0]?.[0]?.json.entryId);

describe('the sweep', () => {
	it('counts only entries after the first activation, and emits each in a run of its own', async () => {
		const crm = new MemoryCrm();
		crm.enter('WON', iso(-60));
		const probe = pollProbe();
		expect(await pollStageEntries(probe.context, source(crm), T0)).toBeNull();
		crm.enter('WON', iso(1), '2');
		crm.enter('WON', iso(2), '3');
		crm.enter('OTHER', iso(3), '4');
		await pollStageEntries(probe.context, source(crm), at(6));
		expect(ids(probe)).toEqual(['2', '3']);
		expect(probe.emitted.every((run) => run.length === 1 && run[0]?.length === 1)).toBe(true);
	});

	it('looks back over the overlap and skips what this process emitted', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		crm.enter('WON', iso(1));
		await pollStageEntries(probe.context, source(crm), at(6));
		// Shows up late, with a time before the cursor.
		crm.enter('WON', iso(2), '2');
		await pollStageEntries(probe.context, source(crm), at(12));
		await pollStageEntries(probe.context, source(crm), at(18));
		expect(ids(probe)).toEqual(['1', '2']);
	});

	it('hands over what was emitted again, all in one run: soon, after four hours, sixteen, and no more', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		for (let entry = 1; entry <= 40; entry++) crm.enter('WON', iso(1), String(entry));
		await pollStageEntries(probe.context, source(crm), at(5));
		expect(probe.emitted).toHaveLength(40);
		for (let minute = 10; minute < 23 * 60; minute += 5) await pollStageEntries(probe.context, source(crm), at(minute));
		expect(probe.emitted.slice(40).map((run) => run[0]?.length)).toEqual([40, 40, 40]);
	});

	it('spreads a flood over several turns, and moves the cursor after the last of it', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		const { cursor } = probe.data;
		for (let entry = 1; entry <= 120; entry++) crm.enter('WON', iso(1), String(entry));
		const runs: number[] = [];
		let renewals = 0;
		const renewing = source(crm, { renew: async () => void (renewals += 1) });
		for (const minute of [6, 7, 8, 9]) {
			await pollStageEntries(probe.context, renewing, at(minute));
			runs.push(probe.emitted.length);
			expect(probe.data.cursor === cursor).toBe(minute < 8);
		}
		expect(runs).toEqual([50, 100, 120, 120]);
		// A subscription may end in the middle of a flood; the turn that started nothing was too soon to be one.
		expect(renewals).toBe(3);
		expect(new Set(ids(probe)).size).toBe(120);
	});

	it('after a flood hands over ten minutes later, not an hour', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		for (let entry = 1; entry <= 20; entry++) crm.enter('WON', iso(1), String(entry));
		for (const minute of [5, 10, 15, 20, 25]) await pollStageEntries(probe.context, source(crm), at(minute));
		expect(probe.emitted.map((run) => run[0]?.length)).toEqual([...Array<number>(20).fill(1), 20]);
	});

	it('hands a flood that was found late over ten minutes after its runs were started', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		for (let entry = 1; entry <= 20; entry++) crm.enter('WON', iso(1), String(entry));
		for (const minute of [30, 35]) await pollStageEntries(probe.context, source(crm), at(minute));
		expect(probe.emitted).toHaveLength(20);
		await pollStageEntries(probe.context, source(crm), at(40));
		expect(probe.emitted.map((run) => run[0]?.length)).toEqual([...Array<number>(20).fill(1), 20]);
	});

	it('hands nothing over that entered the stage a moment ago', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		crm.enter('WON', iso(52));
		await pollStageEntries(probe.context, source(crm), at(54));
		await pollStageEntries(probe.context, source(crm), at(60));
		expect(probe.emitted).toHaveLength(1);
		await pollStageEntries(probe.context, source(crm), at(120));
		expect(ids(probe)).toEqual(['1', '1']);
	});

	it('emits the overlap again after a restart, never less', async () => {
		const crm = new MemoryCrm();
		const before = pollProbe();
		await pollStageEntries(before.context, source(crm), T0);
		crm.enter('WON', iso(1));
		await pollStageEntries(before.context, source(crm), at(6));
		const restarted = pollProbe({ data: before.data });
		await pollStageEntries(restarted.context, source(crm), at(7));
		expect(ids(restarted)).toEqual(['1']);
	});

	it('finds after an outage what happened in it, tells one error, and never throws', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		crm.down = true;
		for (let minute = 6; minute < 60; minute += 6) await pollStageEntries(probe.context, source(crm), at(minute));
		expect(probe.errors).toHaveLength(1);
		expect(probe.errors[0]?.message).toContain('Memory is down.');
		// As an error workflow gets it: the copy has no message.
		const copy = JSON.parse(JSON.stringify({ ...probe.errors[0], message: undefined })) as object;
		expect(crashAlert({ trigger: { error: copy } })).toMatchObject({ key: 'unavailable:Memory', system: 'Memory' });
		crm.down = false;
		crm.enter('WON', iso(30));
		await pollStageEntries(probe.context, source(crm), at(60));
		expect(ids(probe)).toEqual(['1']);
		crm.down = true;
		for (let minute = 66; minute < 90; minute += 6) await pollStageEntries(probe.context, source(crm), at(minute));
		expect(probe.errors).toHaveLength(2);
	});

	it('does not move the cursor in a failed turn', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		const cursor = probe.data.cursor;
		crm.down = true;
		await pollStageEntries(probe.context, source(crm), at(6));
		expect(probe.data.cursor).toBe(cursor);
	});

	it('skips turns that come sooner than the setting, but not after a failure', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		await pollStageEntries(probe.context, source(crm), at(1));
		await pollStageEntries(probe.context, source(crm), at(4));
		expect(crm.asked).toHaveLength(1);
		crm.down = true;
		await pollStageEntries(probe.context, source(crm), at(5));
		await pollStageEntries(probe.context, source(crm), at(6));
		expect(crm.asked).toHaveLength(3);
	});

	it('tells once which deals stood in the stage before, newest first, as an alert of its own', async () => {
		const crm = new MemoryCrm();
		for (let deal = 1; deal <= 22; deal++) crm.enter('WON', iso(-60), String(deal));
		crm.enter('OTHER', iso(-30), '23');
		crm.enter('WON', iso(0), '24');
		const probe = pollProbe();
		for (const minute of [0, 6]) await pollStageEntries(probe.context, source(crm), at(minute));
		const restarted = pollProbe({ data: probe.data });
		await pollStageEntries(restarted.context, source(crm), at(12));
		expect([probe.errors.length, restarted.errors.length, crm.listed]).toEqual([1, 0, 1]);
		expect(probe.errors[0]?.message).toContain('Deals of Memory that stood');
		const copy = JSON.parse(JSON.stringify({ ...probe.errors[0], message: undefined })) as object;
		const alert = crashAlert({ trigger: { error: copy } });
		expect(alert).toMatchObject({ key: `earlier:Memory:${T0.toISOString()}`, kind: 'earlier', dealId: '' });
		expect(alert.text).toMatch(/^22, 21, .*, 4, 3 … \(22\)$/);
	});

	it('says of a list that may not be all of them that there may be more, and nothing of an empty stage', async () => {
		const crm = Object.assign(new MemoryCrm(), { isWhole: false });
		const empty = pollProbe();
		await pollStageEntries(empty.context, source(crm), T0);
		expect(empty.errors).toEqual([]);
		crm.enter('WON', iso(-60), '1');
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		expect(probe.errors[0]?.message).toMatch(/: 1 … \(1\+\)$/);
	});

	it('tells it after a search that failed, and of a stage that is added later', async () => {
		const crm = Object.assign(new MemoryCrm(), { down: true });
		crm.enter('WON', iso(-60), '1');
		crm.enter('PHASE', iso(-60), '2');
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		crm.down = false;
		await pollStageEntries(probe.context, source(crm), at(6));
		const rules = stageRules([{ stage: 'WON' }, { stage: 'PHASE', kind: 'proforma' }]);
		await pollStageEntries(probe.context, source(crm, { rules }), at(12));
		expect(probe.errors.map(({ message }) => message.replace(/.*: /, ''))).toEqual(['1', '2']);
	});

	it('asks again for a list that did not come, and not for one that this user may not have', async () => {
		for (const [cause, lists] of [
			['unavailable', 2],
			['permission', 1],
		] as const) {
			const crm = new MemoryCrm();
			const list = crm.dealsIn.bind(crm);
			crm.dealsIn = async (stageIds) => {
				const found = await list(stageIds);
				if (crm.listed > 1) return found;
				throw new VendorError({ vendor: 'Memory', cause, outcome: 'notDone', message: 'No list.', advice: 'a' });
			};
			const probe = pollProbe();
			for (const minute of [0, 6, 12]) await pollStageEntries(probe.context, source(crm), at(minute));
			expect([cause, crm.listed, probe.data.cursor]).toEqual([cause, lists, iso(12)]);
		}
	});

	it('tells nothing of before where "Start From" takes it', async () => {
		const crm = new MemoryCrm();
		crm.enter('WON', iso(-60));
		const probe = pollProbe();
		const settings = { overlapHours: 24, everyMinutes: 5, startFrom: iso(-90) };
		await pollStageEntries(probe.context, source(crm, { settings }), T0);
		expect([ids(probe), probe.errors, crm.listed]).toEqual([['1'], [], 0]);
	});

	it('begins at "Start From", also when that is set later', async () => {
		const crm = new MemoryCrm();
		crm.enter('WON', iso(-60 * 24 * 7));
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		expect(ids(probe)).toEqual([]);
		const settings = { overlapHours: 24, everyMinutes: 5, startFrom: iso(-60 * 24 * 8) };
		await pollStageEntries(probe.context, source(crm, { settings }), at(6));
		await pollStageEntries(probe.context, source(crm, { settings }), at(12));
		expect(ids(probe)).toEqual(['1']);
	});

	it('watches a stage that is added later from that moment on', async () => {
		const crm = new MemoryCrm();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(crm), T0);
		crm.enter('PHASE', iso(5));
		const rules = stageRules([{ stage: 'WON' }, { stage: 'PHASE', kind: 'proforma' }]);
		await pollStageEntries(probe.context, source(crm, { rules }), at(10));
		crm.enter('PHASE', iso(11), '2');
		await pollStageEntries(probe.context, source(crm, { rules }), at(16));
		expect(ids(probe)).toEqual(['2']);
	});

	it('shows the newest entry in a manual test and moves nothing', async () => {
		const crm = new MemoryCrm();
		crm.enter('WON', iso(-120));
		crm.enter('WON', iso(-60), '2');
		const probe = pollProbe({ mode: 'manual' });
		const shown = await pollStageEntries(probe.context, source(crm), T0);
		expect(shown?.[0]?.map((item) => item.json.entryId)).toEqual(['2']);
		expect(probe).toMatchObject({ data: {}, emitted: [] });
		crm.down = true;
		await expect(pollStageEntries(probe.context, source(crm), T0)).rejects.toThrow('Memory is down.');
	});

	it('passes on a defect of our own instead of calling it an outage', async () => {
		const crm = new MemoryCrm();
		crm.stageMovesSince = async () => Promise.reject(new TypeError('defect'));
		await expect(pollStageEntries(pollProbe().context, source(crm), T0)).rejects.toThrow('defect');
	});
});
