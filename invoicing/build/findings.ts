import type { Problem } from '../problem';
import { problemOf, type FlagCode, type ProblemCode, type TextValues } from '../problems';

/** Collects everything that is wrong or odd about one deal: validation never ends at the first problem. */
export class Findings {
	readonly problems: Problem[] = [];
	readonly flags: Problem[] = [];

	/** Documents that a KSeF number is on its way to, each with a problem of its own. */
	private readonly onTheirWay: string[] = [];

	constructor(private readonly dealId: string) {}

	stop(code: ProblemCode, field: string, values: TextValues = {}): void {
		this.problems.push(problemOf(this.dealId, code, field, values));
	}

	/** Stops for now: the number of that document comes by itself, or it does not. */
	awaitKsef(code: ProblemCode, field: string, number: string): void {
		this.stop(code, field, { number });
		this.onTheirWay.push(number);
	}

	/** The document whose KSeF number is waited for, where nothing else stands in the way. */
	get awaitsKsef(): string | undefined {
		return this.onTheirWay.length === this.problems.length ? this.onTheirWay[0] : undefined;
	}

	flag(code: FlagCode, field: string, values: TextValues = {}): void {
		this.flags.push(problemOf(this.dealId, code, field, values));
	}

	/** Stops or flags, as the user set it. */
	report(how: 'stop' | 'flag', code: ProblemCode & FlagCode, field: string, values: TextValues = {}): void {
		if (how === 'stop') this.stop(code, field, values);
		else this.flag(code, field, values);
	}
}
