import type { Language } from '../primitives';
import type { Alert } from './row';

/** What n8n hands to an error workflow, as far as it is used: a run that failed, or a trigger that gave up. */
export interface CrashEvent {
	workflow?: { name?: string };
	execution?: { id?: string; lastNodeExecuted?: string; error?: { message?: string } };
	trigger?: { error?: { message?: string; context?: { outage?: Outage; earlier?: Earlier } } };
}

/** What a trigger that cannot search its CRM says of it (connect/trigger/poll.ts). */
interface Outage {
	system: string;
	kind: 'credential' | 'unavailable';
	text: string;
}

/** What a trigger says of deals that stood in a stage before it was watched (connect/trigger/earlier.ts). */
interface Earlier {
	system: string;
	since: string;
	/** Their ids, and how many there are where not all are named. */
	deals: string;
}

/**
 * The alert of a run that stopped. Of a trigger that cannot search its CRM the system is meant, and it is the same alert
 * that deals raise which meet the same.
 */
export function crashAlert(event: CrashEvent): Alert {
	const { message = '', context } = event.trigger?.error ?? {};
	const deal = { crm: '', dealId: '', number: '' };
	if (context?.outage) return { ...deal, key: `${context.outage.kind}:${context.outage.system}`, ...context.outage };
	if (context?.earlier) {
		const { system, since, deals } = context.earlier;
		return { ...deal, key: `earlier:${system}:${since}`, kind: 'earlier', system, text: deals };
	}
	const workflow = event.workflow?.name ?? '';
	const { lastNodeExecuted, error } = event.execution ?? {};
	// A run that was cut off names no step.
	const step = lastNodeExecuted || error?.message || message || '?';
	return { ...deal, key: `crash:${workflow}:${step}`.slice(0, 200), kind: 'crash', system: workflow, text: step };
}

/** The mail to the owner, from the alert. `about`: the reference that a stopped run was at, or nothing. */
export function alertMail(alert: Alert, about: string, language: Language): { subject: string; text: string } {
	const { subject, head, tail } = TEXTS[language][alert.kind](alert, about);
	const first = alert.kind === 'deal' || alert.kind === 'correction' ? [] : deal(alert, language);
	return { subject, text: [head, ...first, tail].filter((part) => part !== '').join('\n\n') };
}

function deal({ crm, dealId, number }: Alert, language: Language): string[] {
	if (dealId === '') return [];
	const words = { en: 'First met at', pl: 'Pierwszy deal, który na to trafił:' }[language];
	return [`${words} ${crm} ${dealId}${number === '' ? '' : ` (${number})`}.`];
}

interface Words {
	subject: string;
	head: string;
	tail: string;
}

