import Big from 'big.js';
import { keepsReference } from '../../../../connect/issueOnce';
import { VENDOR_FAULTS, type FaultName } from '../../../../sandbox/faults';
import { randomOf } from '../sim/scheduler';
import { HTTP_STRIKES, type Strike } from '../sim/strikes';
import type { Point } from '../sim/process';
import { IssueScene, type Ending, type IssuingSystem } from './scene';

/**
 * Rows 3, 4 and 5 of the promises for the issuing of one accounting system, in process and in virtual time. Whatever
 * goes wrong: at most one live document of a reference, it is the one that is told, and doing everything again makes no
 * second one. A system that keeps our reference is never left unknown.
 */
export interface Result {
	runs: number;
	endings: Partial<Record<Ending, number>>;
	violations: string[];
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/**
 * When "unknown" may be said of a system that does not keep our reference: never, because the create was not hit; of a
 * document that was not made, because what was made can be found; or always, because it may be made at any later time.
 */
type Doubt = 'never' | 'unmade' | 'always';

const STRIKES: readonly Strike[] = [
	...HTTP_STRIKES,
	{ fault: 'slow', delayMs: 15 * SECOND },
	{ fault: 'slow', delayMs: 45 * SECOND },
	...([401, 403, 404, 422, 502, 503, 504] as const).map((status) => ({ fault: `status:${status}` as const })),
];

/** So many seeds, one after the other. */
export const seedsFrom = (from: number, count: number): number[] =>
	Array.from({ length: count }, (_, index) => from + index);

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

/** SIGKILL, or SIGSTOP until long after the lease, before and after every call; or a second SIGKILL soon after it. */
export async function killEverywhere(
	system: IssuingSystem,
	seed: number,
	how: 'kill' | 'freeze' | 'kill twice',
): Promise<Result> {
	const result: Result = { runs: 0, endings: {}, violations: [] };
	const calls = await cleanCalls(system, seed);
	const doubt = how === 'freeze' ? 'always' : 'unmade';
	for (const moment of ['before', 'done'] as const)
		for (const [at, name] of calls.entries()) {
			const first = nth(moment, at, ({ life }, scene) => {
				const { process } = life;
				if (how !== 'freeze') return process.kill();
				process.freeze();
				scene.scheduler.after(frozenMs(system, HOUR), () => process.thaw());
			});
			// The run that takes over is killed at its own point of the same number.
			const second = nth(moment, at + 1, ({ life }) => life.process.kill());
			const onPoint = (point: Point, scene: IssueScene) => {
				first(point, scene);
				if (how === 'kill twice') second(point, scene);
			};
			await note(result, new IssueScene(system, { seed, onPoint }), `${how} ${moment} ${name}`, doubt);
		}
	return result;
}

/** Every fault kind at every call, one at a time; each once more with a SIGKILL when that call is over. */
export async function strikeEverywhere(system: IssuingSystem, seed: number): Promise<Result> {
	const result: Result = { runs: 0, endings: {}, violations: [] };
	const calls = await cleanCalls(system, seed);
	const strikes = STRIKES.filter(({ fault }) => isPlayed(system, fault));
	for (const [at, name] of calls.entries())
		for (const strike of strikes)
			for (const isKilled of [false, true]) {
				const struck = nth('before', at, (_point, scene) => order(scene, name, strike));
				const killed = nth('done', at, ({ life }) => life.process.kill());
				const onPoint = (point: Point, scene: IssueScene) => {
					struck(point, scene);
					if (isKilled) killed(point, scene);
				};
				const title = `${JSON.stringify(strike)} at ${name}${isKilled ? ', killed then' : ''}`;
				const doubt = name === system.create || isKilled ? 'unmade' : 'never';
				await note(result, new IssueScene(system, { seed, onPoint }), title, doubt);
			}
	return result;
}

/** Random faults, kills and freezes: the same seed, the same ones. */
export async function randomSchedules(system: IssuingSystem, seeds: number[]): Promise<Result> {
	const result: Result = { runs: 0, endings: {}, violations: [] };
	const strikes = STRIKES.filter(({ fault }) => isPlayed(system, fault));
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
				scene.scheduler.after(frozenMs(system, ms), () => process.thaw());
			}),
		);
		const onPoint = (point: Point, scene: IssueScene) => hooks.forEach((hook) => hook(point, scene));
		await note(
			result,
			new IssueScene(system, { seed, onPoint }),
			`schedule ${seed} ${JSON.stringify(mishaps)}`,
			'always',
		);
	}
	return result;
}

const frozenMs = ({ knowsReferenceMs = Infinity }: IssuingSystem, ms: number): number => Math.min(ms, knowsReferenceMs);

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

/** Gives a fault to the next call of this name. */
export function order(scene: IssueScene, name: string, { fault, delayMs, times = 1, releaseMs }: Strike): void {
	const { faults } = scene.world;
	const [vendor = '', method = '', path = ''] = name.split(' ');
	faults.add({ vendor, method, path: `^${path}$`, fault, times, ...(delayMs !== undefined && { delayMs }) });
	if (releaseMs !== undefined) scene.scheduler.after(releaseMs, () => faults.release());
}

async function note(result: Result, scene: IssueScene, name: string, doubt: Doubt): Promise<void> {
	await scene.play();
	result.runs += 1;
	result.endings[scene.ending] = (result.endings[scene.ending] ?? 0) + 1;
	const violations = [...violationsOf(scene, doubt), ...(await violationsOfAgain(scene))];
	result.violations.push(...violations.map((text) => `${name}: ${text}`));
}

/** What is wrong with the end of a scene. */
export function violationsOf(scene: IssueScene, doubt: Doubt): string[] {
	const { ending, number, system, live } = scene;
	const { totals, buyer, reference } = system.invoice;
	return [
		...(live.length > 1 ? [`${live.length} documents`] : []),
		...(scene.world.faults.held > 0 ? ['a call is still held'] : []),
		...(ending === 'open' || ending === 'conflict' ? [`ends as ${ending} after ${scene.rounds} rounds`] : []),
		...(ending === 'unknown' && !mayBeUnknown(scene, doubt) ? ['is unknown, though it can be known'] : []),
		...(ending === 'attention' && live.length > 0 ? ['a person is asked although it exists'] : []),
		...(ending === 'issued' && live[0]?.number !== number ? [`tells ${number}, the books ${live[0]?.number}`] : []),
		...live.flatMap((document) =>
			new Big(document.gross).eq(totals.gross) && document.buyer.name === buyer.name && document.reference === reference
				? []
				: [`another content: ${JSON.stringify(document)}`],
		),
	];
}

function mayBeUnknown({ capabilities, system, live }: IssueScene, doubt: Doubt): boolean {
	if (keepsReference(capabilities, system.invoice)) return false;
	if (doubt === 'unmade') return live.length === 0 || !capabilities.findsByReference;
	return doubt === 'always';
}

/** Everything once more: what exists is found, and a document that a person was told of as unknown stays the only one. */
async function violationsOfAgain(scene: IssueScene): Promise<string[]> {
	const before = scene.live;
	// Where nothing can be found, the journal alone knows of the first document.
	const { capabilities, system } = scene;
	const canTell = capabilities.findsByReference || keepsReference(capabilities, system.invoice);
	if (before.length === 0 || !canTell) return [];
	const result = await scene.again();
	const after = scene.live;
	const same = after.length === 1 && after[0]?.id === before[0]?.id;
	const found = typeof result === 'object' && 'outcome' in result && result.outcome === 'issued';
	return same && found ? [] : [`done again: ${after.length} documents, ${JSON.stringify(result)}`];
}
