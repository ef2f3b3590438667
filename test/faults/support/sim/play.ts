import type { DealIn } from '../../../../sandbox/fakes/types';
import { check, type CheckedDeal, type Standing, type Thing } from '../checker';
import type { Point } from './process';
import type { Protocol } from './protocol';
import { randomOf } from './scheduler';
import { Simulation } from './simulation';

const DAY_MS = 24 * 60 * 60_000;

/** One deal that was put into the CRM, and what its schedule allows. */
export interface Played {
	simulation: Simulation;
	ids: string[];
	violations: string[];
}

export interface Play {
	seed: number;
	processes?: number;
	deals?: number;
	protocol?: Protocol;
	onPoint?: (point: Point, simulation: Simulation) => void;
	/** Before time begins; left out: each deal is moved to its stage in the first minute, and its event comes. */
	prepare?: (simulation: Simulation, ids: string[]) => void;
	/** More than `finished`, beyond what the simulation itself allows. */
	allowed?: (simulation: Simulation, id: string) => Standing[];
	mayDouble?: (simulation: Simulation, id: string) => Thing[];
	limitMs?: number;
}

/** Plays one run to its rest and says what is wrong with the outside then. */
export async function play(asked: Play): Promise<Played> {
	const { seed, processes, protocol, onPoint } = asked;
	const simulation = new Simulation({ seed, processes, protocol, onPoint });
	const ids: string[] = [];
	for (let at = 0; at < (asked.deals ?? 1); at++) ids.push(await simulation.deal(dealOf(seed, at)));
	if (asked.prepare) asked.prepare(simulation, ids);
	else for (const id of ids) enter(simulation, id, simulation.scheduler.between(5_000, 60_000));
	await simulation.settle(asked.limitMs ?? 2 * DAY_MS);
	const checked = ids.map((id): CheckedDeal => {
		const doubt: Standing[] = simulation.doubts.mails.has(id) ? ['unknown'] : [];
		const more = asked.allowed?.(simulation, id) ?? [];
		const double = [...(simulation.doubts.doubles.get(id) ?? []), ...(asked.mayDouble?.(simulation, id) ?? [])];
		return { crm: 'bitrix24', id, allowed: new Set(['finished', ...doubt, ...more]), mayDouble: new Set(double) };
	});
	return { simulation, ids, violations: [...simulation.defects, ...check(simulation.outside.books, checked)] };
}

/** A user drags the deal into the stage, and its event comes. */
export function enter(simulation: Simulation, id: string, ms: number): void {
	simulation.plan(ms, () => simulation.move(id, 'invoice'));
	simulation.plan(ms + 300, () => simulation.event(id));
}

/** A deal of a company whose marks no other deal has. */
function dealOf(seed: number, at: number): DealIn {
	const mark = `virtual${seed}x${at}`;
	return {
		title: `Strategia ${mark}`,
		currency: 'PLN',
		buyer: {
			name: `Klient ${mark} S.A.`,
			kind: 'business',
			taxId: nipOf(randomOf(seed * 31 + at)),
			country: 'PL',
			email: `${mark}@klient.example`,
			address: { street: 'ul. Prosta 1', postalCode: '00-001', city: 'Warszawa' },
		},
		lines: [
			{ name: 'Doradztwo', quantity: '10', unit: 'godz.', unitPrice: '200.00', priceBasis: 'net', vatRate: '23' },
			{ name: 'Podręcznik', quantity: '3', unit: 'szt.', unitPrice: '49.99', priceBasis: 'net', vatRate: '5' },
		],
	};
}

function nipOf(random: () => number): string {
	for (;;) {
		const digits = Array.from(
			{ length: 9 },
			(_, at) => (at === 0 ? 1 : 0) + Math.floor(random() * (at === 0 ? 9 : 10)),
		);
		const check = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((sum, weight, at) => sum + weight * digits[at]!, 0) % 11;
		if (check < 10) return [...digits, check].join('');
	}
}
