import type { StageEntry } from '../deal';
import { DOCUMENT_STEPS, type Action, type DocumentStep, type JournalRow, type Rest } from './row';

/**
 * The state of one reference: a fold over its rows in the order of their ids.
 *
 * Every decision of the protocol that needs a clock uses the rows' `createdAt` (the database's clock).
 * An attempt is superseded, for ever, once another attempt claimed after its lease had run out:
 * what a thawed owner writes later still counts as a fact about a step, never as a claim or an intent.
 */

export interface Attempt {
	claimId: number;
	/** The execution that claimed. */
	holder: string;
	lastAt: number;
	leaseMs: number;
	/** It has stopped by itself: yielded, waits, ended. */
	released: boolean;
	superseded: boolean;
	/** It went beyond its claim: it wrote a row other than giving up. */
	acted: boolean;
	/** It came with a stage entry that nobody had claimed before: a person has moved the deal. */
	newEntry: boolean;
	/** What it announced last. */
	next?: Action;
}

export interface StepState {
	state: 'open' | 'inFlight' | 'done' | 'skipped' | 'failed' | 'waiting' | 'unknown' | 'parked';
	/** When the row was written, milliseconds. */
	at: number;
	attempt: string;
	/** Failures or waits in a row with the same cause. */
	tries: number;
	/** A failure that is tried again by itself. */
	retry: boolean;
	cause: string;
	/** The system behind the cause, where the failure named one. */
	system: string;
	note: string;
	/** Of a step in flight: the row that announced it, and how it stood before. */
	announcedBy?: number;
	before?: StepState;
}

export interface DocumentFacts {
	vendor: string;
	number: string;
	documentId: string;
	amount: string;
	currency: string;
	dueDate: string;
	gate: 'ksefNumber' | 'none';
	ksefNumber: string;
	content: string;
}

export interface ReferenceState {
	reference: string;
	entry?: StageEntry;
	/** Keys of the stage entries that were claimed before: a copy of one is no reason to start again. */
	entries: Set<string>;
	attempts: Map<string, Attempt>;
	steps: Record<DocumentStep, StepState>;
	build: StepState;
	document?: DocumentFacts;
	/** An issue was announced at some time, by anyone. */
	issueAnnounced?: { attempt: string; at: number };
	approval?: { state: 'asked' | 'granted' | 'refused'; fingerprint: string };
	/** The last set of problems that the deal was told. */
	attentionKey?: string;
	/** Causes that the owner was told and that have not ended. */
	alarms: Set<string>;
	archivePath: string;
	/** How it rests; undefined while an attempt is at work, or when one was cut off. */
	rest?: Rest;
	/** Why it rests, and which system is behind that. */
	restCause?: string;
	restSystem?: string;
	notBefore?: string;
	finished: boolean;
	lastAt: number;
	rows: number;
}

const open = (): StepState => ({
	...{ state: 'open', at: 0, attempt: '', tries: 0, retry: false },
	...{ cause: '', system: '', note: '' },
});

export function entryKey(entry: StageEntry): string {
	return `${entry.stageId}|${entry.entryId ?? entry.enteredAt}`;
}

export function fold(rows: readonly JournalRow[]): ReferenceState {
	const state: ReferenceState = {
		reference: rows[0]?.reference ?? '',
		entries: new Set(),
		attempts: new Map(),
		steps: Object.fromEntries(DOCUMENT_STEPS.map((step) => [step, open()])) as ReferenceState['steps'],
		build: open(),
		alarms: new Set(),
		archivePath: '',
		finished: false,
		lastAt: 0,
		rows: rows.length,
	};
	for (const row of rows) apply(state, row);
	return state;
}

function apply(state: ReferenceState, row: JournalRow): void {
	state.lastAt = Math.max(state.lastAt, row.at);
	if (row.step === 'claim' && row.state === 'claimed') return claim(state, row);
	const attempt = state.attempts.get(row.attempt);
	if (row.state === 'yielded') {
		if (attempt) attempt.released = true;
		if (row.data.voids !== undefined) takeBack(state, row.data.voids);
		return;
	}
	close(state, row);
	if (!attempt || attempt.superseded) return;
	attempt.acted = true;
	attempt.lastAt = row.at;
	attempt.next = row.data.next;
	// The pause overwrites what the deal says.
	if (row.data.next === 'wait') state.attentionKey = undefined;
	attempt.released = !row.data.next || ['wait', 'hold', 'again', 'end'].includes(row.data.next);
	state.rest = attempt.released ? row.data.rest : undefined;
	state.restCause = row.data.cause;
	state.restSystem = row.data.system;
	state.notBefore = row.data.notBefore;
	if (row.data.next && isStep(row.data.next)) announce(state, row, row.data.next);
}

