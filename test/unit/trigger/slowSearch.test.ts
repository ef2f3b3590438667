import type { StageMove } from '../../../connect/ports';
import { pollStageEntries, type StageSource } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { pollProbe } from './contexts';
import { MemoryCrm } from './memoryCrm';

const T0 = new Date('2026-11-22T10:00:00Z');
const MOVE: StageMove = {
	...{ entryId: '7', dealId: '42', pipelineId: '1', stageId: 'WON' },
	enteredAt: '2026-11-22T10:01:00Z',
};

/** A CRM that is asked and says nothing until the test lets it. */
function silentCrm() {
	let answer!: (moves: StageMove[]) => void;
	let fail!: (error: Error) => void;
	const moves = new Promise<StageMove[]>((resolve, reject) => ([answer, fail] = [resolve, reject]));
	const stageMovesSince = jest.fn(async () => moves);
	const source: StageSource = {
		crm: Object.assign(new MemoryCrm().asCrm(), { stageMovesSince }),
		rules: stageRules([{ stage: 'WON' }]),
		settings: { overlapHours: 24, everyMinutes: 5 },
		vendor: 'Memory',
	};
	return { source, answer, fail, stageMovesSince };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a search that takes longer than n8n may be kept waiting', () => {
	it('is not waited for, goes on and starts its runs: n8n gives up a trigger whose first turn takes minutes', async () => {
		const { source, answer } = silentCrm();
		const probe = pollProbe();
		const turn = pollStageEntries(probe.context, source, T0);
		await jest.advanceTimersByTimeAsync(21_000);
		expect(await turn).toBeNull();
		expect(probe.emitted).toEqual([]);
		answer([MOVE]);
		await jest.advanceTimersByTimeAsync(0);
		expect(probe.emitted.map((run) => run[0]?.[0]?.json.entryId)).toEqual(['7']);
		expect(probe.data.cursor).toBe(T0.toISOString());
	});

	it('tells what goes wrong afterwards', async () => {
		const { source, fail } = silentCrm();
		const probe = pollProbe();
		const turn = pollStageEntries(probe.context, source, T0);
		await jest.advanceTimersByTimeAsync(21_000);
		await turn;
		fail(new RangeError('no date'));
		await jest.advanceTimersByTimeAsync(0);
		expect(probe.errors.map(({ message }) => message)).toEqual(['no date']);
	});

	it('is not begun again while it is under way, unless it never ends', async () => {
		const { source, answer, stageMovesSince } = silentCrm();
		const probe = pollProbe();
		const turnAfter = async (minutes: number) => {
			const turn = pollStageEntries(probe.context, source, new Date(T0.getTime() + minutes * 60_000));
			await jest.advanceTimersByTimeAsync(21_000);
			await turn;
		};
		await turnAfter(0);
		await turnAfter(1);
		await turnAfter(9);
		expect(stageMovesSince).toHaveBeenCalledTimes(1);
		await turnAfter(11);
		expect(stageMovesSince).toHaveBeenCalledTimes(2);
		answer([]);
		await jest.advanceTimersByTimeAsync(0);
		await turnAfter(17);
		expect(stageMovesSince).toHaveBeenCalledTimes(3);
	});

	it('of an earlier activation holds up none of a new one', async () => {
		const { source, stageMovesSince } = silentCrm();
		for (const probe of [pollProbe(), pollProbe()]) {
			const turn = pollStageEntries(probe.context, source, T0);
			await jest.advanceTimersByTimeAsync(21_000);
			await turn;
		}
		expect(stageMovesSince).toHaveBeenCalledTimes(2);
	});

	it('fails the turn when it fails in time', async () => {
		const { source, fail } = silentCrm();
		const probe = pollProbe();
		const turn = expect(pollStageEntries(probe.context, source, T0)).rejects.toThrow('no date');
		fail(new RangeError('no date'));
		await turn;
		expect(probe.errors).toEqual([]);
	});
});
