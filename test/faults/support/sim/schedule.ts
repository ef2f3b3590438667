import type { FaultName } from '../../../../sandbox/faults';
import { randomOf } from './scheduler';
import type { Strike } from './strikes';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Where something happens: at the n-th point that any run passes, or at a moment of the day. */
export type When = { point: number } | { ms: number };

/** One thing that goes wrong. Numbers of processes and deals count from 0; what is not there is left out. */
export type Mishap =
	| { kind: 'strike'; call: number; strike: Strike }
	| { kind: 'outage'; vendor: string; fault: FaultName; method?: string; ms: number; forMs: number }
	| { kind: 'kill'; when: When; process: number; downMs: number }
	| { kind: 'freeze'; when: When; process: number; forMs: number }
	| { kind: 'copies'; deal: number; count: number; ms: number; spreadMs: number }
	| { kind: 'noEvent'; deal: number }
	| { kind: 'lateEvent'; deal: number; ms: number }
	| { kind: 'outAndIn'; deal: number; ms: number; outMs: number }
	| { kind: 'clock'; process: number; byMs: number; ms: number }
	| { kind: 'databaseClock'; byMs: number; ms: number }
	| { kind: 'emptied'; ms: number };

export interface Schedule {
	seed: number;
	processes: number;
	deals: number;
	mishaps: Mishap[];
}

type Random = {
	between(least: number, most: number): number;
	pick<T>(from: readonly T[]): T;
	chance(share: number): boolean;
};

/** How often each kind comes, in parts. */
const WEIGHTS: readonly [Mishap['kind'], number][] = [
	['strike', 30],
	['outage', 12],
	['kill', 16],
	['freeze', 14],
	['copies', 10],
	['noEvent', 4],
	['lateEvent', 4],
	['outAndIn', 3],
	['clock', 5],
	['databaseClock', 2],
	['emptied', 1],
];
const KINDS = WEIGHTS.flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));
const FAULTS: readonly FaultName[] = [
	...(['timeout', 'reset-before', 'reset-after', 'late-after', 'hold', 'slow', 'malformed'] as const),
	...([
		'status:500',
		'status:503',
		'status:429',
		'error-in-200',
		'search-lag',
		'racy-unique',
		'token-revoked',
	] as const),
];

/** A random schedule: the same seed, the same one. @param kinds only these mishaps, left out: all */
export function scheduleOf(seed: number, kinds: readonly Mishap['kind'][] = KINDS): Schedule {
	const random = randomOf(seed ^ 0x5eed);
	const tools: Random = {
		between: (least, most) => least + Math.floor(random() * (most - least + 1)),
		pick: (from) => from[Math.floor(random() * from.length)]!,
		chance: (share) => random() < share,
	};
	const deals = tools.between(1, 3);
	const mishaps = Array.from({ length: tools.between(1, 6) }, () => mishapOf(tools.pick(kinds), tools, deals));
	return { seed, processes: tools.between(1, 3), deals, mishaps };
}

function mishapOf(kind: Mishap['kind'], { between, pick, chance }: Random, deals: number): Mishap {
	// Most of a deal's way lies in its first two minutes.
	const ms = chance(0.8) ? between(0, 3 * MINUTE) : between(0, 2 * HOUR);
	const when: When = chance(0.7) ? { point: between(0, 110 * deals) } : { ms };
	const deal = between(0, deals - 1);
	const process = between(0, 2);
	const length = () => pick([between(1, 60) * SECOND, between(1, 30) * MINUTE, between(30, 600) * MINUTE]);
	switch (kind) {
		case 'strike':
			return { kind, call: between(0, 40 * deals), strike: strikeOf(pick(FAULTS), between, chance) };
		case 'outage':
			return { kind, ...outageOf(pick), ms, forMs: chance(0.1) ? 24 * HOUR : length() };
		case 'kill':
			return { kind, when, process, downMs: chance(0.8) ? between(2, 60) * SECOND : length() };
		case 'freeze':
			return { kind, when, process, forMs: length() };
		case 'copies':
			return { kind, deal, count: between(1, 12), ms, spreadMs: pick([0, 500, 10 * SECOND, HOUR]) };
		case 'noEvent':
			return { kind, deal };
		case 'lateEvent':
			return { kind, deal, ms: length() };
		case 'outAndIn':
			return { kind, deal, ms, outMs: length() };
		case 'clock':
			return { kind, process, byMs: (chance(0.5) ? 1 : -1) * length(), ms };
		case 'databaseClock':
			return { kind, byMs: (chance(0.5) ? 1 : -1) * length(), ms };
		case 'emptied':
			return { kind, ms };
	}
}

function strikeOf(fault: FaultName, between: Random['between'], chance: Random['chance']): Strike {
	return {
		fault,
		times: chance(0.7) ? 1 : between(2, 5),
		...((fault === 'late-after' || fault === 'slow') && { delayMs: between(1, 50) * SECOND }),
		...(fault === 'search-lag' && { delayMs: between(1, 100) * SECOND }),
		...(fault === 'hold' && { releaseMs: between(1, 100) * SECOND }),
	};
}

function outageOf(pick: Random['pick']): { vendor: string; fault: FaultName; method?: string } {
	const vendor = pick(['bitrix24', 'fakturownia', 'googleDrive', 'googleSheets', 'smtp']);
	// A mail server that is down says so at the door, one that wants a new password at the sign-in.
	if (vendor === 'smtp')
		return pick(
			[
				{ method: 'CONNECT', fault: 'status:421' },
				{ method: 'AUTH', fault: 'status:535' },
			].map((each) => ({ vendor, ...each, fault: each.fault as FaultName })),
		);
	return {
		vendor,
		fault: pick(['status:500', 'status:503', 'status:429', 'timeout', 'reset-before', 'token-revoked'] as const),
	};
}
