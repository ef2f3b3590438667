import type { Language } from '../primitives';
import { NEEDS_ATTENTION, statusText, type DealStatus } from '../statusText';
import type { BuildView, Decision } from './decide';
import type { ReferenceState } from './fold';
import type { StepOutcome } from './outcome';
import type { Describe } from './step';

const WITHDRAWN = ['lost', 'movedBack', 'elsewhere', 'deleted'] as const;

/** The sentence of a row: what the deal's status field says next, or why the run stops. */
export function describe(language: Language): Describe {
	return (decision, outcome, build, state) => {
		const status = statusOf(decision, outcome, build, state);
		if (status) return statusText(status, language);
		if (decision.cause === 'withdrawn:refused') return REFUSED[language];
		if (decision.cause === 'legal:notSent') return `${NEEDS_ATTENTION[language]}: ${NOT_SENT[language]}`;
		if (decision.next === 'attention') return `${NEEDS_ATTENTION[language]}: ${outcome.note ?? ''}`;
		if (decision.next === 'alarm' && outcome.note) return `${NEEDS_ATTENTION[language]}: ${outcome.note}`;
		return outcome.note ?? '';
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
	if (outcome.state === 'waiting') return { state: 'waitingForKsef', number };
	if (decision.rest === 'waiting' && decision.notBefore)
		return { state: 'waitingForDay', day: build?.brakes.notBefore ?? decision.notBefore.slice(0, 10) };
	if (decision.cause === 'problems') return { state: 'needsAttention', problems: build?.problems ?? [] };
	if (decision.cause === 'legal:rejected') return { state: 'rejectedByKsef', messages: [outcome.note ?? ''] };
	if (decision.cause === 'issue:unknown' || decision.cause === 'issue:cutOff') return { state: 'unknownIssue' };
	const why = WITHDRAWN.find((reason) => decision.cause === `withdrawn:${reason}`);
	if (why) return { state: 'withdrawn', why };
	if (decision.next === 'alarm' && !outcome.note) return { state: 'parked', step: decision.cause ?? '' };
	return undefined;
}
