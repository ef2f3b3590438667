import type { Standing, Thing } from '../checker';
import type { Mishap, Schedule, When } from './schedule';
import { allowedAfter, doubledAfter, order } from './strikes';
import { enter, play, type Played } from './play';
import type { Point } from './process';
import type { Protocol } from './protocol';
import type { Simulation } from './simulation';

const DAY_MS = 24 * 60 * 60_000;

/** Plays a schedule. What it allows beside "finished" is computed from what it did. */
export async function playSchedule(schedule: Schedule, protocol?: Protocol): Promise<Played> {
	const { seed, processes, deals, mishaps } = schedule;
	const standings = new Map<string, Standing[]>();
	const things = new Map<string, Thing[]>();
	const strikes = mishaps.filter((mishap) => mishap.kind === 'strike');
	const timed = mishaps.filter((mishap) => mishap.kind === 'kill' || mishap.kind === 'freeze');
	let calls = 0;
	let points = 0;
	return await play({
		seed,
		processes,
		deals,
		protocol,
		onPoint(point, simulation) {
			const isCall = point.kind === 'call' && point.moment === 'before';
			for (const { strike } of isCall ? strikes.filter(({ call }) => call === calls) : []) {
				order(simulation, point.name, strike);
				standings.set(point.name, [...(standings.get(point.name) ?? []), ...allowedAfter(point, strike)]);
				things.set(point.name, [...(things.get(point.name) ?? []), ...doubledAfter(point, strike)]);
			}
			for (const mishap of timed)
				if ('point' in mishap.when && mishap.when.point === points) stop(simulation, mishap, point);
			if (isCall) calls++;
			points++;
		},
		prepare(simulation, ids) {
			const silent = new Set(
				mishaps.flatMap((each) => (each.kind === 'noEvent' || each.kind === 'lateEvent' ? [each.deal] : [])),
			);
			ids.forEach((id, at) => {
				const ms = simulation.scheduler.between(5_000, 60_000);
				if (silent.has(at)) simulation.plan(ms, () => simulation.move(id, 'invoice'));
				else enter(simulation, id, ms);
			});
			for (const mishap of mishaps) befall(simulation, mishap, ids);
		},
		// One mail server serves all deals: what was unclear there may be any deal's mail.
		allowed: (simulation) => [
			...[...standings.values()].flat(),
			...(mishaps.some(({ kind }) => kind === 'emptied') && simulation.outside.accounting.invoices().length > 0
				? (['unknown'] as const)
				: []),
		],
		mayDouble: () => [...things.values()].flat(),
		limitMs: 4 * DAY_MS,
	});
}

const isAt = (when: When): when is { ms: number } => 'ms' in when;

function befall(simulation: Simulation, mishap: Mishap, ids: readonly string[]): void {
	const { world } = simulation.outside;
	const id = 'deal' in mishap ? ids[mishap.deal] : undefined;
	switch (mishap.kind) {
		case 'outage':
			return simulation.plan(mishap.ms, () => {
				const { vendor, fault, method } = mishap;
				const { id: given } = world.faults.add({ vendor, fault, method, times: 1e9 });
				simulation.plan(mishap.forMs, () => world.faults.end(given));
			});
		case 'kill':
		case 'freeze':
			if (isAt(mishap.when)) simulation.plan(mishap.when.ms, () => stop(simulation, mishap));
			return;
		case 'copies':
			for (let copy = 0; copy < mishap.count; copy++)
				simulation.plan(mishap.ms + simulation.scheduler.between(0, mishap.spreadMs), () => simulation.event(id!));
			return;
		case 'lateEvent':
			return simulation.plan(mishap.ms, () => simulation.event(id!));
		case 'outAndIn':
			simulation.plan(mishap.ms, () => simulation.move(id!, 'open'));
			simulation.plan(mishap.ms + 200, () => simulation.event(id!));
			return simulation.plan(mishap.ms + mishap.outMs, () => {
				simulation.move(id!, 'invoice');
				simulation.event(id!);
			});
		case 'clock': {
			const process = simulation.processes[mishap.process];
			if (process) simulation.plan(mishap.ms, () => void (process.clockOffset += mishap.byMs));
			return;
		}
		case 'databaseClock':
			return simulation.plan(mishap.ms, () => simulation.jump(mishap.byMs));
		case 'emptied':
			return simulation.plan(mishap.ms, () => simulation.tables.lose());
		case 'strike':
		case 'noEvent':
			return;
	}
}

/** A point's own process, or the one of the schedule. */
function stop(simulation: Simulation, mishap: Mishap & { kind: 'kill' | 'freeze' }, point?: Point): void {
	const process = point?.life.process ?? simulation.processes[mishap.process];
	if (!process || process.state !== 'up') return;
	if (mishap.kind === 'kill') simulation.kill(process, mishap.downMs);
	else simulation.freeze(process, mishap.forMs);
}
