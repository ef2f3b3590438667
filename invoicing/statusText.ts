import type { Kind, Language } from './primitives';
import type { Problem } from './problem';
import { withoutDeal } from './problems';
import { cut, oneLine } from './text';

/** Where a deal stands, as its status field says it. Every state that a person can meet has one. */
export type DealStatus =
	| { state: 'invoiced'; number: string; kind: Kind }
	| { state: 'waitingForApproval' }
	| { state: 'waitingForDay'; day: string }
	| { state: 'waitingForKsef'; number: string }
	| { state: 'needsAttention'; problems: Problem[] }
	| { state: 'dryRun' }
	| { state: 'withdrawn'; why: 'lost' | 'movedBack' | 'elsewhere' | 'deleted' }
	| { state: 'rejectedByKsef'; messages: string[] }
	| { state: 'unknownIssue' }
	| { state: 'unknownMail' }
	/** `step` as the journal calls it; `reason`: what its system said, a sentence or nothing. */
	| { state: 'parked'; step: string; reason: string };

/** Length that the text fields of every CRM take (Pipedrive's varchar is the shortest). */
export const STATUS_LENGTH = 255;

/** How a status begins that asks a person to act. */
export const NEEDS_ATTENTION: Record<Language, string> = { pl: 'Wymaga uwagi', en: 'Needs attention' };

const WITHDRAWN = {
	pl: {
		lost: 'deal jest przegrany',
		movedBack: 'deal wrócił na wcześniejszy etap',
		elsewhere: 'deal jest w innym lejku',
		deleted: 'deal został usunięty',
	},
	en: {
		lost: 'the deal is lost',
		movedBack: 'the deal was moved back to an earlier stage',
		elsewhere: 'the deal is in another pipeline',
		deleted: 'the deal was deleted',
	},
};

/** Steps in the words of people who never saw the journal. */
const STEPS: Record<string, Record<Language, string>> = {
	build: { pl: 'odczyt deala', en: 'reading the deal' },
	approve: { pl: 'prośba o zgodę', en: 'asking for approval' },
	issue: { pl: 'wystawienie', en: 'issuing' },
	legal: { pl: 'numer KSeF', en: 'KSeF number' },
	record: { pl: 'zapis na dealu', en: 'record on the deal' },
	mail: { pl: 'e-mail', en: 'e-mail' },
	archive: { pl: 'archiwum', en: 'archive' },
	report: { pl: 'raport', en: 'report' },
};

/** The text for the status field: one line, at most 255 characters. */
export function statusText(status: DealStatus, language: Language): string {
	return cut(oneLine(sentence(status, language)), STATUS_LENGTH);
}

/** The text for a note on the deal: the same in full, with every problem on a line of its own. */
export function noteText(status: DealStatus, language: Language): string {
	if (status.state !== 'needsAttention') return oneLine(sentence(status, language));
	return [`${NEEDS_ATTENTION[language]}:`, ...sentences(status.problems, language).map((text) => `- ${text}`)].join(
		'\n',
	);
}

function sentences(problems: Problem[], language: Language): string[] {
	return [...new Set(problems.map((problem) => withoutDeal(problem.text[language])))];
}

/** As many whole sentences as the field takes, and how many are left: half a sentence tells nobody what to do. */
function attention(all: string[], language: Language): string {
	for (let shown = all.length; shown > 1; shown--) {
		const text = attentionWith(all, shown, language);
		if (oneLine(text).length <= STATUS_LENGTH) return text;
	}
	return attentionWith(all, 1, language);
}

function attentionWith(all: string[], shown: number, language: Language): string {
	const left = all.length - shown;
	const more = { pl: ` (i jeszcze ${left})`, en: ` (and ${left} more)` };
	return `${NEEDS_ATTENTION[language]}: ${all.slice(0, shown).join(' ')}${left > 0 ? more[language] : ''}`;
}

function sentence(status: DealStatus, language: Language): string {
	const pl = language === 'pl';
	switch (status.state) {
		case 'invoiced':
			// A proforma is no invoice: a deal with one is not invoiced.
			if (status.kind === 'proforma') return `Proforma: ${status.number}`;
			// An advance is a part: the rest of the order is still to be invoiced.
			if (status.kind === 'advance')
				return pl ? `Faktura zaliczkowa: ${status.number}` : `Advance invoice ${status.number}`;
			if (status.kind === 'correction') return pl ? `Skorygowano: ${status.number}` : `Corrected by ${status.number}`;
			return pl ? `Zafakturowano: ${status.number}` : `Invoiced ${status.number}`;
		case 'waitingForApproval':
			return pl ? 'Czeka na zatwierdzenie' : 'Waiting for approval';
		case 'waitingForDay':
			return pl ? `Faktura zostanie wystawiona ${status.day}` : `The invoice will be issued on ${status.day}`;
		case 'waitingForKsef':
			return pl ? `Czeka na KSeF: ${status.number}` : `Waiting for KSeF: ${status.number}`;
		case 'needsAttention':
			return attention(sentences(status.problems, language), language);
		case 'dryRun':
			return pl ? 'Próba: dane są poprawne, nic nie wystawiono' : 'Dry run: the data is right, nothing was issued';
		case 'withdrawn':
			return `${pl ? 'Nic nie wystawiono' : 'Nothing was issued'}: ${WITHDRAWN[language][status.why]}`;
		case 'rejectedByKsef': {
			const words =
				status.messages.map(oneLine).filter(Boolean).join('; ') || (pl ? 'bez podania przyczyny' : 'no reason given');
			return `${NEEDS_ATTENTION[language]}: ${pl ? 'KSeF odrzucił dokument' : 'KSeF rejected the document'}: ${words}`;
		}
		case 'unknownIssue':
			return pl
				? `${NEEDS_ATTENTION.pl}: nie wiadomo, czy faktura powstała. Sprawdź w programie księgowym, zanim wystawisz ją ponownie.`
				: `${NEEDS_ATTENTION.en}: it is not known whether the invoice was made. Look in the accounting system before you issue it again.`;
		case 'unknownMail':
			return pl
				? `${NEEDS_ATTENTION.pl}: nie wiadomo, czy e-mail z fakturą wyszedł. Zapytaj klienta; jeśli nie dotarł, wyślij go ręcznie. Sam nie zostanie wysłany drugi raz.`
				: `${NEEDS_ATTENTION.en}: it is not known whether the e-mail with the invoice went out. Ask the client; if it did not arrive, send it by hand. It is not sent a second time by itself.`;
		case 'parked': {
			const step = STEPS[status.step]?.[language] ?? status.step;
			// The reason comes last: a long one is cut, what to do is not.
			return pl
				? `${NEEDS_ATTENTION.pl}: „${step}” wstrzymane; gdy przyczyna zniknie, przesuń deal poza etap i z powrotem. ${status.reason}`.trim()
				: `${NEEDS_ATTENTION.en}: "${step}" is on hold; once the cause is gone, move the deal out of the stage and in again. ${status.reason}`.trim();
		}
	}
}
