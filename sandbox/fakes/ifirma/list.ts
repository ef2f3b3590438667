import Big from 'big.js';
import { DateTime } from 'luxon';
import type { StoredDocument } from './books';
import { failed, type Route } from './routes';
import type { Settings } from './schemas';
import { SORTS } from './sorts';
import { listedAs, rowView } from './views';

const KNOWN = [
	'dataOd',
	'dataDo',
	'kwotaOd',
	'kwotaDo',
	'kontrahent',
	'nipKontrahenta',
	'typ',
	'status',
	'strona',
	'iloscNaStronie',
];

/** `faktury.json` and `proformy.json`, newest first. The first day is required; without a last one 30 days are shown. */
export const listDocuments: Route = ({ books, ksef, world, settings }, { query }, list = '') => {
	const unknown = [...query.keys()].find((name) => !KNOWN.includes(name));
	if (unknown) return failed(200, `Nieznany parametr ${unknown}`);
	const from = query.get('dataOd') ?? '';
	if (!DateTime.fromISO(from).isValid) return failed(200, "Parametr 'dataOd' jest wymagany");
	const to = query.get('dataDo') ?? DateTime.fromISO(from).plus({ days: 30 }).toISODate() ?? '';
	const typ = query.get('typ');
	if (typ && !SORTS.some((sort) => sort.typ === typ)) return failed(200, `Nieznany typ faktury ${typ}`);
	const size = Math.min(Number(query.get('iloscNaStronie') ?? 20), settings().pageSize);
	const page = Math.max(Number(query.get('strona') ?? 1), 1);
	const found = books.documents
		.filter((document) => !document.deleted && document.visibleFrom <= world.now())
		.filter(({ corrects }) => !corrects || settings().correctionRow !== 'hidden')
		.filter((document) => document.sort.proforma === (list === 'proformy'))
		.filter(({ input }) => input.DataWystawienia >= from && input.DataWystawienia <= to)
		.filter((document) => matches(document, query, settings()))
		.reverse()
		.slice((page - 1) * size, page * size);
	const Wynik = found.map((document) => rowView(document, ksef, settings()));
	return { status: 200, body: { response: { Kod: 0, Informacja: '', Wynik } } };
};

function matches(document: StoredDocument, query: URLSearchParams, settings: Settings): boolean {
	const { totals, input } = document;
	const [least, most] = [query.get('kwotaOd'), query.get('kwotaDo')];
	if (least && new Big(totals.gross).lt(least)) return false;
	if (most && new Big(totals.gross).gt(most)) return false;
	const nip = query.get('nipKontrahenta');
	if (nip && input.Kontrahent.NIP !== nip) return false;
	const typ = query.get('typ');
	return !typ || listedAs(document, settings) === typ;
}
