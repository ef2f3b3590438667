import type { Language } from '../primitives';
import { isOutage } from './alerts';
import { failureText } from './failureText';
import { NEEDS_ATTENTION, statusText, type DealStatus } from '../statusText';
import type { BuildView, Decision } from './decide';
import type { ReferenceState } from './fold';
import type { StepOutcome } from './outcome';
import { DOCUMENT_STEPS, type DocumentStep } from './row';
import type { Describe } from './step';

const WITHDRAWN = ['lost', 'movedBack', 'elsewhere', 'deleted'] as const;

/** The sentence of a row: what the deal's status field says next, or why the run stops. */
export function describe(language: Language): Describe {
	return (decision, outcome, build, state) => {
		const status = statusOf(decision, outcome, build, state);
		if (status) return statusText(status, language);
		if (decision.cause === 'withdrawn:refused') return REFUSED[language];
		if (decision.cause === 'legal:notSent') return `${NEEDS_ATTENTION[language]}: ${NOT_SENT[language]}`;
		const { note = '', cause } = outcome;
		const failed =
			(outcome.state === 'failed' || outcome.state === 'unknown') && cause !== undefined && cause === decision.cause;
		const goesOn = decision.next === 'wait' || (decision.rest === 'retry' && isOutage(cause));
		if (failed && !outcome.attention) return failureText(cause, goesOn, note, language);
		return decision.next === 'attention' || decision.next === 'alarm' ? `${NEEDS_ATTENTION[language]}: ${note}` : note;
	};
}

const REFUSED = { pl: 'Nic nie wystawiono: odmówiono zgody', en: 'Nothing was issued: approval was refused' };
const NOT_SENT = {
	pl: 'program księgowy nie wysyła tego dokumentu do KSeF, a ustawienia mówią, że numer jest potrzebny. Włącz wysyłkę w programie albo zmień ustawienie.',
	en: 'the accounting system does not send this document to KSeF, while the settings say that a number is needed. Switch sending on there, or change the setting.',
};

function statusOf(
	decision: Decision,
	outcome: StepOutcome,
	build: BuildView | undefined,
	state: ReferenceState,
): DealStatus | undefined {
	const number = outcome.issued?.number ?? state.document?.number ?? '';
	const kind = build?.invoice?.kind ?? state.entry?.kind ?? 'invoice';
	if (decision.next === 'record') return { state: 'invoiced', number, kind };
	if (decision.next === 'approve') return { state: 'waitingForApproval' };
	if (decision.next === 'dryRun') return { state: 'dryRun' };
	if (decision.next === 'alarm' && decision.rest === 'parked') return onHold(decision, outcome, state);
	const awaited = build?.brakes.awaitsKsef ?? number;
	if (outcome.state === 'waiting' && decision.cause !== 'problems') return { state: 'waitingForKsef', number: awaited };
	if (decision.rest === 'waiting' && decision.notBefore && !decision.cause)
		return { state: 'waitingForDay', day: build?.brakes.notBefore ?? decision.notBefore.slice(0, 10) };
	if (decision.cause === 'problems') return { state: 'needsAttention', problems: build?.problems ?? [] };
	if (decision.cause === 'legal:rejected') return { state: 'rejectedByKsef', messages: [outcome.note ?? ''] };
	const why = WITHDRAWN.find((reason) => decision.cause === `withdrawn:${reason}`);
	if (why) return { state: 'withdrawn', why };
	return undefined;
}

/** Nothing goes on by itself from here. Of several steps the mail is told first: only there a customer may be waiting. */
function onHold(decision: Decision, outcome: StepOutcome, state: ReferenceState): DealStatus {
	const cause = decision.cause ?? '';
	if (cause === 'issue:unknown' || cause === 'issue:cutOff') return { state: 'unknownIssue' };
	if (/mail:(unknown|inFlight)/.test(cause)) return { state: 'unknownMail' };
	const step = (cause.split(',').find((part) => part.startsWith('mail:')) ?? cause).split(':')[0] ?? '';
	const own = (DOCUMENT_STEPS as readonly string[]).includes(step) ? state.steps[step as DocumentStep].note : '';
	return { state: 'parked', step, reason: vendorsWords(own) || (outcome.note ?? '') };
}

/** The step's note is what the system said, or a sentence of ours with that in brackets. */
const vendorsWords = (note: string): string => /\. \((.+)\)$/s.exec(note)?.[1] ?? note;
