import { setTimeout as pause } from 'node:timers/promises';
import type { FaultOrder } from '../../../sandbox/faults';
import type { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { due, letGo, moveAll, newDeals, settle } from '../support/deals';
import {
	allowedOf,
	describe,
	type DealSchedule,
	DISTURBANCES,
	scheduleOf,
	type Disturbance,
	type Schedule,
} from '../support/randomSchedule';
import { LONGER_THAN_LATE } from '../support/settings';
import { at, wayOf } from '../support/way';
import { OTHERS, withScene } from '../support/withScene';

/** The first pause is short and kept in n8n's memory, the others lie in its database. */
const PAUSES = `${LONGER_THAN_LATE}, 66, 66`;

export const randomSchedules: Row = {
	id: '5',
	title: 'Random fault schedules in a row from one seed',
	figure: '0 violations',
	run: async ({ seed, schedules, log }) =>
		withScene((scene) => playSchedules(scene, { seed, count: schedules }, log), { pauses: PAUSES }),
};

export const randomSchedulesOfOthers: Row = {
	...randomSchedules,
	id: '5-hubspot-ifirma',
	title: 'HubSpot and iFirma: random fault schedules in a row from one seed',
	run: async ({ seed, schedules, log }) =>
		withScene((scene) => playSchedules(scene, { seed, count: schedules }, log), { pauses: PAUSES }, OTHERS),
};

/** Schedules of one round are under way together. */
const AT_ONCE = 60;
const REST_LIMIT_MS = 12 * 60_000;
const KILL_AFTER_MS = { kill: 2500, killLate: 9000 };
const FREEZE_MS = 20_000;
const DOWN_MS = 40_000;
const down = ({ crm, accountingSystem }: Scene): Record<string, Pick<FaultOrder, 'vendor' | 'method' | 'fault'>[]> => ({
	'down:crm': [{ vendor: crm, fault: 'status:503' }],
	'down:accounting': [{ vendor: accountingSystem, fault: 'reset-before' }],
	'down:google': [
		{ vendor: 'googleDrive', fault: 'status:503' },
		{ vendor: 'googleSheets', fault: 'status:503' },
	],
	'down:mail': [{ vendor: 'smtp', method: 'CONNECT', fault: 'status:421' }],
});

export async function playSchedules(
	scene: Scene,
	{ seed, count, only }: { seed: number; count: number; only?: readonly Disturbance[] },
	log: (line: string) => void,
): Promise<RowResult> {
	const way = await wayOf(scene);
	const schedules: Schedule[] = [];
	// One seed after the other: a schedule is played alone by its own.
	for (let next = seed; schedules.length < count; next++) {
		const schedule = scheduleOf(next, way);
		if (!only || only.includes(schedule.disturbance)) schedules.push(schedule);
	}
	const violations: string[] = [];
	const played: Played = new Map();
	let rounds = 0;
	let deals = 0;
	let faults = 0;
	for (const round of roundsOf(schedules)) {
		const all = round.flatMap((schedule) => schedule.deals);
		log(`Round ${++rounds}: ${round.length} schedules, ${all.length} deals, ${round[0]!.disturbance}`);
		violations.push(...(await playRound(scene, round, played, log)));
		deals += all.length;
		faults += all.reduce((sum, deal) => sum + deal.faults.length, 0);
	}
	return { figures: { schedules: schedules.length, rounds, deals, faults }, violations };
}

/** By deal: what a doubled effect that comes late has to be told with, too. */
type Played = Map<string, { schedule: Schedule; deal: DealSchedule }>;

async function playRound(
	scene: Scene,
	round: readonly Schedule[],
	played: Played,
	log: (line: string) => void,
): Promise<string[]> {
	const { world } = scene.sandbox.outside;
	const parts = round.flatMap((schedule) => schedule.deals.map((deal) => ({ schedule, deal })));
	const ids = await newDeals(scene, parts.length);
	for (const [index, part] of parts.entries()) played.set(ids[index]!, part);
	for (const [index, { deal }] of parts.entries())
		for (const { point, fault, times } of deal.faults) world.faults.add({ ...at(point, ids[index]!), fault, times });
	const disturbed = disturb(scene, round[0]!.disturbance);
	await moveAll(scene, ids);
	const copies = parts.map(async ({ deal }, index) => sendCopies(scene, ids[index]!, deal.copiesAfter));
	await Promise.all([disturbed, ...copies]);
	const checked = parts.map(({ schedule, deal }, index) => due(ids[index]!, ...allowedOf(schedule, deal)));
	const found = await settle(scene, checked, { limitMs: REST_LIMIT_MS, log });
	await letGo(scene);
	return found.map((violation) => {
		const part = played.get(/^Deal \w+\/(\w+):/.exec(violation)?.[1] ?? '');
		if (!part) return violation;
		const { seed, disturbance } = part.schedule;
		return `${violation} Replay: --rows ${scene.crm === OTHERS.crm ? randomSchedulesOfOthers.id : randomSchedules.id} --seed ${seed} --schedules 1 (${disturbance}; ${describe(part.deal)})`;
	});
}

async function sendCopies(scene: Scene, id: string, after: readonly number[]): Promise<void> {
	const crm = scene.sandbox.outside.books.crms.get(scene.crm)!;
	await Promise.all(
		after.map(async (ms) => {
			await pause(ms);
			await crm.replay(id);
		}),
	);
}

async function disturb(scene: Scene, disturbance: Disturbance): Promise<void> {
	if (disturbance === 'kill' || disturbance === 'killLate') {
		await pause(KILL_AFTER_MS[disturbance]);
		await scene.n8n('kill');
		await scene.n8n('start');
	}
	if (disturbance === 'freeze') {
		await pause(KILL_AFTER_MS.kill);
		await scene.n8n('freeze');
		await pause(FREEZE_MS);
		await scene.n8n('thaw');
	}
	const { faults } = scene.sandbox.outside.world;
	const orders = (down(scene)[disturbance] ?? []).map((order) => faults.add({ ...order, times: 1_000_000 }));
	if (orders.length > 0) await pause(DOWN_MS);
	for (const { id } of orders) faults.end(id);
}

/** Those with the same disturbance share their rounds: a schedule played alone by its seed has the same one. */
function roundsOf(schedules: readonly Schedule[]): Schedule[][] {
	const groups = DISTURBANCES.map((disturbance) => schedules.filter((each) => each.disturbance === disturbance));
	return groups.flatMap((group) =>
		Array.from({ length: Math.ceil(group.length / AT_ONCE) }, (_, index) =>
			group.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
		),
	);
}
