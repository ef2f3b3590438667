import type { Language } from '../primitives';
import { NEEDS_ATTENTION } from '../statusText';

type Texts = Record<Language, string>;

const STEPS: Record<string, Texts> = {
	build: { pl: 'odczyt deala', en: 'reading the deal' },
	approve: { pl: 'prośba o zgodę', en: 'asking for approval' },
	issue: { pl: 'wystawienie dokumentu', en: 'issuing the document' },
	legal: { pl: 'stan w KSeF', en: 'the standing in KSeF' },
	record: { pl: 'zapis na dealu', en: 'recording it on the deal' },
	mail: { pl: 'wysyłka e-maila', en: 'sending the e-mail' },
	archive: { pl: 'zapis w archiwum', en: 'archiving the PDF' },
	report: { pl: 'wiersz raportu', en: 'the report row' },
};

/** By the second half of a row's cause, "issue:unavailable". */
const CAUSES: Record<string, Texts> = {
	unavailable: { pl: 'system nie odpowiada', en: 'the system does not answer' },
	server: { pl: 'serwer poczty nie odpowiada', en: 'the mail server does not answer' },
	rateLimit: { pl: 'system prosi o przerwę (limit zapytań)', en: 'the system asks for a pause (rate limit)' },
	credential: {
		pl: 'logowanie wygasło albo zostało odrzucone; odnów dane logowania w n8n, a reszta ruszy sama',
		en: 'the sign-in lapsed or was refused; renew the credential in n8n, the rest goes on by itself',
	},
	permission: { pl: 'konto nie ma uprawnień', en: 'the account is not allowed to' },
	rejected: { pl: 'system odrzucił dane', en: 'the system refused the data' },
	unreadable: { pl: 'odpowiedzi systemu nie da się odczytać', en: 'the answer of the system cannot be read' },
	parked: {
		pl: 'nie wiadomo jeszcze, czy wcześniejsza próba się udała; sprawdzamy',
		en: 'it is not known yet whether the earlier try went through; it is looked into',
	},
	recipient: { pl: 'serwer nie przyjmuje adresu odbiorcy', en: 'the server does not take the address' },
	sender: { pl: 'serwer nie przyjmuje adresu nadawcy', en: 'the server does not take the sender' },
	message: { pl: 'serwer odrzucił wiadomość', en: 'the server refused the message' },
	unclear: {
		pl: 'nie wiadomo, czy wiadomość dotarła; nie wysyłamy jej drugi raz sami',
		en: 'it is not known whether it arrived; it is not sent again by itself',
	},
};
const OTHER: Texts = { pl: 'napotkano przeszkodę', en: 'an obstacle was met' };

/** Whether the run goes on by itself decides how the sentence begins; the vendor's own words follow in brackets. */
export function failureText(cause: string, goesOn: boolean, detail: string, language: Language): string {
	const [step = '', why = ''] = cause.split(':');
	const head = goesOn ? { pl: 'Czeka', en: 'Waiting' }[language] : NEEDS_ATTENTION[language];
	const what = STEPS[step]?.[language] ?? step;
	const reason = (CAUSES[why] ?? OTHER)[language];
	return `${head}: ${what}: ${reason}.${detail === '' ? '' : ` (${detail})`}`;
}
