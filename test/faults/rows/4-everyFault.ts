import { setTimeout as pause } from 'node:timers/promises';
import { TRANSPORT_FAULTS, type FaultName, type FaultState } from '../../../sandbox/faults';
import type { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { allowedAfter } from '../support/allowed';
import { due, indexOfDeal, letGo, moveAll, newDeals, settle, type DueDeal } from '../support/deals';
import { at, nameOf, wayOf, type Point } from '../support/way';
import { OTHERS, withScene } from '../support/withScene';

export const everyFault: Row = {
	id: '4',
	title: 'Every fault kind at every vendor call of the way, on a deal of its own each',
	figure: 'never a second document; unknown only where the channel cannot be asked',
	run: async ({ log }) => withScene((scene) => faultsAtEveryCall(scene, log)),
};

export const everyFaultOfOthers: Row = {
	...everyFault,
	id: '4-hubspot-ifirma',
	title: 'HubSpot and iFirma: every fault kind at every vendor call of the way',
	run: async ({ log }) => withScene((scene) => faultsAtEveryCall(scene, log), {}, OTHERS),
};

interface Case {
	point: Point;
	fault: FaultName;
}

const STATUSES: FaultName[] = ['status:500', 'status:429'];
const STRIKE_LIMIT_MS = 120_000;
/** Pauses of a minute and more, the lease, the sweep, and one pause of the sweep's own. */
const REST_LIMIT_MS = 12 * 60_000;

export async function faultsAtEveryCall(
	scene: Scene,
	log: (line: string) => void,
	choose: (cases: Case[]) => Case[] = (cases) => cases,
): Promise<RowResult> {
	const way = await wayOf(scene);
	const cases = choose(
		way.flatMap((point) => [...TRANSPORT_FAULTS, ...STATUSES, ...point.plays].map((fault): Case => ({ point, fault }))),
	);
	log(`${way.length} vendor calls, ${cases.length} faults`);
	const violations: string[] = [];
	let left = cases;
	for (let tries = 0; tries < TRIES && left.length > 0; tries++) {
		if (tries > 0) log(`Once more: ${left.map(nameOfCase).join('; ')}`);
		const own = await allAtOnce(
			scene,
			left.filter(({ point }) => point.isOwn),
			log,
		);
		const shared = left.filter(({ point }) => !point.isOwn);
		// The mail's apart, when all others are at rest: a deal whose own fault was at an earlier call would meet them too.
		const [mails, others] = [shared.filter(isOfMail), shared.filter((each) => !isOfMail(each))];
		const played = [own, await oneAfterTheOther(scene, others, log), await oneAfterTheOther(scene, mails, log)];
		await letGo(scene);
		violations.push(...played.flatMap((each) => each.violations));
		left = played.flatMap(({ missed }) => missed);
	}
	return {
		figures: { 'vendor calls': way.length, faults: cases.length, 'not struck': left.length },
		violations: [...violations, ...left.map((each) => `${nameOfCase(each)} struck nothing.`)],
	};
}

/** A busy n8n leaves out the look for an event that is nobody's (5 seconds, then the sweep is trusted): played again. */
const TRIES = 3;

const isOfMail = ({ point }: Case): boolean => point.vendor === 'smtp';

const nameOfCase = ({ point, fault }: Case): string => `${fault} at ${nameOf(point)}`;

interface Played {
	violations: string[];
	missed: Case[];
}

const NOTHING: Played = { violations: [], missed: [] };

/** Calls that carry their deal: every deal under way at once, each with its own fault. */
async function allAtOnce(scene: Scene, cases: Case[], log: (line: string) => void): Promise<Played> {
	if (cases.length === 0) return NOTHING;
	const ids = await newDeals(scene, cases.length);
	const orders = cases.map(({ point, fault }, index) => set(scene, point, fault, ids[index]!));
	await moveAll(scene, ids);
	const deals = cases.map(({ point, fault }, index) => due(ids[index]!, ...allowedAfter(point, fault)));
	const violations = await settle(scene, deals, { limitMs: REST_LIMIT_MS, log });
	return {
		violations: named(scene, violations, cases, deals),
		missed: cases.filter((_, index) => isLeft(scene, orders[index]!)),
	};
}

/** A call that carries no deal strikes whoever comes first: each is played when the one before it has struck. */
async function oneAfterTheOther(scene: Scene, cases: Case[], log: (line: string) => void): Promise<Played> {
	if (cases.length === 0) return NOTHING;
	const ids = await newDeals(scene, cases.length);
	const missed: Case[] = [];
	for (const [index, { point, fault }] of cases.entries()) {
		const order = set(scene, point, fault, ids[index]!);
		await scene.move(ids[index]!, 'invoice');
		for (const end = Date.now() + STRIKE_LIMIT_MS; isLeft(scene, order) && Date.now() < end;) await pause(50);
		if (isLeft(scene, order)) missed.push(cases[index]!);
	}
	// A deal that tries again may have met the fault that was meant for the next one.
	const allowed = cases.flatMap(({ point, fault }) => allowedAfter(point, fault));
	const deals = ids.map((id) => due(id, ...allowed));
	return {
		violations: named(scene, await settle(scene, deals, { limitMs: REST_LIMIT_MS, log }), cases, deals),
		missed,
	};
}

function set(scene: Scene, point: Point, fault: FaultName, deal: string): FaultState {
	return scene.sandbox.outside.world.faults.add({ ...at(point, deal), fault });
}

const isLeft = (scene: Scene, { id }: FaultState): boolean =>
	scene.sandbox.outside.world.faults.list().some((order) => order.id === id);

/** Says with each violation what was played on the deal. */
function named(scene: Scene, violations: string[], cases: readonly Case[], deals: readonly DueDeal[]): string[] {
	return violations.map((violation) => {
		const played = cases[indexOfDeal(violation, scene, deals)];
		return played ? `${violation} Played: ${played.fault} at ${nameOf(played.point)}.` : violation;
	});
}
