import type { StageEntry } from '../deal';
import { alertOf, endedRows, isAlert, isOutage, untold } from './alerts';
import { entryKey, fold, othersLive, type ReferenceState } from './fold';
import type { Alert, JournalRow, NewRow } from './row';

export interface Open {
	reference: string;
	entry: StageEntry;
	lastAt: number;
	state: ReferenceState;
}

/** What one turn of the sweep has to do. */
export interface Turn {
	/** References to go on with, oldest first. */
	due: Open[];
	/** Alerts that were raised and never told. */
	untold: Alert[];
	/** Rows that end alerts whose cause is gone. */
	ended: NewRow[];
}

/** A system may still do what it was asked for when the answer was lost: for so long nobody asks it again (docs/promises.md). */
const LATE_MS = 65_000;
/** While a system is down, one reference asks it again this often; the others follow once it got through. */
const PROBE_MS = 15 * 60_000;

export function turnOf(rows: readonly JournalRow[], now: number, limit: number): Turn {
	const groups = byReference(rows);
	const alerts = groups.filter(([reference]) => isAlert(reference)).map(([, own]) => own);
	const states = groups
		.filter(([reference]) => !isAlert(reference))
		.map(([reference, own]) => ({ reference, state: fold(own) }));
	return {
		due: dueOf(states, through(rows), now, limit),
		untold: untold(alerts, now),
		ended: endedRows(alerts, waitingKeys(states.map(({ state }) => state))),
	};
}

/** References that the sweep goes on with now: cut off, or paused and due. Oldest first, at most `limit`. */
function dueOf(
	states: readonly { reference: string; state: ReferenceState }[],
	through: ReadonlyMap<string, number>,
	now: number,
	limit: number,
): Open[] {
	const open = states
		.flatMap(({ reference, state }) =>
			state.entry && isOpen(state, now) ? [{ reference, entry: state.entry, lastAt: state.lastAt, state }] : [],
		)
		.sort((a, b) => a.lastAt - b.lastAt);
	const probes = new Set<string>();
	return open
		.filter(({ state }) => {
			if (state.rest === undefined || !state.notBefore || Date.parse(state.notBefore) <= now) return true;
			if (!isOutage(state.restCause)) return false;
			const [step = ''] = (state.restCause ?? '').split(':');
			if ((through.get(step) ?? 0) > state.lastAt) return isRefusal(state.restCause) || now - state.lastAt >= LATE_MS;
			const isProbe = !probes.has(state.restCause ?? '');
			probes.add(state.restCause ?? '');
			return isProbe && now - state.lastAt >= PROBE_MS;
		})
		.slice(0, limit);
}

/** The system has answered that it did nothing. */
const isRefusal = (cause = ''): boolean => /:(credential|rateLimit)$/.test(cause);

/** Nobody is at work on it, and it is not a person's turn. */
function isOpen(state: ReferenceState, now: number): boolean {
	if (state.finished || othersLive(state, '', now).length > 0) return false;
	return state.rest === undefined || state.rest === 'retry' || state.rest === 'waiting';
}

/** When each step last went through, for any reference. */
function through(rows: readonly JournalRow[]): Map<string, number> {
	const latest = new Map<string, number>();
	for (const row of rows) if (row.state === 'done') latest.set(row.step, Math.max(latest.get(row.step) ?? 0, row.at));
	return latest;
}

/**
 * Alerts whose cause still stands for somebody: a reference rests because of it, or is at work on the step that last
 * failed with it. All that wait may be tried again in the same moment: that ends nothing before one of them got through.
 */
function waitingKeys(states: readonly ReferenceState[]): Set<string> {
	const deal = { crm: '', dealId: '', number: '', text: '' };
	return new Set(
		states.flatMap((state) =>
			outagesOf(state).map(([cause, system]) => alertOf({ reference: state.reference, cause, system, ...deal }).key),
		),
	);
}

function outagesOf(state: ReferenceState): [cause: string, system: string][] {
	const { rest, restCause = '', restSystem = '', build, steps } = state;
	if (rest === 'retry') return isOutage(restCause) ? [[restCause, restSystem]] : [];
	if (rest !== undefined || state.finished) return [];
	return [build, ...Object.values(steps)]
		.filter(({ cause }) => isOutage(cause))
		.map(({ cause, system }) => [cause, system]);
}

/** Stage entries that no run has claimed: what a trigger handed over and n8n lost before it reached the journal. */
export function unknownEntries(rows: readonly JournalRow[], entries: readonly StageEntry[]): StageEntry[] {
	const known = new Map(byReference(rows).map(([reference, own]) => [reference, fold(own).entries]));
	return entries.filter((entry) => !known.get(entry.reference)?.has(entryKey(entry)));
}

export function byReference(rows: readonly JournalRow[]): [string, JournalRow[]][] {
	const groups = new Map<string, JournalRow[]>();
	for (const row of rows) {
		const group = groups.get(row.reference);
		if (group) group.push(row);
		else groups.set(row.reference, [row]);
	}
	return [...groups];
}