function claim(state: ReferenceState, row: JournalRow): void {
	for (const other of state.attempts.values()) {
		if (!other.released && row.at > other.lastAt + other.leaseMs) other.superseded = true;
	}
	state.attempts.set(row.attempt, {
		claimId: row.id,
		holder: row.holder,
		lastAt: row.at,
		leaseMs: (row.data.lease ?? 0) * 1000,
		released: false,
		superseded: false,
		acted: false,
		newEntry: row.data.entry !== undefined && !state.entries.has(entryKey(row.data.entry)),
		next: row.data.next,
	});
	if (row.data.entry) {
		state.entry = row.data.entry;
		state.entries.add(entryKey(row.data.entry));
	}
	state.rest = undefined;
	state.notBefore = undefined;
}

function announce(state: ReferenceState, row: JournalRow, step: DocumentStep): void {
	const before = state.steps[step];
	state.steps[step] = { ...before, state: 'inFlight', at: row.at, attempt: row.attempt, announcedBy: row.id, before };
	if (step === 'issue') state.issueAnnounced = { attempt: row.attempt, at: row.at };
}

/** The writer gave up before it did what this row announced: as if it had not been announced. */
function takeBack(state: ReferenceState, rowId: number): void {
	const without = (step: StepState): StepState => {
		if (!step.before) return step;
		return step.announcedBy === rowId ? step.before : { ...step, before: without(step.before) };
	};
	for (const step of DOCUMENT_STEPS)
		if (state.steps[step].state === 'inFlight') state.steps[step] = without(state.steps[step]);
}

/** What the row says of the step that it closes. Facts count whoever writes them; a step done stays done. */
function close(state: ReferenceState, row: JournalRow): void {
	if (row.step === 'build') state.build = closed(state.build, row);
	if (isStep(row.step) && state.steps[row.step].state !== 'done')
		state.steps[row.step] = closed(state.steps[row.step], row);
	if (row.step === 'issue' && row.state === 'done') issued(state, row);
	if (row.step === 'legal' && row.data.ksefNumber && state.document) state.document.ksefNumber = row.data.ksefNumber;
	if (row.step === 'archive' && row.data.path) state.archivePath = row.data.path;
	if (row.step === 'approve') approved(state, row);
	if (row.step === 'attention' && row.state === 'attention') state.attentionKey = row.data.key;
	if (row.step === 'alarm' && row.state === 'alarmed' && row.data.key) state.alarms.add(row.data.key);
	if (row.state === 'done') endAlarms(state, row.step);
	if (row.step === 'finish' && row.state === 'done') state.finished = true;
}

function closed(before: StepState, row: JournalRow): StepState {
	const cause = row.data.cause ?? '';
	const again = row.state === 'failed' || row.state === 'waiting';
	return {
		state: row.state as StepState['state'],
		at: row.at,
		attempt: row.attempt,
		tries: again ? (before.cause === cause ? before.tries + 1 : 1) : 0,
		retry: again && row.data.rest !== undefined && ['retry', 'waiting'].includes(row.data.rest),
		cause: again ? cause : '',
		system: again ? (row.data.system ?? '') : '',
		note: row.note,
	};
}

function issued(state: ReferenceState, row: JournalRow): void {
	state.document = {
		vendor: row.vendor,
		number: row.number,
		documentId: row.document_id,
		amount: row.amount,
		currency: row.currency,
		dueDate: row.due_date,
		gate: row.data.gate ?? 'ksefNumber',
		ksefNumber: row.data.ksefNumber ?? '',
		content: row.data.content ?? '',
	};
	if (row.data.mailUnknown && state.steps.mail.state === 'open')
		state.steps.mail = { ...open(), state: 'unknown', at: row.at, attempt: row.attempt };
}

function approved(state: ReferenceState, row: JournalRow): void {
	if (row.state !== 'asked' && row.state !== 'granted' && row.state !== 'refused') return;
	// An answer is to the question that stands; its fingerprint was written with the question.
	const fingerprint = row.state === 'asked' ? (row.data.fingerprint ?? '') : (state.approval?.fingerprint ?? '');
	state.approval = { state: row.state, fingerprint };
}

/** A step that went through ends the alarms about it. */
function endAlarms(state: ReferenceState, step: string): void {
	for (const key of state.alarms) if (key.startsWith(`${step}:`)) state.alarms.delete(key);
}

function isStep(action: string): action is DocumentStep {
	return (DOCUMENT_STEPS as readonly string[]).includes(action);
}

/** Attempts other than `own` that hold the reference at `now` (milliseconds, the database's clock). */
export function othersLive(state: ReferenceState, own: string, now: number): Attempt[] {
	return [...state.attempts]
		.filter(([id, attempt]) => id !== own && isLive(attempt, now))
		.map(([, attempt]) => attempt);
}

function isLive(attempt: Attempt, now: number): boolean {
	return !attempt.released && !attempt.superseded && attempt.lastAt + attempt.leaseMs > now;
}

/**
 * Whether somebody who claimed later has acted. Then the own intent was decided without knowing of it, even if the
 * lease looks unbroken now: on PostgreSQL a row may be seen long after the moment that its `createdAt` names.
 */
export function overtaken(state: ReferenceState, own: string): boolean {
	const claimId = state.attempts.get(own)?.claimId ?? 0;
	return [...state.attempts].some(([id, other]) => id !== own && other.claimId > claimId && other.acted);
}
