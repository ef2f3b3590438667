export interface Random {
	/** From 0, below 1. */
	next(): number;
	/** A whole number from 0, below `end`. */
	below(end: number): number;
	one<T>(list: readonly T[]): T;
	shuffled<T>(list: readonly T[]): T[];
	/** So many different ones, in random order. */
	pick<T>(list: readonly T[], count: number): T[];
}

/** Mulberry32: small, and the same numbers for the same seed on every machine. */
export function random(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (end: number) => Math.floor(next() * end);
	const shuffled = <T>(list: readonly T[]) => {
		const all = [...list];
		for (let last = all.length - 1; last > 0; last--) {
			const other = below(last + 1);
			[all[last], all[other]] = [all[other]!, all[last]!];
		}
		return all;
	};
	return {
		next,
		below,
		one: (list) => list[below(list.length)]!,
		shuffled,
		pick: (list, count) => shuffled(list).slice(0, count),
	};
}
