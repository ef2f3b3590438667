import type { FakeRequest, FakeResponse, World } from '../types';
import { Books, type StoredDocument } from './books';
import { DEMO_IFIRMA } from './demo';
import { Ksef } from './ksef';
import { listDocuments } from './list';
import {
	correctDocument,
	createDocument,
	documentPdf,
	failed,
	readDocument,
	readLimit,
	readMonth,
	recordPayment,
	sendDocument,
	sendToKsef,
	switchMonth,
	type Office,
	type Route,
} from './routes';
import { bodyOf, SettingsPatch, type Settings } from './schemas';
import { refusedSignIn } from './signIn';
import { sortOf } from './sorts';
import type { IfirmaFake, IfirmaFakeOptions } from './types';
import { drawPdf, effectOf } from './views';

export type { IfirmaFake, IfirmaFakeOptions } from './types';

const HOST = 'www.ifirma.pl';

const DEFAULTS: Settings = {
	ksef: 'manual',
	ksefAnswer: 'ok',
	delayMs: 0,
	rounding: 'perRate',
	showsTotal: false,
	showsNotes: true,
	envelope: false,
	correctionsAt: 'korekta',
	correctionTyp: 'own',
	correctionRow: 'difference',
	month: 'current',
	limit: 2000,
	pageSize: 100,
};

const ROUTES: [method: string, path: RegExp, route: Route][] = [
	['GET', /^\/iapi\/(faktury|proformy)\.json$/, listDocuments],
	['GET', /^\/iapi\/abonent\/miesiacksiegowy\.json$/, readMonth],
	['PUT', /^\/iapi\/abonent\/miesiacksiegowy\.json$/, switchMonth],
	['GET', /^\/iapi\/abonent\/limit\.json$/, readLimit],
	['POST', /^\/iapi\/faktury\/wplaty\/(\w+)\/([^/]+)\.json$/, recordPayment],
	['POST', /^\/iapi\/fakturakraj\/korekta\/([^/]+)\.json$/, correctDocument],
	['POST', /^\/iapi\/(fakturakraj\/korekta|\w+)\/ksef\/send\/([^/]+)\.json$/, sendToKsef],
	['POST', /^\/iapi\/(\w+)\/send\/([^/]+)\.json$/, sendDocument],
	['POST', /^\/iapi\/(\w+)\.json$/, createDocument],
	['GET', /^\/iapi\/(fakturakraj\/korekta|\w+)\/([^/]+)\.json$/, readDocument],
	['GET', /^\/iapi\/(fakturakraj\/korekta|\w+)\/([^/]+)\.pdf(?:\.\w+)?$/, documentPdf],
];

const SIGN_IN: Record<number, string> = {
	400: 'Niepoprawna struktura nagłówka autoryzacji',
	401: 'Nieznany login',
	402: 'Brak wygenerowanego klucza',
	403: 'Niepoprawny hash przesyłanej wiadomości',
};

/** iFirma with books of its own: one account. */
export function createIfirmaFake(world: World, options: IfirmaFakeOptions = {}): IfirmaFake {
	const account = { login: options.login ?? DEMO_IFIRMA.login, keys: options.keys ?? DEMO_IFIRMA.keys };
	let settings: Settings = { ...DEFAULTS };
	const books = new Books(world, () => settings);
	const ksef = new Ksef(world, () => settings);
	const office: Office = { world, books, ksef, settings: () => settings, drawPdf: options.drawPdf ?? drawPdf };
	const known = (id: string): StoredDocument => {
		const document = books.documents.find((each) => String(each.id) === id.replace(/^[a-z]+-/, ''));
		if (!document) throw new RangeError(`iFirma has no document ${id}.`);
		return document;
	};

	return {
		name: 'ifirma',
		hosts: [HOST],
		async handle(request: FakeRequest): Promise<FakeResponse> {
			const refusal = refusedSignIn(request, account);
			if (refusal) return failed(refusal, SIGN_IN[refusal] ?? '');
			if (world.fault('ifirma', 'token-revoked', request)) return failed(403, SIGN_IN[403] ?? '');
			if (world.fault('ifirma', 'error-in-200', request)) return failed(100, 'Błąd techniczny');
			if (options.isLimited?.() ?? true) {
				if (books.used >= settings.limit) return failed(202, 'Przekroczono limit zapytań API');
				books.used += 1;
			}
			for (const [method, path, route] of ROUTES) {
				const found = request.method === method ? path.exec(request.path) : null;
				if (found) return route(office, request, ...found.slice(1));
			}
			return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>Not Found</html>' };
		},
		reset: () => {
			books.reset();
			settings = { ...DEFAULTS };
		},
		add: (path, input) => {
			const sort = sortOf(path);
			if (!sort) throw new RangeError(`iFirma has no documents at ${path}.`);
			return books.insert(sort, bodyOf(sort).parse(input), 0);
		},
		invoices: () => books.documents.map((document) => effectOf(document, ksef)),
		pdf: async (id) => office.drawPdf(known(id)),
		settings: () => ({ ...settings }),
		patchSettings: (patch) => {
			const parsed = SettingsPatch.parse(patch);
			settings = { ...settings, ...parsed };
			if (parsed.month) books.forgetSwitch();
			world.changed();
		},
		pay: (id, payment) => {
			books.pay(known(id), payment.amount, payment.date ?? books.today());
			world.changed();
		},
		cancel: (id) => {
			known(id).deleted = true;
			world.changed();
		},
		emails: () => books.emails.map((email) => ({ ...email })),
		month: () => ({ month: books.month, switches: books.switches }),
		used: () => books.used,
	};
}
