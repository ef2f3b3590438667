import { visit, type DocumentNode, type FieldNode } from 'graphql';
import type { FakeResponse, World } from '../types';
import { timeOf } from '../time';

export interface Limits {
	perDay: number;
	perMinute: number;
	complexityPerMinute: number;
}

/** A Pro plan: 10,000 calls a day, and what a personal token may cost in a minute. Calls a minute are not published. */
export const PRO_LIMITS: Limits = { perDay: 10_000, perMinute: 1_000, complexityPerMinute: 10_000_000 };
export const STANDARD_PER_DAY = 1_000;
/** One document may cost so much. */
export const MOST_COMPLEXITY = 5_000_000;

const MINUTE_MS = 60_000;

/** Counts calls of the day (UTC, the world's clock), and calls and complexity of the minute (the machine's). */
export class Meter {
	private day = '';
	private calls = 0;
	private minuteBegan = 0;
	private minuteCalls = 0;
	private spent = 0;

	constructor(
		private readonly world: World,
		private readonly limits: Limits | undefined,
		private readonly isOn: () => boolean,
	) {}

	/** Calls of this day, refused ones too. */
	get today(): number {
		return this.calls;
	}

	/** Refuses a call before it is looked at; undefined: it may go on. */
	refuses(): FakeResponse | undefined {
		const day = this.world.now().toISOString().slice(0, 10);
		if (day !== this.day) Object.assign(this, { day, calls: 0 });
		this.calls += 1;
		const now = timeOf(this.world).now();
		if (now - this.minuteBegan >= MINUTE_MS) Object.assign(this, { minuteBegan: now, minuteCalls: 0, spent: 0 });
		this.minuteCalls += 1;
		if (!this.limits || !this.isOn()) return undefined;
		if (this.calls > this.limits.perDay) return tooMany('DAILY_LIMIT_EXCEEDED', 'Daily limit exceeded');
		if (this.minuteCalls > this.limits.perMinute) return tooMany('', 'Rate Limit Exceeded', this.secondsLeft());
		return undefined;
	}

	/** Seconds to wait when the budget of the minute does not suffice; undefined: it is spent. */
	spend(complexity: number): number | undefined {
		if (this.limits && this.isOn() && this.spent + complexity > this.limits.complexityPerMinute)
			return this.secondsLeft();
		this.spent += complexity;
		return undefined;
	}

	view(query: number): Record<string, number> {
		const budget = this.limits?.complexityPerMinute ?? PRO_LIMITS.complexityPerMinute;
		const after = Math.max(0, budget - this.spent);
		return { query, before: after + query, after, reset_in_x_seconds: this.secondsLeft() };
	}

	private secondsLeft(): number {
		return Math.max(1, Math.ceil((this.minuteBegan + MINUTE_MS - timeOf(this.world).now()) / 1000));
	}
}

function tooMany(code: string, message: string, seconds?: number): FakeResponse {
	const extensions = { ...(code ? { code } : {}), status_code: 429 };
	return {
		status: 429,
		headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
		body: { errors: [{ message, extensions }] },
	};
}

/** How many a list has that names no limit: enough to make careless queries dear. */
const LISTS: Record<string, number> = {
	column_values: 30,
	columns: 30,
	subitems: 25,
	labels: 20,
	items: 25,
	boards: 25,
};

/**
 * What a document costs, roughly as monday counts: each field once for every row that it may be in. A list has as many
 * rows as its `limit` or its ids say.
 */
export function complexityOf(document: DocumentNode, variables: Record<string, unknown>): number {
	let total = 0;
	const rows: number[] = [1];
	visit(document, {
		Field: {
			enter(field) {
				const here = rows.at(-1)!;
				total += here;
				rows.push(here * rowsOf(field, variables));
			},
			leave() {
				rows.pop();
			},
		},
	});
	return total;
}

function rowsOf(field: FieldNode, variables: Record<string, unknown>): number {
	const argument = (name: string) => field.arguments?.find((each) => each.name.value === name)?.value;
	const [limit, ids] = [argument('limit'), argument('ids')];
	if (limit?.kind === 'IntValue') return Number(limit.value);
	if (ids?.kind === 'ListValue') return Math.max(1, ids.values.length);
	const given = ids?.kind === 'Variable' ? variables[ids.name.value] : undefined;
	if (Array.isArray(given)) return Math.max(1, given.length);
	// The items of a page are as many as the page says.
	return field.name.value === 'items' && !ids ? 1 : (LISTS[field.name.value] ?? 1);
}
