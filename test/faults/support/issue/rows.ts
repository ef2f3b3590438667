import Big from 'big.js';
import { VENDOR_FAULTS, type FaultName } from '../../../../sandbox/faults';
import { randomOf } from '../sim/scheduler';
import { HTTP_STRIKES, type Strike } from '../sim/strikes';
import type { Point } from '../sim/process';
import { IssueScene, type Ending, type IssuingSystem } from './scene';

/**
 * Rows 3, 4 and 5 of the promises for the issuing of one accounting system, in process and in virtual time. Whatever
 * goes wrong: at most one live document of a reference, it is the one that is told, and doing everything again makes no
 * second one. "Unknown" may be said only where the create itself, or the run around it, was hit.
 */
export interface Result {
	runs: number;
	endings: Partial<Record<Ending, number>>;
	violations: string[];
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** Names of the calls of an undisturbed way, in their order. */
export async function cleanCalls(system: IssuingSystem, seed: number): Promise<string[]> {
	const names: string[] = [];
	const scene = new IssueScene(system, {
		seed,
		onPoint: ({ moment, name }) => void (moment === 'before' && names.push(name)),
	});
	await scene.play();
	return names;
}

/** SIGKILL, or SIGSTOP until long after the lease, before and after every call. */
export async function killEverywhere(system: IssuingSystem, seed: number, how: 'kill' | 'freeze'): Promise<Result> {
	const result: Result = { runs: 0, endings: {}, violations: [] };
	const calls = await cleanCalls(system, seed);
	for (const moment of ['before', 'done'] as const)
		for (const [at, name] of calls.entries()) {
			const onPoint = nth(moment, at, ({ life }, scene) => {
				const { process } = life;
				if (how === 'kill') return process.kill();
				process.freeze();
				scene.scheduler.after(HOUR, () => process.thaw());
			});
			await note(result, new IssueScene(system, { seed, onPoint }), `${how} ${moment} ${name}`, true);
		}
	return result;
}

/** Every fault kind at every call, one at a time. */
export async function strikeEverywhere(system: IssuingSystem, seed: number): Promise<Result> {
	const result: Result = { runs: 0, endings: {}, violations: [] };
	const calls = await cleanCalls(system, seed);
	const strikes = HTTP_STRIKES.filter(({ fault }) => isPlayed(system, fault));
	for (const [at, name] of calls.entries())
		for (const strike of strikes) {
			const onPoint = nth('before', at, (_point, scene) => order(scene, name, strike));
			const mayBeUnknown = name === system.create;
			await note(
				result,
				new IssueScene(system, { seed, onPoint }),
				`${JSON.stringify(strike)} at ${name}`,
				mayBeUnknown,
			);
		}
	return result;
}

/** Random faults, kills and freezes: the same seed, the same ones. */
export async function randomSchedules(system: IssuingSystem, seeds: number[]): Promise<Result> {
	const result: Result = { runs: 0, endings: {}, violations: [] };
	const strikes = HTTP_STRIKES.filter(({ fault }) => isPlayed(system, fault));
	for (const seed of seeds) {
		const random = randomOf(seed ^ 0x1f1);
		const below = (end: number) => Math.floor(random() * end);
		const mishaps = Array.from({ length: 1 + below(4) }, () => ({
			at: below(24),
			moment: random() < 0.5 ? ('before' as const) : ('done' as const),
			what: random(),
			strike: strikes[below(strikes.length)]!,
			ms: 1 + below(2 * HOUR),
		}));
		const hooks = mishaps.map(({ at, moment, what, strike, ms }) =>
			nth(what < 0.6 ? 'before' : moment, at, (point, scene) => {
				const { process } = point.life;
				if (what < 0.6) return order(scene, point.name, strike);
				if (what < 0.8) return process.kill();
				process.freeze();
				scene.scheduler.after(ms, () => process.thaw());
			}),
		);
		const onPoint = (point: Point, scene: IssueScene) => hooks.forEach((hook) => hook(point, scene));
		await note(result, new IssueScene(system, { seed, onPoint }), `schedule ${seed} ${JSON.stringify(mishaps)}`, true);
	}
	return result;
}

const isPlayed = ({ plays }: IssuingSystem, fault: FaultName): boolean =>
	!(VENDOR_FAULTS as readonly string[]).includes(fault) || plays.includes(fault);

/** Runs once, at the n-th point of this moment, counted from 0 over all runs. */
function nth(
	moment: Point['moment'],
	at: number,
	run: (point: Point, scene: IssueScene) => void,
): (point: Point, scene: IssueScene) => void {
	let passed = 0;
	return (point, scene) => {
		if (point.moment === moment && passed++ === at) run(point, scene);
	};
}

function order(scene: IssueScene, name: string, { fault, delayMs, times = 1, releaseMs }: Strike): void {
	const { faults } = scene.world;
	const [vendor = '', method = '', path = ''] = name.split(' ');
	faults.add({ vendor, method, path: `^${path}$`, fault, times, ...(delayMs !== undefined && { delayMs }) });
	if (releaseMs !== undefined) scene.scheduler.after(releaseMs, () => faults.release());
}

async function note(result: Result, scene: IssueScene, name: string, mayBeUnknown: boolean): Promise<void> {
	await scene.play();
	result.runs += 1;
	result.endings[scene.ending] = (result.endings[scene.ending] ?? 0) + 1;
	const violations = [...violationsOf(scene, mayBeUnknown), ...(await violationsOfAgain(scene))];
	result.violations.push(...violations.map((text) => `${name}: ${text}`));
}

function violationsOf(scene: IssueScene, mayBeUnknown: boolean): string[] {
	const { ending, number, system } = scene;
	const live = scene.live;
	const { totals, buyer, reference } = system.invoice;
	return [
		...(live.length > 1 ? [`${live.length} documents`] : []),
		...(scene.world.faults.held > 0 ? ['a call is still held'] : []),
		...(ending === 'open' || ending === 'conflict' ? [`ends as ${ending} after ${scene.rounds} rounds`] : []),
		...(ending === 'unknown' && !mayBeUnknown ? ['is unknown although the create was not hit'] : []),
		...(ending === 'attention' && !mayBeUnknown && live.length > 0 ? ['a person is asked although it exists'] : []),
		...(ending === 'issued' && live[0]?.number !== number ? [`tells ${number}, the books ${live[0]?.number}`] : []),
		...live.flatMap((document) =>
			new Big(document.gross).eq(totals.gross) && document.buyer.name === buyer.name && document.reference === reference
				? []
				: [`another content: ${JSON.stringify(document)}`],
		),
	];
}

/** Everything once more: what exists is found, and a document that a person was told of as unknown stays the only one. */
async function violationsOfAgain(scene: IssueScene): Promise<string[]> {
	const before = scene.live;
	if (before.length === 0) return [];
	const result = await scene.again();
	const after = scene.live;
	const same = after.length === 1 && after[0]?.id === before[0]?.id;
	const found = typeof result === 'object' && 'outcome' in result && result.outcome === 'issued';
	return same && found ? [] : [`done again: ${after.length} documents, ${JSON.stringify(result)}`];
}
