import type { z } from 'zod';
import Big from 'big.js';
import { timeOf } from '../time';
import type { FakeRequest, FakeResponse, World } from '../types';
import type { Books, StoredDocument } from './books';
import type { Ksef } from './ksef';
import { contentRefusal, correctionRefusal } from './rules';
import { CorrectionBody } from './correctionBody';
import { bodyOf, KsefBody, MailBody, MonthBody, PaymentBody, type Settings } from './schemas';
import { SORTS, sortOf } from './sorts';
import { documentView } from './views';

export interface Office {
	world: World;
	books: Books;
	ksef: Ksef;
	settings: () => Settings;
	drawPdf: (document: StoredDocument) => Promise<Buffer>;
}

/** `parts`: what the pattern of the path caught. */
export type Route = (office: Office, request: FakeRequest, ...parts: string[]) => Promise<FakeResponse> | FakeResponse;

/** Between taking in a document and having it: others get their turn. */
const INSERT_MS = 25;

/** Failures come under HTTP 200, too. */
export const failed = (Kod: number, Informacja: string): FakeResponse => respond({ Kod, Informacja });
const respond = (response: Record<string, unknown>): FakeResponse => ({ status: 200, body: { response } });
const done = (Informacja: string, more: Record<string, unknown> = {}): FakeResponse =>
	respond({ Kod: 0, Informacja, ...more });
const unknownDocument = (): FakeResponse => failed(201, 'Nie znaleziono faktury o podanym identyfikatorze');

export const createDocument: Route = async (office, request, path = '') => {
	const sort = sortOf(path);
	if (!sort) return { status: 404, body: 'Not Found' };
	const body = parse(request, bodyOf(sort));
	if ('answer' in body) return body.answer;
	const input = body.data;
	const refusal = contentRefusal(sort, input, office.books);
	if (refusal) return failed(201, refusal);
	await timeOf(office.world).pause(INSERT_MS);
	const lag = office.world.fault('ifirma', 'search-lag', request);
	const document = office.books.insert(sort, input, lag?.delayMs ?? 0);
	if (office.settings().ksef === 'auto' && !sort.proforma) office.ksef.send(document);
	office.world.changed();
	return done('Faktura została pomyślnie dodana.', { Identyfikator: String(document.id) });
};

/** Only a domestic invoice can be corrected, as often as one likes. */
export const correctDocument: Route = async (office, request, key = '') => {
	const original = office.books.find('fakturakraj', key, false);
	if (!original) return unknownDocument();
	const body = parse(request, CorrectionBody);
	if ('answer' in body) return body.answer;
	const refusal = correctionRefusal(original, body.data, office.books);
	if (refusal) return failed(201, refusal);
	await timeOf(office.world).pause(INSERT_MS);
	const lag = office.world.fault('ifirma', 'search-lag', request);
	const document = office.books.correct(original, body.data, lag?.delayMs ?? 0);
	if (office.settings().ksef === 'auto') office.ksef.send(document);
	office.world.changed();
	return done('Faktura korygująca została pomyślnie dodana.', { Identyfikator: String(document.id) });
};

export const readDocument: Route = (office, _request, path = '', key = '') => {
	const document = office.books.find(path, decodeURIComponent(key));
	if (!document) return unknownDocument();
	const view = documentView(document, office.ksef, office.settings());
	return office.settings().envelope ? respond({ Kod: 0, Informacja: '', ...view }) : { status: 200, body: view };
};

export const documentPdf: Route = async (office, request, path = '', key = '') => {
	if (!/pdf|\*\/\*/.test(request.headers.accept ?? '')) return failed(102, 'Niepoprawny nagłówek Accept');
	const document = office.books.find(path, decodeURIComponent(key));
	if (!document) return unknownDocument();
	return { status: 200, headers: { 'content-type': 'application/pdf' }, body: await office.drawPdf(document) };
};

/** All but proformas for abroad have an address for e-mails. */
const MAILED = SORTS.filter(({ path }) => path !== 'fakturaproformaeksport').map(({ path }) => path);

