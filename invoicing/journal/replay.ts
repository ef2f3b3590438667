import type { StageEntry } from '../deal';
import type { Language } from '../primitives';
import { referenceOf } from '../reference';
import { fold, type ReferenceState } from './fold';
import { newRow, type JournalRow, type NewRow } from './row';

/** What a person may do about one deal, from the replay form. Each choice is one line of its list. */
export type Choice =
	| { act: 'goOn'; reference: string }
	| { act: 'mailArrived'; reference: string }
	| { act: 'mailAgain'; reference: string }
	| { act: 'issueAgain'; reference: string }
	| { act: 'another'; reference: string };

export interface Standing {
	reference: string;
	entry: StageEntry;
	state: ReferenceState;
	finished: boolean;
}

/** Choices that cannot be taken back: the person types the deal's number once more. */
export const NEEDS_CONFIRMATION: ReadonlySet<Choice['act']> = new Set(['mailAgain', 'issueAgain', 'another']);

/** Whoever looks at the deal finds every document that the journal knows of it. `rows` may hold other deals' rows. */
export function standingsOf(rows: readonly JournalRow[], done: ReadonlySet<string>, dealId: string): Standing[] {
	const references = [...new Set(rows.map((row) => row.reference))];
	return references.flatMap((reference) => {
		const state = fold(rows.filter((row) => row.reference === reference));
		const { entry } = state;
		return entry?.dealId === dealId
			? [{ reference, entry, state, finished: state.finished || done.has(reference) }]
			: [];
	});
}

/** What can be done now, the harmless first. */
export function choicesOf(standings: readonly Standing[]): Choice[] {
	const open = standings.filter(({ finished }) => !finished);
	return [
		...open.map(({ reference }): Choice => ({ act: 'goOn', reference })),
		...open
			.filter(({ state }) => mailIsUnclear(state))
			.flatMap(({ reference }): Choice[] => [
				{ act: 'mailArrived', reference },
				{ act: 'mailAgain', reference },
			]),
		...open
			.filter(({ state }) => issueIsUnclear(state))
			.map(({ reference }): Choice => ({ act: 'issueAgain', reference })),
		...lastOfEachKind(standings).map(({ reference }): Choice => ({ act: 'another', reference })),
	];
}

const mailIsUnclear = ({ steps }: ReferenceState): boolean =>
	steps.mail.state === 'unknown' || steps.mail.state === 'inFlight' || steps.mail.state === 'failed';

const issueIsUnclear = ({ steps }: ReferenceState): boolean =>
	steps.issue.state === 'unknown' || steps.issue.state === 'inFlight';

/** Another document follows the one with the highest ordinal that was issued. */
function lastOfEachKind(standings: readonly Standing[]): Standing[] {
	const last = new Map<string, Standing>();
	for (const each of standings) {
		const { kind, part } = each.entry;
		if ((last.get(kind)?.entry.part ?? 0) < part) last.set(kind, each);
	}
	return [...last.values()].filter(({ state, finished }) => finished || state.document !== undefined);
}

/** What a choice leads to: a fact for the journal, which carries the entry too, and the run that goes on from there. */
export interface Answer {
	row?: NewRow;
	entry: StageEntry;
}

/** `attempt`: a random name for the person's row, so that no run takes it for its own. */
export function answerTo(choice: Choice, standings: readonly Standing[], attempt: string): Answer | undefined {
	const found = standings.find(({ reference }) => reference === choice.reference);
	if (!found) return undefined;
	const { entry, reference } = found;
	/** A person has looked: it did not happen. */
	const surelyNot = (step: 'mail' | 'issue') =>
		newRow({ reference, step, state: 'failed', attempt, data: { cause: `${step}:person`, entry } });
	switch (choice.act) {
		case 'goOn':
			return { entry };
		case 'mailArrived':
			return { entry, row: newRow({ reference, step: 'mail', state: 'done', attempt, data: { entry } }) };
		case 'mailAgain':
			return { entry, row: surelyNot('mail') };
		case 'issueAgain':
			return { entry, row: surelyNot('issue') };
		case 'another':
			return { entry: another(entry) };
	}
}

/** The whole deal once more under the next ordinal: a document of its own, with a reference of its own. */
function another(entry: StageEntry): StageEntry {
	const part = entry.part + 1;
	const { crm, account, dealId, kind } = entry;
	const reference = referenceOf({ crm, account, dealId, kind, part });
	return { ...entry, part, percent: '100', percentBefore: '0', reference };
}

const ACTS: Record<Language, Record<Choice['act'], string>> = {
	en: {
		goOn: 'do what is missing',
		mailArrived: 'the e-mail has arrived: note it',
		mailAgain: 'the e-mail did not arrive: send it (again)',
		issueAgain: 'there is no such document: issue it',
		another: 'issue another document for the whole deal',
	},
	pl: {
		goOn: 'dokończ to, czego brakuje',
		mailArrived: 'e-mail dotarł: zanotuj to',
		mailAgain: 'e-mail nie dotarł: wyślij go (ponownie)',
		issueAgain: 'takiego dokumentu nie ma: wystaw go',
		another: 'wystaw kolejny dokument na cały deal',
	},
};

/** The line of the list that a person reads and chooses; numbered, so that it can be found again. */
export function choiceText(choice: Choice, index: number, standings: readonly Standing[], language: Language): string {
	const found = standings.find(({ reference }) => reference === choice.reference);
	const number = found?.state.document?.number;
	const { kind, part } = found?.entry ?? { kind: '', part: 0 };
	return `${index + 1}. ${number || `${kind} ${part}`}: ${ACTS[language][choice.act]}`;
}
