import type { IssuedInvoice } from '../invoice';
import type { MailFailure } from '../mailOutcome';
import type { Action, RowData } from './row';

/**
 * What an effect's item says about its step. Our own nodes answer with named documents; built-in nodes with their own
 * rows, or with `error` where "continue (using error output)" is set. `error` is looked at first: n8n copies the input's
 * fields beside it.
 */
export interface StepOutcome {
	state: string;
	/** May be tried again by itself. */
	retry?: boolean;
	cause?: string;
	/** A sentence for a person, without names. */
	note?: string;
	issued?: IssuedInvoice;
	data?: Partial<RowData>;
	/** A person has to look before anything else happens. */
	attention?: boolean;
	/** The system that failed, as people know it; empty where only n8n's own node knows. */
	system?: string;
}

export interface EffectItem {
	[key: string]: unknown;
}

/** How the text of the mail node's error is to be read. */
export type ReadMailFailure = (text: string) => MailFailure;

/** Failures that go on by themselves once the vendor answers or the sign-in is renewed. */
const RETRY_CAUSES = new Set(['rateLimit', 'unavailable', 'unreadable', 'credential', 'notFound', 'unexpected']);

export function outcomeOf(effect: Action, item: EffectItem, mailFailure: ReadMailFailure): StepOutcome {
	if (effect !== 'hold' && item.error !== undefined && item.error !== null) return failure(effect, item, mailFailure);
	switch (effect) {
		case 'issue':
			return issueOutcome(item);
		case 'legal':
			return legalOutcome(item.issued as IssuedInvoice | undefined);
		case 'archive':
			return { state: 'done', data: { path: (item.archive as { path?: string } | undefined)?.path ?? '' } };
		case 'mail':
			return mailOutcome(item);
		case 'approve':
			return { state: 'asked' };
		case 'hold':
			return { state: decided(item) ? 'granted' : 'refused' };
		case 'attention':
			return { state: 'attention' };
		case 'alarm':
			return { state: 'alarmed' };
		default:
			return { state: 'done' };
	}
}

/** The approval form's one field; anything but a clear yes is a no. */
function decided(item: EffectItem): boolean {
	return Object.values(item).some(
		(value) => value === 'issue' || value === 'Issue the invoice' || value === 'Wystaw fakturę',
	);
}

function failure(effect: Action, item: EffectItem, mailFailure: ReadMailFailure): StepOutcome {
	const details = (item.details ?? {}) as { cause?: unknown; vendor?: unknown; credential?: unknown };
	const { cause: own } = details;
	const note = withCredential(sentence(item.error), details.credential);
	const system = typeof details.vendor === 'string' ? details.vendor : '';
	// The owner could not be reached beside it; the deal was told.
	if (effect === 'attention' && typeof own !== 'string') return { state: 'attention' };
	// Only the hand-over itself can be unclear; failing to fetch the PDF or to write the text sends nothing.
	if (effect === 'mail' && own === undefined) return mailFailed(mailFailure(note), note);
	const cause = typeof own === 'string' ? own : builtInCause(note);
	const retry = RETRY_CAUSES.has(cause);
	// What the accounting system refuses is a matter of the deal: it is told there.
	return { state: 'failed', retry, cause: `${effect}:${cause}`, note, system, attention: effect === 'issue' && !retry };
}

/**
 * What n8n's own nodes (Google Sheets above all) say of a failure: n8n puts sentences of its own in the place of codes
 * (n8n-workflow: NodeError's common errors, NodeApiError's texts for statuses). The first that fits.
 */
const BUILT_IN: readonly [RegExp, string][] = [
	[/invalid_grant|unauthori[sz]ed|\b401\b|authorization (data|grant|failed)|credential|refresh token/i, 'credential'],
	[/too many requests|rate limit|quota|\b429\b/i, 'rateLimit'],
	[
		/not able to process|failed to process|bad gateway|service unavailable|gateway timed out|timed? ?out|ECONN\w+|ENOTFOUND|socket hang up|connection .*(closed|aborted|reset|refused|lost)|offline|\b50[0234]\b/i,
		'unavailable',
	],
];

function builtInCause(note: string): string {
	return BUILT_IN.find(([pattern]) => pattern.test(note))?.[1] ?? 'unexpected';
}

/** Which of several credentials of one kind is meant, in n8n's own words for where it is. */
function withCredential(note: string, name: unknown): string {
	return typeof name === 'string' && name !== '' ? `${note} (n8n, Credentials: "${name}")` : note;
}

function mailFailed(failure: MailFailure, note: string): StepOutcome {
	if (failure.outcome === 'unclear') return { state: 'unknown', cause: 'mail:unclear', note };
	const cause = failure.cause === 'signIn' ? 'mail:credential' : `mail:${failure.cause}`;
	return { state: 'failed', retry: failure.cause === 'signIn' || !failure.permanent, cause, note };
}

function sentence(error: unknown): string {
	if (typeof error === 'string') return error;
	const message = (error as { message?: unknown } | null)?.message;
	return typeof message === 'string' ? message : JSON.stringify(error);
}

function issueOutcome(item: EffectItem): StepOutcome {
	const reason =
		typeof item.reason === 'string' ? item.reason : texts(Array.isArray(item.problems) ? item.problems : []);
	const differences = Array.isArray(item.differences) ? item.differences : [];
	if (item.outcome === 'unknown') return { state: 'unknown', cause: 'issue:unknown', note: reason };
	if (item.outcome === 'parked') return { state: 'failed', retry: true, cause: 'issue:parked', note: reason };
	if (item.outcome !== 'issued' || !item.issued)
		return { state: 'failed', attention: true, cause: 'issue:conflict', note: reason };
	const issued = item.issued as IssuedInvoice;
	return {
		state: 'done',
		issued,
		...(differences.length > 0 && { attention: true, cause: 'issue:differs', note: texts(differences) }),
	};
}

function texts(problems: unknown[]): string {
	return problems.map((problem) => (problem as { text?: { pl?: string } }).text?.pl ?? '').join(' ');
}

function legalOutcome(issued: IssuedInvoice | undefined): StepOutcome {
	if (!issued) return { state: 'failed', retry: true, cause: 'legal:unreadable', note: '' };
	const { state, ksefNumber, messages } = issued.legal;
	if (state === 'legal') return { state: 'done', issued, data: { ksefNumber: ksefNumber ?? '' } };
	if (state === 'rejected')
		return { state: 'failed', attention: true, cause: 'legal:rejected', note: messages.join(' '), issued };
	if (state === 'notRequired')
		return { state: 'failed', attention: true, cause: 'legal:notSent', note: messages.join(' '), issued };
	return { state: 'waiting', retry: true, cause: 'legal:waiting', note: messages.join(' ') };
}

function mailOutcome(item: EffectItem): StepOutcome {
	const rejected = Array.isArray(item.rejected) ? item.rejected : [];
	const accepted = Array.isArray(item.accepted) ? item.accepted : ['?'];
	if (accepted.length === 0)
		return { state: 'failed', cause: 'mail:notAccepted', note: 'The mail server accepted no address.' };
	return { state: 'done', ...(rejected.length > 0 && { cause: 'mail:partlyRejected' }) };
}
