import type { FaultOrder } from '../../../sandbox/faults';
import { play, violationsOf, type Play, type Played, type Scene, type Subject } from './play';

export interface Row {
	plays: number;
	violations: string[];
	/** How often a person was left to look. */
	unknown: number;
}

/** What the quiet time promises of a vendor: its slowest create and the lag of its search together end within it. */
const LATE_MS = 85_000;
const LAG_MS = 50_000;

const FAULTS: Omit<FaultOrder, 'vendor'>[] = [
	{ fault: 'timeout' },
	{ fault: 'reset-before' },
	{ fault: 'reset-after' },
	{ fault: 'late-after', delayMs: 3_000 },
	{ fault: 'late-after', delayMs: LATE_MS },
	{ fault: 'slow', delayMs: 15_000 },
	{ fault: 'slow', delayMs: 45_000 },
	{ fault: 'malformed' },
	{ fault: 'error-in-200' },
	...([401, 403, 404, 422, 429, 500, 502, 503, 504] as const).map((status) => ({ fault: `status:${status}` as const })),
	{ fault: 'search-lag', delayMs: LAG_MS },
	{ fault: 'racy-unique' },
	{ fault: 'token-revoked' },
];

/** The calls of a run in which nothing goes wrong: `POST /invoices.json`. */
export async function cleanCalls(subject: Subject): Promise<string[]> {
	const clean = await play({ seed: 1, subject });
	const problems = violationsOf(clean, false);
	if (problems.length > 0) throw new Error(problems.join(' '));
	return clean.points.filter(({ moment }) => moment === 'before').map(({ name }) => name.replace(/^\S+ /, ''));
}

/** Row 3: killed before and after each call, and done again; killed a second time in the run that takes over. */
export async function killEverywhere(subject: Subject, mayStayUnknown: boolean): Promise<Row> {
	const row = new Tally(mayStayUnknown);
	const points = (await cleanCalls(subject)).length * 2;
	for (let first = 0; first < points; first++)
		for (const second of [undefined, first + 1, first + 2]) {
			const kill = (at: number, { process }: Scene) => {
				if (at === first || at === second) process.kill();
			};
			await row.add(`killed at ${first}${second ? ` and ${second}` : ''}`, { seed: first + 1, subject, onPoint: kill });
		}
	return row;
}

/** Row 4: every fault at every call, once and three times in a row; a kill right after it, too. */
export async function strikeEverywhere(subject: Subject, mayStayUnknown: boolean): Promise<Row> {
	const row = new Tally(mayStayUnknown);
	const calls = await cleanCalls(subject);
	const vendor = subject.client.fake;
	for (const [at, call] of calls.entries())
		for (const fault of FAULTS)
			for (const [times, killAt] of [[1], [3], [1, at * 2 + 1]] as const) {
				const [method, path = ''] = call.split(' ');
				const name = `${JSON.stringify(fault)} x${times} at ${call}${killAt ? ', killed then' : ''}`;
				const order = { ...fault, vendor, method, path: `${path}$`, times };
				await row.add(name, {
					seed: at + 1,
					subject,
					prepare: ({ world }) => void world.faults.add(order),
					onPoint: (point, { process }) => point === killAt && process.kill(),
				});
			}
	return row;
}

/** Row 5: up to five faults and two kills, anywhere. */
export async function randomSchedules(
	subjectOf: (seed: number) => Subject,
	options: { from: number; count: number; mayStayUnknown: boolean },
): Promise<Row> {
	const row = new Tally(options.mayStayUnknown);
	for (let seed = options.from; seed < options.from + options.count; seed++) {
		const subject = subjectOf(seed);
		let kills: number[] = [];
		await row.add(`seed ${seed}`, {
			seed,
			subject,
			prepare: (scene) => {
				kills = mishaps(scene, subject.client.fake);
			},
			onPoint: (at, { process }) => kills.includes(at) && process.kill(),
		});
	}
	return row;
}

function mishaps({ scheduler, world }: Scene, vendor: string): number[] {
	for (let count = scheduler.between(1, 5); count > 0; count--) {
		const method = scheduler.pick(['GET', 'POST', 'POST']);
		const { delayMs, ...fault } = scheduler.pick(FAULTS);
		const most = delayMs === undefined ? {} : { delayMs: scheduler.between(1, delayMs) };
		const skip = scheduler.between(0, 2);
		world.faults.add({ ...fault, ...most, vendor, method, skip, times: scheduler.between(1, 3) });
	}
	return Array.from({ length: scheduler.between(0, 2) }, () => scheduler.between(0, 9));
}

class Tally implements Row {
	plays = 0;
	unknown = 0;
	readonly violations: string[] = [];

	constructor(private readonly mayStayUnknown: boolean) {}

	async add(name: string, asked: Play): Promise<void> {
		const played: Played = await play(asked);
		this.plays += 1;
		if (played.outcomes.includes('unknown')) this.unknown += 1;
		this.violations.push(...violationsOf(played, this.mayStayUnknown).map((text) => `${name}: ${text}`));
	}
}
