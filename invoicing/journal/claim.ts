import type { StageEntry } from '../deal';
import { entryKey, fold, othersLive, overtaken, type ReferenceState } from './fold';
import { newRow, type JournalRow, type NewRow } from './row';

/** Why somebody asks for a run. A person's replay may restart what rests; the sweep may go on with what was cut off. */
export type AskedBy = 'event' | 'sweep' | 'replay';

export type Look = { claim: true; row: NewRow } | { claim: false; why: string };

/**
 * Look first: a run that finds the reference finished, held or at rest writes nothing.
 * `now` is the worker's clock and only a hint here: what counts is judged after the claim, by the database's clock.
 */
export function look(input: {
	rows: readonly JournalRow[];
	done: boolean;
	entry: StageEntry;
	askedBy: AskedBy;
	attempt: string;
	holder: string;
	leaseSeconds: number;
	now: number;
}): Look {
	const state = fold(input.rows);
	if (input.done && lacksItsEnd(state, input.now)) return { claim: true, row: endRow(input) };
	const why = input.done || state.finished ? 'finished' : whyNot(state, input.entry, input.askedBy, input.now);
	if (why) return { claim: false, why };
	const row = newRow({
		reference: input.entry.reference,
		step: 'claim',
		state: 'claimed',
		attempt: input.attempt,
		holder: input.holder,
		data: { next: 'build', lease: input.leaseSeconds, entry: input.entry },
	});
	return { claim: true, row };
}

/**
 * The permanent row is written first and the row that ends the steps after it. A run that was cut off between the two
 * leaves a reference that the sweep would take for unfinished in every turn, and whose steps would never be cleared.
 */
const lacksItsEnd = (state: ReferenceState, now: number): boolean =>
	!state.finished &&
	[...state.attempts.values()].some(({ next }) => next === 'finish') &&
	othersLive(state, '', now).length === 0;

/** In place of a claim: whoever writes it owns nothing, and the verdict on it is to yield. */
const endRow = ({ entry, attempt, holder }: Pick<Parameters<typeof look>[0], 'entry' | 'attempt' | 'holder'>): NewRow =>
	newRow({
		reference: entry.reference,
		step: 'finish',
		state: 'done',
		attempt,
		holder,
		data: { next: 'end', rest: 'finished' },
	});

/** Clocks of workers and database may differ a little; a pause that is over within this counts as over. */
const CLOCK_SLACK_MS = 5_000;

function whyNot(state: ReferenceState, entry: StageEntry, askedBy: AskedBy, now: number): string | undefined {
	if (othersLive(state, '', now).length > 0) return 'held by another run';
	if (askedBy === 'replay') return undefined;
	// The sweep knows when the obstacle is gone, also before the pause is over.
	if (askedBy === 'sweep' && (state.rest === 'retry' || state.rest === 'waiting')) return undefined;
	const known = state.entries.has(entryKey(entry));
	switch (state.rest) {
		case 'retry':
		case 'waiting':
			return state.notBefore && Date.parse(state.notBefore) > now + CLOCK_SLACK_MS
				? `waits until ${state.notBefore}`
				: undefined;
		case 'hold':
			return 'waits for a decision';
		case 'finished':
			return 'finished';
		// Moving the deal out of the stage and in again is how a person says that the cause is gone.
		case 'parked':
		case 'attention':
		case 'withdrawn':
		case 'dryRun':
			return known ? 'waits for a new stage entry or a replay' : undefined;
		case undefined:
			return undefined;
	}
}

export type Verdict =
	{ verdict: 'won'; state: ReferenceState } | { verdict: 'wait' } | { verdict: 'yield'; row: NewRow };

/** How long the lowest claim waits for the others to yield, from its own claim, worker's clock. */
const PATIENCE_MS = 20_000;

/**
 * After the claim is written and all rows are read again. An attempt acts only if it sees no other live attempt.
 * Of two contenders at least one sees the other, whatever the commit order; the one that sees yields,
 * or, holding the lowest claim, waits for the other to yield. Ids decide who tries again, never who acts.
 */
export function judge(rows: readonly JournalRow[], attempt: string, now: number): Verdict {
	const state = fold(rows);
	const own = state.attempts.get(attempt);
	if (!own || own.superseded) return giveUp(state, attempt);
	const others = othersLive(state, attempt, own.lastAt);
	if (others.length === 0) return { verdict: 'won', state };
	const lowest = others.every((other) => own.claimId < other.claimId);
	return lowest && now - own.lastAt < PATIENCE_MS ? { verdict: 'wait' } : giveUp(state, attempt);
}

/** True while the attempt may touch the world: not superseded, nobody else live. */
export function stands(rows: readonly JournalRow[], attempt: string): boolean {
	const state = fold(rows);
	const own = state.attempts.get(attempt);
	return (
		own !== undefined &&
		!own.superseded &&
		!own.released &&
		!overtaken(state, attempt) &&
		othersLive(state, attempt, own.lastAt).length === 0
	);
}

/** @param voids the row whose announcement is not acted upon */
export function giveUp(state: ReferenceState, attempt: string, voids?: number): { verdict: 'yield'; row: NewRow } {
	return {
		verdict: 'yield',
		row: newRow({ reference: state.reference, step: 'claim', state: 'yielded', attempt, data: { next: 'end', voids } }),
	};
}
