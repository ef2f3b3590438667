import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** More than the collector leaves behind by chance, far less than a few bytes kept for each request. */
const GROWTH_LIMIT_MB = 8;

/** What is in use while requests come. What is needed to run at all is loaded in the first half. */
export class Heap {
	private readonly measured: number[] = [];
	private readonly collect: () => void;

	constructor() {
		setFlagsFromString('--expose-gc');
		this.collect = runInNewContext('gc') as () => void;
	}

	measure(): void {
		this.collect();
		this.measured.push(process.memoryUsage().heapUsed / 2 ** 20);
	}

	violations(): string[] {
		const { middle, end } = this.halves();
		if (end - middle <= GROWTH_LIMIT_MB) return [];
		return [`The heap grew by ${(end - middle).toFixed(1)} MB in the second half.`];
	}

	figure(): string {
		const { middle, end } = this.halves();
		return `${middle.toFixed(1)} and ${end.toFixed(1)}`;
	}

	private halves() {
		return { middle: this.measured[Math.floor(this.measured.length / 2)]!, end: this.measured.at(-1)! };
	}
}