const TEXTS: Record<Language, Record<Alert['kind'], (alert: Alert, about: string) => Words>> = {
	en: {
		credential: ({ system, text }) => ({
			subject: `Deal to Invoice: the sign-in to ${system} has lapsed`,
			head: text,
			tail: 'Renew it in n8n under Credentials. Everything that waits for it goes on by itself then, within a quarter of an hour; nothing is lost and nothing is done twice. This is the only mail about it for a day.',
		}),
		unavailable: ({ system, text }) => ({
			subject: `Deal to Invoice: ${system} does not answer`,
			head: text,
			tail: `You need not do anything. Everything that waits goes on by itself once ${system} answers again. This is the only mail about it for a day.`,
		}),
		deal: ({ crm, dealId, number, text }) => ({
			subject: `Deal to Invoice: deal ${dealId} needs you`,
			head: `Deal: ${crm} ${dealId}\nDocument: ${number || 'not issued yet'}\n\n${text}`,
			tail: 'Once the cause is gone, move the deal out of the stage and in again, or open the workflow "replay" and choose what is to be done.',
		}),
		correction: ({ crm, dealId, number, text }) => ({
			subject: `Deal to Invoice: deal ${dealId} and document ${number} differ`,
			head: `Deal: ${crm} ${dealId}\nDocument: ${number}\n\n${text}`,
			tail: 'Nothing was changed and nothing was issued. Where a correction is proposed, open the form of the workflow "corrections", enter the number of the deal and choose: issue the correction, or leave the document as it is.',
		}),
		crash: ({ system, text }, about) => ({
			subject: `Deal to Invoice: a run stopped at "${text}"`,
			head: `A run of the workflow "${system}" stopped at the step "${text}".${about === '' ? '' : ` It was at the document ${about}.`}`,
			tail: 'What it had begun goes on at the next sweep; nothing is issued twice. If this mail comes again, open the run in n8n (Executions) and look at that step.',
		}),
		space: ({ text }) => ({
			subject: 'Deal to Invoice: the journal fills its space',
			head: `The tables of the journal take about ${text}. When the limit is reached, new deals stop before anything is issued.`,
			tail: 'Raise N8N_DATA_TABLES_MAX_SIZE_BYTES, or keep steps for fewer days in the workflow "sweep". Never delete rows of deal_to_invoice_done.',
		}),
		earlier: ({ system, text }) => ({
			subject: 'Deal to Invoice: deals that stood in the stage before',
			head: `Stage entries count from the moment at which a workflow is switched on. These deals of ${system} stood in a watched stage before that and are left alone, newest first: ${text}`,
			tail: 'Deals that have their invoice already need nothing. Where one is missing, move the deal out of the stage and in again. For many of them: "Start From" in the options of the deal trigger takes all that entered the stage since that day; "List Stage Entries" of the CRM node shows them first. This mail comes once.',
		}),
	},
	pl: {
		credential: ({ system, text }) => ({
			subject: `Faktura z deala: wygasło logowanie do ${system}`,
			head: text,
			tail: 'Odnów je w n8n w „Credentials”. Wszystko, co na nie czeka, ruszy wtedy samo w ciągu kwadransa; nic nie zginie i nic nie stanie się dwa razy. To jedyna wiadomość o tym w ciągu doby.',
		}),
		unavailable: ({ system, text }) => ({
			subject: `Faktura z deala: ${system} nie odpowiada`,
			head: text,
			tail: `Nie musisz nic robić. Wszystko, co czeka, ruszy samo, gdy ${system} znowu odpowie. To jedyna wiadomość o tym w ciągu doby.`,
		}),
		deal: ({ crm, dealId, number, text }) => ({
			subject: `Faktura z deala: deal ${dealId} czeka na Ciebie`,
			head: `Deal: ${crm} ${dealId}\nDokument: ${number || 'jeszcze nie wystawiony'}\n\n${text}`,
			tail: 'Gdy przyczyna zniknie, przesuń deal poza etap i z powrotem albo otwórz przepływ „ponowienie” i wybierz, co zrobić.',
		}),
		correction: ({ crm, dealId, number, text }) => ({
			subject: `Faktura z deala: deal ${dealId} i dokument ${number} się różnią`,
			head: `Deal: ${crm} ${dealId}\nDokument: ${number}\n\n${text}`,
			tail: 'Niczego nie zmieniono i niczego nie wystawiono. Jeżeli jest propozycja korekty, otwórz formularz przepływu „korekty”, wpisz numer deala i wybierz: wystaw korektę albo zostaw dokument bez zmian.',
		}),
		crash: ({ system, text }, about) => ({
			subject: `Faktura z deala: przebieg stanął w kroku „${text}”`,
			head: `Przebieg przepływu „${system}” zatrzymał się w kroku „${text}”.${about === '' ? '' : ` Zajmował się dokumentem ${about}.`}`,
			tail: 'To, co zaczął, dokończy najbliższy przegląd; nic nie zostanie wystawione dwa razy. Jeżeli ta wiadomość przyjdzie ponownie, otwórz przebieg w n8n (Executions) i sprawdź ten krok.',
		}),
		space: ({ text }) => ({
			subject: 'Faktura z deala: dziennik zapełnia swoje miejsce',
			head: `Tabele dziennika zajmują około ${text}. Gdy limit się skończy, nowe deale zatrzymają się, zanim cokolwiek zostanie wystawione.`,
			tail: 'Podnieś N8N_DATA_TABLES_MAX_SIZE_BYTES albo trzymaj kroki krócej (przepływ „przegląd”). Nigdy nie usuwaj wierszy z deal_to_invoice_done.',
		}),
		earlier: ({ system, text }) => ({
			subject: 'Faktura z deala: deale, które już wcześniej stały w etapie',
			head: `Wejścia w etap liczą się od chwili włączenia przepływu. Te deale z ${system} stały w obserwowanym etapie już wcześniej i zostają bez zmian, od najnowszego: ${text}`,
			tail: 'Deale, które mają już fakturę, niczego nie wymagają. Jeżeli faktury brakuje, przesuń deal poza etap i z powrotem. Gdy jest ich wiele: „Start From” w opcjach wyzwalacza bierze wszystkie, które weszły w etap od tego dnia; „List Stage Entries” węzła CRM najpierw je pokaże. Ta wiadomość przychodzi raz.',
		}),
	},
};
