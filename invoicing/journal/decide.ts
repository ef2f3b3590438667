import type { Invoice } from '../invoice';
import { isOutage } from './alerts';
import type { Problem } from '../problem';
import type { ReferenceState } from './fold';
import type { StepOutcome } from './outcome';
import { DOCUMENT_STEPS, type Action, type DocumentStep, type Effect, type Rest } from './row';

/** What the last Build Invoice of this run said. */
export interface BuildView {
	ok: boolean;
	/** The deal as it was read: what our own fields on it say. */
	deal?: { record?: { reference?: string } };
	invoice?: Invoice | null;
	/** What the deal asks for, as one key; see correction/content.ts. */
	content?: string;
	problems: Problem[];
	brakes: {
		mode: 'dryRun' | 'approve' | 'automatic';
		needsApproval: boolean;
		delayMinutes: number;
		/** The build waits for the KSeF number of this earlier document; `problems` says so, too. */
		awaitsKsef?: string;
		/** A day before which nothing is issued, as a moment. */
		notBefore?: string;
		withdrawn?: 'lost' | 'movedBack' | 'elsewhere' | 'deleted';
	};
}

export interface DecideOptions {
	/** The worker's clock, milliseconds; only pauses are counted from it. */
	now: number;
	/** Pauses inside a run, seconds. 70 or more, so that waiting holds no worker. */
	pauses: readonly number[];
	/** After this many tries on the same cause a person is asked. */
	maxTries: number;
	/** Steps that the user's scenario leaves out. */
	skip: ReadonlySet<DocumentStep>;
	/** A person asked for this run: what failed for good, or has an unknown outcome, is looked into again. */
	replay: boolean;
	/** The run's own attempt: what failed in it is not tried again at once. */
	attempt: string;
}

export interface Decision {
	next: Action;
	rest?: Rest;
	notBefore?: string;
	key?: string;
	cause?: string;
	fingerprint?: string;
	system?: string;
}

/** Growing pauses of the sweep, in minutes, by how often the same cause was met: 1 min to 6 h. */
const SWEEP_PAUSES = [1, 2, 5, 15, 30, 60, 180, 360];
/** A longer wait is left to the sweep: the run ends. */
const LONGEST_WAIT_MS = 60 * 60_000;
/** A day far ahead is looked at again before it comes: it may change, and the sweep reads no rows older than a month. */
const LONGEST_REST_MS = 7 * 24 * 60 * 60_000;

/**
 * What comes next, once `closing` has been closed with `outcome`. `state` already holds that closing.
 * Pure: the same rows, build and clock give the same answer.
 */
export function decide(
	closing: Effect | 'hold',
	outcome: StepOutcome,
	state: ReferenceState,
	build: BuildView | undefined,
	options: DecideOptions,
): Decision {
	if (closing === 'finish') return { next: 'end', rest: 'finished' };
	if (closing === 'dryRun') return { next: 'end', rest: 'dryRun' };
	if (closing === 'hold') return { next: 'again' };
	if (closing === 'approve' && outcome.state === 'asked')
		return { next: 'hold', rest: 'hold', fingerprint: build?.invoice?.fingerprint };
	if (outcome.attention) return tell(state, { rest: 'attention', cause: outcome.cause, key: outcome.cause });
	if (outcome.state === 'failed' || outcome.state === 'waiting') {
		const pause = afterFailure(closing, outcome, state, options);
		if (pause) return pause;
	}
	return goOn(state, build, options);
}

/** The deal is told once per distinct set of problems; after that the run just rests. */
function tell(state: ReferenceState, decision: Omit<Decision, 'next'>): Decision {
	return { ...decision, next: decision.key === state.attentionKey ? 'end' : 'attention' };
}

/** After an attention or alarm was told: the run ends and rests as its announcement said. */
export function afterTelling(announced: Decision, outcome: StepOutcome, now: number): Decision {
	if (outcome.state === 'failed' && announced.rest === 'attention')
		return { next: 'end', rest: 'retry', cause: 'attention:untold', notBefore: later(now, 15 * 60_000) };
	return { ...announced, next: 'end' };
}

function afterFailure(
	closing: Effect,
	outcome: StepOutcome,
	state: ReferenceState,
	options: DecideOptions,
): Decision | undefined {
	const step = closing === 'build' ? state.build : state.steps[closing as DocumentStep];
	const tries = step?.tries ?? 1;
	const cause = outcome.cause ?? `${closing}:unexpected`;
	// A system that is down or wants a new sign-in comes back one day: what waits for it is never given up.
	if (!outcome.retry || (tries > options.maxTries && !isOutage(cause))) {
		// A step that stands for itself does not hold up the others; the end of the run tells the owner of it.
		if (isLate(closing)) return undefined;
		// The number that the build waited for did not come: the deal is told what a person can do about it.
		if (closing === 'build' && outcome.state === 'waiting') return undefined;
		// The alarm of the first failure said that it goes on by itself; now it does not, so the owner is told again.
		return alarm(state, cause, outcome.retry ? { key: `${cause}:onHold` } : {});
	}
	const needsRenewal = cause.endsWith(':credential');
	const pause = needsRenewal ? undefined : options.pauses[tries - 1];
	if (pause !== undefined) {
		return { next: 'wait', rest: rest(outcome), cause, notBefore: later(options.now, pause * 1000) };
	}
	const minutes = SWEEP_PAUSES[Math.min(tries - 1, SWEEP_PAUSES.length - 1)] ?? 360;
	return alarm(state, cause, { rest: rest(outcome), notBefore: later(options.now, minutes * 60_000) });
}

