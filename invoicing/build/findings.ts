import type { Problem } from '../problem';
import { problemOf, type FlagCode, type ProblemCode, type TextValues } from '../problems';

/** Collects everything that is wrong or odd about one deal: validation never ends at the first problem. */
export class Findings {
	readonly problems: Problem[] = [];
	readonly flags: Problem[] = [];

	constructor(private readonly dealId: string) {}

	stop(code: ProblemCode, field: string, values: TextValues = {}): void {
		this.problems.push(problemOf(this.dealId, code, field, values));
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
