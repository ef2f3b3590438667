import type { Language } from '../../../invoicing/primitives';
import type { Canvas } from '../../lib/canvas';
import { TO_SET } from '../texts';
import { ROW } from './layout';

interface Note {
	at: [number, number];
	size: [number, number];
	color: number;
	text: Record<Language, string>;
}

/** Sticky notes of `deal-to-invoice`: what each part does and what to set. */
const NOTES: Note[] = [
	{
		at: [-0.4, -3.8],
		size: [4.1, 2.15],
		color: 4,
		text: {
			en: '# Deal to Invoice\nA won deal becomes an invoice: issued once, legal, on the deal, in the mailbox, in the archive, in the report.\n\n**Before the first deal**\n1. Run the workflow *set-up*.\n2. Fill in *Settings* (what is to be set stands on yellow).\n3. In *Deal Trigger* choose pipeline, stage and credential.\n4. In *Tell the Owner* choose the workflow *error alerts*.\n5. Mode is *dry run* until you change it in *Build Invoice*.',
			pl: '# Faktura z deala\nWygrany deal staje się fakturą: wystawioną raz, ważną prawnie, zapisaną na dealu, w skrzynce klienta, w archiwum i w raporcie.\n\n**Przed pierwszym dealem**\n1. Uruchom przepływ *przygotowanie*.\n2. Wypełnij *Ustawienia* (to, co trzeba wypełnić, stoi na żółtym tle).\n3. W kroku *Deal zmienia etap* wybierz lejek, etap i poświadczenie.\n4. W kroku *Powiadom właściciela* wybierz przepływ *alarmy*.\n5. Działa *tryb próbny*, dopóki nie zmienisz go w kroku *Zbuduj fakturę*.',
		},
	},
	{
		at: [3.8, -2.2],
		size: [8.8, 4.05],
		color: 5,
		text: {
			en: '# Claim\nLooks into the journal first. Of any number of copies of one event exactly one run goes on; the others stop here, before anything is asked of any vendor.',
			pl: '# Rezerwacja\nNajpierw zagląda do dziennika. Z dowolnej liczby kopii jednego zdarzenia dalej idzie dokładnie jeden przebieg; pozostałe kończą się tutaj, zanim ktokolwiek o cokolwiek zapyta.',
		},
	},
	{
		at: [1.7, 1.9],
		size: [6.1, 1.5],
		color: 7,
		text: {
			en: '# Handed over again\nAn hour later the trigger hands over what it started. What no run has claimed is started now: nothing is lost.',
			pl: '# Przekazane jeszcze raz\nGodzinę później wyzwalacz przekazuje to, co uruchomił. Czego żaden przebieg nie zarezerwował, rusza teraz: nic nie ginie.',
		},
	},
	{
		at: [12.7, -1.75],
		size: [1.8, 2.65],
		color: 4,
		text: {
			en: '# Read and build\nRates, dates, mode, approval: in *Build Invoice*.',
			pl: '# Odczyt i budowa\nStawki, daty, tryb, zgoda: w *Zbuduj fakturę*.',
		},
	},
	{
		at: [14.9, -1.82],
		size: [4.1, 3.8],
		color: 7,
		text: {
			en: '# The router\nCloses the last step in the journal, announces the next, reads the journal again and goes on only if the claim still stands. A first run, a cut-off run and a replay are the same thing.',
			pl: '# Rozdzielnia\nZamyka w dzienniku ostatni krok, zapowiada następny, czyta dziennik jeszcze raz i idzie dalej tylko wtedy, gdy rezerwacja nadal obowiązuje. Pierwszy, przerwany i ponowiony przebieg to to samo.',
		},
	},
	{
		at: [20.7, -9.6],
		size: [3.8, 7.8],
		color: 6,
		text: {
			en: '# One row per step\nIssue · until it is legal (KSeF) · on the deal · e-mail · archive · report · finished. Swap a vendor by replacing the one node in its row.',
			pl: '# Jeden rząd na krok\nWystawienie · aż będzie ważna (KSeF) · zapis na dealu · e-mail · archiwum · raport · koniec. Dostawcę wymieniasz, podmieniając jeden krok w jego rzędzie.',
		},
	},
	{
		at: [20.7, 0.45],
		size: [3.8, 6.8],
		color: 2,
		text: {
			en: '# Ways of stopping\nPause (holds no worker) · approval by a person · dry run · needs attention and alarms.',
			pl: '# Sposoby zatrzymania\nPrzerwa (nie zajmuje procesu) · zgoda człowieka · tryb próbny · uwagi i alarmy.',
		},
	},
];

/** Around trigger, settings and the call of the alarms: what a person fills in after the import. */
const TO_SET_AT: [number, number][] = [
	[-0.3, -0.45],
	[2.7, -0.45],
	[22.7, ROW.attention - 0.4],
];

export function dealToInvoiceNotes(canvas: Canvas, language: Language): void {
	for (const note of NOTES) canvas.note(note.at, note.size, note.text[language], note.color);
	for (const at of TO_SET_AT) canvas.note(at, [1, 1.35], TO_SET[language], 1);
}