const rest = (outcome: StepOutcome): Rest => (outcome.state === 'waiting' ? 'waiting' : 'retry');
const isLate = (effect: Effect): boolean =>
	effect === 'record' || effect === 'mail' || effect === 'archive' || effect === 'report';

function goOn(state: ReferenceState, build: BuildView | undefined, options: DecideOptions): Decision {
	if (state.steps.issue.state !== 'done') return beforeIssue(state, build, options);
	if (!build?.ok || !build.invoice) return problemsOf(state, build);
	const next = DOCUMENT_STEPS.find((step) => !options.skip.has(step) && isDue(step, state, build.invoice!, options));
	if (next) return { next };
	const stuck = DOCUMENT_STEPS.filter((step) => !options.skip.has(step) && isStuck(step, state));
	if (stuck.length === 0) return { next: 'finish' };
	const key = stuck.map((step) => `${step}:${state.steps[step].state}`).join(',');
	return alarm(state, key);
}

/** In flight by somebody who is gone, or open, or failed before: due. Mail in flight may be with the customer: never again by itself. */
function isDue(step: DocumentStep, state: ReferenceState, invoice: Invoice, options: DecideOptions): boolean {
	const { state: standing, attempt, retry } = state.steps[step];
	if (step === 'legal' && (invoice.gate === 'none' || (state.document?.ksefNumber ?? '') !== '')) return false;
	const asked = options.replay || state.attempts.get(options.attempt)?.newEntry === true;
	const replayed = asked && attempt !== options.attempt;
	const again = standing === 'open' || (standing === 'failed' && (retry || replayed));
	if (step === 'mail') return again && invoice.mailTo.length > 0;
	return again || standing === 'inFlight' || standing === 'waiting';
}

function isStuck(step: DocumentStep, state: ReferenceState): boolean {
	const standing = state.steps[step].state;
	return (
		(standing === 'failed' && !state.steps[step].retry) ||
		standing === 'parked' ||
		standing === 'unknown' ||
		(step === 'mail' && standing === 'inFlight')
	);
}

function beforeIssue(state: ReferenceState, build: BuildView | undefined, options: DecideOptions): Decision {
	if (!build) return { next: 'end', rest: 'retry', notBefore: later(options.now, 60_000) };
	const { brakes } = build;
	const standing = state.steps.issue.state;
	// A run was cut off while issuing and now the deal says stop: whether a document exists, a person has to look.
	if (standing === 'inFlight' && (brakes.withdrawn || !build.ok)) return alarm(state, 'issue:cutOff');
	if (standing === 'unknown' && !options.replay) return alarm(state, 'issue:unknown');
	if (brakes.withdrawn)
		return tell(state, { rest: 'withdrawn', cause: `withdrawn:${brakes.withdrawn}`, key: brakes.withdrawn });
	if (!build.ok || !build.invoice) return problemsOf(state, build);
	if (standing === 'inFlight' || standing === 'unknown') return { next: 'issue' };
	if (brakes.mode === 'dryRun') return { next: 'dryRun', rest: 'dryRun' };
	if (brakes.needsApproval) {
		const asked = state.approval?.fingerprint === build.invoice.fingerprint ? state.approval.state : undefined;
		if (asked === 'refused') return tell(state, { rest: 'withdrawn', cause: 'withdrawn:refused', key: 'refused' });
		if (asked !== 'granted') return { next: 'approve', fingerprint: build.invoice.fingerprint };
	}
	const until = earliest(state, build);
	if (until > options.now)
		return until - options.now > LONGEST_WAIT_MS
			? leave(Math.min(until, options.now + LONGEST_REST_MS))
			: { next: 'wait', rest: 'waiting', notBefore: iso(until) };
	return { next: 'issue' };
}

const leave = (until: number): Decision => ({ next: 'end', rest: 'waiting', notBefore: iso(until) });

/** The delay counts from the stage entry; "issue on" names a day. */
function earliest(state: ReferenceState, build: BuildView): number {
	// Without a delay the CRM's clock, which may be ahead of ours, holds nothing back.
	const delayed = build.brakes.delayMinutes > 0 && state.entry;
	const entered = delayed ? Date.parse(delayed.enteredAt) : 0;
	const day = build.brakes.notBefore ? Date.parse(build.brakes.notBefore) : 0;
	return Math.max(entered + build.brakes.delayMinutes * 60_000, day);
}

function problemsOf(state: ReferenceState, build: BuildView | undefined): Decision {
	const key =
		(build?.problems ?? [])
			.map((problem) => `${problem.code}@${problem.field}`)
			.sort()
			.join(',') || 'deal';
	return tell(state, { rest: 'attention', cause: 'problems', key });
}

/** The owner is told once while the cause stands. */
function alarm(state: ReferenceState, cause: string, more: Partial<Decision> = {}): Decision {
	const decision = { rest: 'parked' as const, cause, key: cause, ...more };
	return { next: state.alarms.has(decision.key) ? 'end' : 'alarm', ...decision };
}

const later = (now: number, ms: number): string => iso(now + ms);
const iso = (ms: number): string => new Date(ms).toISOString();
