import type { EffectInvoice, FakeAccounting, FakeRequest, FakeResponse, World } from '../types';
import { Books, type SentEmail, type StoredDocument } from './books';
import { effectOf } from './effects';
import { Ksef } from './ksef';
import { drawPdf } from './pdf';
import {
	account,
	cancelInvoice,
	createInvoice,
	createPayment,
	departments,
	invoicePdf,
	listInvoices,
	listPayments,
	readInvoice,
	sendByEmail,
	type Route,
	type Shop,
} from './routes';
import { SettingsPatch, type Settings } from './schemas';

export interface FakturowniaFakeOptions {
	host?: string;
	token?: string;
	settings?: Partial<Settings>;
	/** Instead of a real PDF, which takes some milliseconds; begins with %PDF- as well. */
	drawPdf?: (document: StoredDocument) => Promise<Buffer>;
}

export interface FakturowniaFake extends FakeAccounting {
	/** E-mails that the account itself sent. */
	emails(): SentEmail[];
}

const DEFAULTS: Settings = { ksef: 'auto', ksefAnswer: 'ok', delayMs: 0, demo: false, pdfDelayMs: 0 };

const ROUTES: [method: string, path: RegExp, route: Route][] = [
	['GET', /^\/account\.json$/, account],
	['GET', /^\/departments\.json$/, departments],
	['GET', /^\/invoices\.json$/, listInvoices],
	['POST', /^\/invoices\.json$/, createInvoice],
	['POST', /^\/invoices\/cancel\.json$/, cancelInvoice],
	['GET', /^\/invoices\/(\d+)\.json$/, readInvoice],
	['GET', /^\/invoices\/(\d+)\.pdf$/, invoicePdf],
	['POST', /^\/invoices\/(\d+)\/send_by_email\.json$/, sendByEmail],
	['GET', /^\/banking\/payments\.json$/, listPayments],
	['POST', /^\/banking\/payments\.json$/, createPayment],
];

/** Fakturownia with books of its own: one account, one company, KSeF by settings. */
export function createFakturowniaFake(world: World, options: FakturowniaFakeOptions = {}): FakturowniaFake {
	const host = options.host ?? 'demo.fakturownia.pl';
	const token = options.token ?? 'demo-fakturownia-token';
	let settings: Settings = { ...DEFAULTS, ...options.settings };
	const books = new Books(world);
	const ksef = new Ksef(world, () => settings);
	const shop: Shop = { world, books, ksef, settings: () => settings, host, drawPdf: options.drawPdf ?? drawPdf };
	const known = (id: string): StoredDocument => {
		const document = books.byId(Number(id));
		if (!document) throw new RangeError(`Fakturownia has no document ${id}.`);
		return document;
	};

	return {
		name: 'fakturownia',
		hosts: [host],
		async handle(request: FakeRequest): Promise<FakeResponse> {
			const shared = /^\/(invoice|f\/[^/]+)\/([\w-]+?)(\.pdf)?$/.exec(request.path);
			if (request.method === 'GET' && shared) return publicView(shop, shared[2] ?? '', request);
			if (!isSignedIn(request, token) || world.fault('fakturownia', 'token-revoked', request)) return notSignedIn();
			for (const [method, path, route] of ROUTES) {
				const found = request.method === method ? path.exec(request.path) : null;
				if (found) return route(shop, request, Number(found[1]));
			}
			return { status: 404, body: { code: 'error', message: 'Not found' } };
		},
		reset: () => {
			books.reset();
			settings = { ...DEFAULTS, ...options.settings };
		},
		invoices: (): EffectInvoice[] => books.documents.map((document) => effectOf(document, ksef)),
		pdf: async (id) => shop.drawPdf(known(id)),
		settings: () => ({ ...settings }),
		patchSettings: (patch) => {
			settings = { ...settings, ...SettingsPatch.parse(patch) };
			world.changed();
		},
		pay: (id, payment) => {
			books.pay(known(id), payment.amount, payment.date ?? books.today());
			world.changed();
		},
		cancel: (id) => {
			books.cancel(known(id));
			world.changed();
		},
		emails: () => books.emails.map((email) => ({ ...email })),
	};
}

/** In the header, the query or the body: all three are documented. */
function isSignedIn(request: FakeRequest, token: string): boolean {
	if (request.headers.authorization === `Bearer ${token}`) return true;
	if (request.query.get('api_token') === token) return true;
	return request.raw.toString('utf8').includes(`"api_token":${JSON.stringify(token)}`);
}

function notSignedIn(): FakeResponse {
	return { status: 401, body: { code: 'error', message: 'You must be logged in to gain access to the site' } };
}

/** The link that a customer opens: whoever knows the document's token sees it. */
async function publicView(shop: Shop, token: string, request: FakeRequest): Promise<FakeResponse> {
	const document = shop.books.documents.find((each) => each.token === token);
	if (!document) return { status: 404, body: 'Not Found' };
	if (request.path.endsWith('.pdf'))
		return { status: 200, headers: { 'content-type': 'application/pdf' }, body: await shop.drawPdf(document) };
	const page = `<!DOCTYPE html><html><body><h1>${document.number}</h1></body></html>`;
	return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page };
}