export const sendDocument: Route = (office, request, path = '', key = '') => {
	const document = MAILED.includes(path) ? office.books.find(path, key, false) : undefined;
	if (!document) return unknownDocument();
	if (request.query.get('wyslijEfaktura') !== 'true') return failed(200, 'Nie wskazano sposobu wysyłki');
	const body = parse(request, MailBody);
	if ('answer' in body) return body.answer;
	const to = body.data.SkrzynkaEmailOdbiorcy ?? document.input.Kontrahent.Email ?? '';
	if (!to) return failed(201, 'Brak adresu e-mail odbiorcy');
	const at = office.world.now().toISOString();
	const sender = body.data.SkrzynkaEmail ?? 'faktury@ifirma.pl';
	office.books.emails.push({ documentId: document.id, to, sender, at });
	office.world.changed();
	return done('Faktura została wysłana.');
};

export const sendToKsef: Route = (office, request, path = '', key = '') => {
	const document = office.books.find(path, key, false);
	if (!document) return unknownDocument();
	const body = parse(request, KsefBody);
	if ('answer' in body) return body.answer;
	const refusal = office.ksef.refusal(document);
	if (refusal) return failed(office.settings().ksef === 'off' ? 202 : 201, refusal);
	office.ksef.send(document);
	office.world.changed();
	return done('Faktura została przekazana do wysyłki do KSeF.');
};

export const recordPayment: Route = (office, request, typ = '', key = '') => {
	const sort = SORTS.find((each) => each.typ === typ && !each.proforma);
	const document = sort && office.books.find(sort.path, decodeURIComponent(key), false);
	if (!document) return unknownDocument();
	const body = parse(request, PaymentBody);
	if ('answer' in body) return body.answer;
	const { Kwota: amount, Data: date } = body.data;
	if (document.currency !== 'PLN' && !date) return failed(201, "Pole 'Data' jest wymagane");
	const open = new Big(document.totals.gross).minus(document.paid);
	if (open.lt(amount)) return failed(201, 'Kwota wpłaty jest większa niż kwota pozostała do zapłaty');
	office.books.pay(document, String(amount), date ?? office.books.today());
	office.world.changed();
	return done('Wpłata została dodana.', { Wynik: office.books.payments.length });
};

export const readMonth: Route = ({ books }) => {
	const [year, month] = books.month.split('-').map(Number);
	return respond({ MiesiacKsiegowy: month, RokKsiegowy: year });
};

export const switchMonth: Route = ({ books, world }, request) => {
	const body = parse(request, MonthBody);
	if ('answer' in body) return body.answer;
	const on = body.data.MiesiacKsiegowy === 'NAST';
	if (books.month.endsWith(on ? '-12' : '-01') && !body.data.PrzeniesDaneZPoprzedniegoRoku)
		return failed(201, 'Zmiana roku wymaga decyzji o przeniesieniu danych z poprzedniego roku');
	books.switchMonth(on ? 1 : -1);
	world.changed();
	const [year, month] = books.month.split('-');
	return done(`Zmieniono miesiąc księgowy na ${Number(month)}-${year}.`);
};

export const readLimit: Route = ({ books, settings }) =>
	done('Informacja o limitach API', { LimitWykorzystany: books.used, LimitPrzyznany: settings().limit });

/** The body, or why it is none: wrong content type (102), no JSON or wrong members (200). */
function parse<T>(request: FakeRequest, schema: z.ZodType<T>): { data: T } | { answer: FakeResponse } {
	if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
		return { answer: failed(102, 'Niepoprawny typ danych') };
	let json: unknown;
	try {
		json = JSON.parse(request.raw.toString('utf8')) as unknown;
	} catch {
		return { answer: failed(200, 'Niepoprawna struktura obiektu') };
	}
	const result = schema.safeParse(json);
	if (result.success) return { data: result.data };
	const [issue] = result.error.issues;
	const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
	const where = [...(issue?.path ?? []), ...keys].join('.');
	return { answer: failed(200, `Niepoprawna zawartość pola '${where}': ${issue?.message ?? ''}`) };
}
