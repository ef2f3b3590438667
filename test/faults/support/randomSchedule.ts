import { TRANSPORT_FAULTS, type FaultName } from '../../../sandbox/faults';
import { allowedAfter } from './allowed';
import type { Standing } from './checker';
import { random } from './random';
import { nameOf, type Point } from './way';

/** What befalls everybody who is under way: the same for all schedules of one round. */
export const DISTURBANCES = [
	'none',
	'kill',
	'killLate',
	'freeze',
	'down:crm',
	'down:accounting',
	'down:google',
	'down:mail',
] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

export interface Schedule {
	/** `--seed <this> --schedules 1` plays it again. */
	seed: number;
	disturbance: Disturbance;
	deals: DealSchedule[];
}

export interface DealSchedule {
	faults: { point: Point; fault: FaultName; times: number }[];
	/** Copies of the event, milliseconds after the first. */
	copiesAfter: number[];
}

const STATUSES: FaultName[] = ['status:500', 'status:503', 'status:429'];
const MOST_FAULTS = 4;
const MOST_COPIES = 5;
const COPIES_WITHIN_MS = 20_000;

/** The schedule of this seed; faults are set only at calls that carry their deal, so that they strike this one. */
export function scheduleOf(seed: number, way: readonly Point[]): Schedule {
	const { below, one, next } = random(seed);
	const own = way.filter(({ isOwn }) => isOwn);
	// Half of the schedules are about their own faults alone.
	const disturbance = next() < 0.5 ? 'none' : one(DISTURBANCES.filter((each) => each !== 'none'));
	const deal = (): DealSchedule => ({
		faults: Array.from({ length: 1 + below(MOST_FAULTS) }, () => {
			const point = one(own);
			const fault = one<FaultName>([...TRANSPORT_FAULTS, ...STATUSES, ...point.plays]);
			return { point, fault, times: 1 + below(2) };
		}),
		copiesAfter: Array.from({ length: below(MOST_COPIES + 1) }, () => below(COPIES_WITHIN_MS)),
	});
	return { seed, disturbance, deals: Array.from({ length: next() < 0.3 ? 2 : 1 }, deal) };
}

/** How a deal may end beside "finished". A mail that is in flight when n8n dies, stands still or loses the line is unknown. */
export function allowedOf({ disturbance }: Schedule, { faults }: DealSchedule): Standing[] {
	const byFaults = faults.flatMap(({ point, fault }) => allowedAfter(point, fault));
	const byDisturbance: Standing[] = ['kill', 'killLate', 'freeze', 'down:mail'].includes(disturbance)
		? ['unknown']
		: [];
	return [...byFaults, ...byDisturbance];
}

export const describe = ({ faults }: DealSchedule): string =>
	faults.map(({ point, fault, times }) => `${times} × ${fault} at ${nameOf(point)}`).join('; ');
