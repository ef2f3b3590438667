import type { FaultName } from '../../../../sandbox/faults';
import type { Standing, Thing } from '../checker';
import { atPoint, cleanPoints, nameOf, type Numbered } from './points';
import { play } from './play';
import type { Point } from './process';
import type { Protocol } from './protocol';
import type { Simulation } from './simulation';

/** A fault as it strikes one call of a deal's way. */
export interface Strike {
	fault: FaultName;
	delayMs?: number;
	/** How many calls of the same vendor, path and method from here on; left out: this one. */
	times?: number;
	/** For `hold`: when it is released; left out: never, the client gives up. */
	releaseMs?: number;
}

/** Later than the first pause of the scenario, after which a step is tried again. */
const LATE_MS = 90_000;
const SECOND = 1000;

export const HTTP_STRIKES: readonly Strike[] = [
	{ fault: 'timeout' },
	{ fault: 'timeout', times: 4 },
	{ fault: 'reset-before' },
	{ fault: 'reset-before', times: 4 },
	{ fault: 'reset-after' },
	{ fault: 'reset-after', times: 4 },
	{ fault: 'late-after', delayMs: 3 * SECOND },
	{ fault: 'late-after', delayMs: LATE_MS },
	{ fault: 'hold', releaseMs: 10 * SECOND },
	{ fault: 'hold' },
	{ fault: 'slow', delayMs: 3 * SECOND },
	{ fault: 'slow', delayMs: 100 * SECOND },
	{ fault: 'malformed' },
	{ fault: 'status:500' },
	{ fault: 'status:500', times: 12 },
	{ fault: 'status:429' },
	{ fault: 'status:429', times: 12 },
	{ fault: 'error-in-200' },
	{ fault: 'search-lag', delayMs: 60 * SECOND },
	{ fault: 'racy-unique' },
	{ fault: 'token-revoked' },
	{ fault: 'token-revoked', times: 12 },
];
const SMTP_STRIKES: readonly Strike[] = [
	{ fault: 'timeout' },
	{ fault: 'reset-before' },
	{ fault: 'reset-after' },
	{ fault: 'late-after', delayMs: 3 * SECOND },
	{ fault: 'hold', releaseMs: 10 * SECOND },
	{ fault: 'hold' },
	{ fault: 'slow', delayMs: 3 * SECOND },
	{ fault: 'malformed' },
	{ fault: 'status:450' },
	{ fault: 'status:450', times: 12 },
	{ fault: 'status:550' },
];

/** Those faults of one vendor alone that only its own fake plays. */
const OF_VENDOR: Partial<Record<FaultName, readonly string[]>> = {
	'error-in-200': ['bitrix24', 'fakturownia'],
	'search-lag': ['fakturownia', 'googleDrive'],
	'racy-unique': ['fakturownia'],
	'token-revoked': ['bitrix24', 'fakturownia', 'googleDrive', 'googleSheets'],
};

export interface StrikeResult {
	calls: number;
	strikes: number;
	unknown: number;
	violations: string[];
}

/** Every fault at every vendor call of a deal's way, one at a time. `kinds`: only these faults. */
export async function strikeEverywhere(
	seed: number,
	options: { protocol?: Protocol; take?: (index: number) => boolean } = {},
): Promise<StrikeResult> {
	const { protocol, take = () => true } = options;
	const calls = (await cleanPoints(seed, protocol)).filter(
		({ kind, moment }) => kind === 'call' && moment === 'before',
	);
	const result: StrikeResult = { calls: calls.length, strikes: 0, unknown: 0, violations: [] };
	let index = 0;
	for (const call of calls) {
		const [vendor = ''] = call.name.split(' ');
		const strikes = vendor === 'smtp' ? SMTP_STRIKES : HTTP_STRIKES;
		for (const strike of strikes.filter(({ fault }) => OF_VENDOR[fault]?.includes(vendor) ?? true)) {
			if (!take(index++)) continue;
			const { violations, simulation } = await strikeAt(seed, call, strike, protocol);
			result.strikes++;
			const mails = simulation.outside.mails.filter(({ to }) => to[0]?.includes('klient'));
			if (mails.length === 0) result.unknown++;
			result.violations.push(
				...violations.map((text) => `${JSON.stringify(strike)} at ${nameOf(call)}, seed ${seed}: ${text}`),
			);
		}
	}
	return result;
}

async function strikeAt(seed: number, call: Numbered, strike: Strike, protocol?: Protocol) {
	let at: ((point: Point) => void) | undefined;
	return await play({
		seed,
		protocol,
		onPoint: (point, simulation) => (at ??= atPoint(call.at, () => order(simulation, call.name, strike)))(point),
		allowed: () => allowedAfter(call, strike),
		mayDouble: () => doubledAfter(call, strike),
	});
}

/** Gives the fault to the vendor's next call of this kind, which is the one at the point. */
export function order(simulation: Simulation, name: string, strike: Strike): void {
	const { faults } = simulation.outside.world;
	const [vendor = '', method = '', path = ''] = name.split(' ');
	const { fault, delayMs, times = 1, releaseMs } = strike;
	const place = vendor === 'smtp' ? {} : { path: `*${path.replace(/^\//, '')}` };
	faults.add({ vendor, method, ...place, fault, times, ...(delayMs !== undefined && { delayMs }) });
	if (releaseMs !== undefined) simulation.plan(releaseMs, () => faults.release());
}

/** Beside `finished`. A mail server cannot be asked; a 5xx of it is an answer that a person has to deal with. */
export function allowedAfter({ name }: { name: string }, { fault, times = 1, releaseMs }: Strike): Standing[] {
	const [vendor, stage] = name.split(' ');
	// Held calls are released once: what is held after that stays held.
	const released = releaseMs !== undefined && times === 1;
	if (vendor !== 'smtp') return [];
	if (fault.startsWith('status:5') && stage !== 'AUTH') return ['attention'];
	if (fault.startsWith('status:') || fault === 'slow' || released) return [];
	if (fault === 'timeout' && stage === 'CONNECT') return [];
	return ['unknown'];
}

/** What a vendor without keys of its own does twice when it acts on a request after it was asked again. */
export function doubledAfter({ name }: { name: string }, { fault, delayMs = 0 }: Strike): Thing[] {
	if (fault !== 'late-after' || delayMs < LATE_MS) return [];
	if (name.includes('crm.item.update')) return ['recording'];
	if (name.includes('timeline.comment.add')) return ['note'];
	return name.includes(':append') ? ['report row'] : [];
}
