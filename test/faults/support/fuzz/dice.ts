/** Everything random of a run, from one seed. */
export class Dice {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** From 0 to below 1 (mulberry32). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	pick<T>(all: readonly T[]): T {
		return all[this.between(0, all.length - 1)]!;
	}

	bytes(length: number): Buffer {
		return Buffer.from(Array.from({ length }, () => this.between(0, 255)));
	}

	/** Of characters that parsers stumble over, and of plain ones. */
	text(length: number): string {
		return Array.from({ length }, () => this.pick(CHARACTERS)).join('');
	}
}

const CHARACTERS = [
	...'abc019[]{}=&%+._-"\'\\/:;,<>',
	' ',
	'\0',
	'\n',
	'\r',
	'\t',
	'ą',
	'ß',
	'😀',
	'\u202e',
	'\ufeff',
	'\ud800',
];
