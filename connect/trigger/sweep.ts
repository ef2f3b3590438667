import { DateTime } from 'luxon';
import type { StageMove } from '../ports';

/**
 * The part of a trigger's static data that the sweep keeps. All times are ISO instants.
 * Only `poll()` writes it; `webhook()` reads it.
 */
export interface SweepState {
	/** Since when each stage is watched; entries before are not ours. Set when a stage is first seen in the rules. */
	watchedSince?: Record<string, string>;
	/** A hint where the next sweep may begin; it looks back from here. */
	cursor?: string;
	/** Of those the ones whose deals of before the owner was not told of yet (earlier.ts); left out: none. */
	untold?: string[];
	/** The "Start From" setting that `watchedSince` was made with. */
	startFrom?: string;
}

export interface SweepSettings {
	/** How far every sweep looks back behind the cursor. */
	overlapHours: number;
	/** ISO date-time; entries from here on count, instead of those after the activation. */
	startFrom?: string;
	/** Turns that come sooner after a good sweep are skipped. */
	everyMinutes: number;
}

/** The state with all watched stages in it. A changed "Start From" drops the cursor, so that the sweep looks back to it. */
export function watchStages(
	state: SweepState,
	stageIds: readonly string[],
	settings: SweepSettings,
	now: string,
): SweepState & { watchedSince: Record<string, string> } {
	const { startFrom } = settings;
	if (startFrom !== undefined) {
		const watchedSince = Object.fromEntries(stageIds.map((id) => [id, startFrom]));
		return { watchedSince, startFrom, cursor: state.startFrom === startFrom ? state.cursor : undefined };
	}
	const known = state.startFrom === undefined ? (state.watchedSince ?? {}) : {};
	const kept = state.startFrom === undefined ? state.cursor : undefined;
	const untold = stageIds.filter((id) => known[id] === undefined || state.untold?.includes(id));
	return {
		watchedSince: Object.fromEntries(stageIds.map((id) => [id, known[id] ?? now])),
		cursor: kept,
		...(untold.length > 0 && { untold }),
	};
}

/** From when on the CRM is asked. Without a cursor the sweep looks back as far as entries count, never "now". */
export function sweepFrom(
	state: SweepState & { watchedSince: Record<string, string> },
	settings: SweepSettings,
): string {
	const first = earliest(Object.values(state.watchedSince));
	if (state.cursor === undefined) return first;
	const overlap = instant(state.cursor).minus({ hours: settings.overlapHours });
	return overlap > instant(first) ? text(overlap) : first;
}

/** True when the move is into a watched stage and not before that stage was watched. */
export function counts(move: StageMove, watchedSince: Record<string, string>): boolean {
	const since = watchedSince[move.stageId];
	// CRMs tell whole seconds: a move in the second of the activation counts.
	return since !== undefined && instant(move.enteredAt) >= instant(since).startOf('second');
}

/** True when this turn comes sooner than the user wants sweeps. Five seconds of jitter are forgiven. */
export function isTooSoon(sweptAt: number | undefined, settings: SweepSettings, now: number): boolean {
	return sweptAt !== undefined && now - sweptAt < settings.everyMinutes * 60_000 - 5_000;
}

function earliest(instants: readonly string[]): string {
	return instants.reduce((first, other) => (instant(other) < instant(first) ? other : first));
}

function instant(value: string): DateTime<true> {
	const parsed = DateTime.fromISO(value, { setZone: true });
	if (!parsed.isValid) throw new RangeError(`"${value}" is no date and time`);
	return parsed;
}

function text(value: DateTime<true>): string {
	return value.toUTC().toISO({ suppressMilliseconds: true });
}
