import type { EffectInvoice, FakeAccounting, FakeRequest, FakeResponse, World } from '../types';
import { Books, type ClientCard, type SentEmail, type StoredDocument } from './books';
import type { Brand, FamilySettings, Office, RouteEntry, Shop } from './brand';
import { effectOf } from './effects';
import type { FamilyInvoice } from './schemas';
import { createPayment, listPayments } from './payments';
import { drawPdf } from './pdf';
import { createInvoice, departments, invoicePdf, listInvoices, notFound, readInvoice } from './routes';

export interface FamilyFakeOptions<S extends FamilySettings> {
	host: string;
	brand: (settings: () => S) => Brand;
	defaults: S;
	/** Reads a change of the settings; throws for one that is none. */
	readSettings: (patch: Record<string, unknown>) => Partial<S>;
	office?: (settings: () => S) => Office;
	/** After a person changed a document in the account; left out: nobody is told. */
	changedByPerson?: (document: StoredDocument) => void;
	/** Instead of a real PDF, which takes some milliseconds; begins with %PDF- as well. */
	drawPdf?: (document: StoredDocument) => Promise<Buffer>;
}

export interface FamilyFake extends FakeAccounting {
	/** E-mails that the account itself sent. */
	emails(): SentEmail[];
	clients(): ClientCard[];
	/** As the accountant would in the system. */
	addClient(card: Omit<ClientCard, 'id'>): ClientCard;
	addDocument(input: FamilyInvoice): StoredDocument;
}

const ROUTES: RouteEntry[] = [
	['GET', /^\/departments\.json$/, departments],
	['GET', /^\/invoices\.json$/, listInvoices],
	['POST', /^\/invoices\.json$/, createInvoice],
	['GET', /^\/invoices\/(\d+)\.json$/, readInvoice],
	['GET', /^\/invoices\/(\d+)\.pdf$/, invoicePdf],
	['GET', /^\/banking\/payments\.json$/, listPayments],
	['POST', /^\/banking\/payments\.json$/, createPayment],
];

/** An account of one of the family's brands with books of its own. A brand's routes come before those of the family. */
export function createFamilyFake<S extends FamilySettings>(world: World, options: FamilyFakeOptions<S>): FamilyFake {
	const { host } = options;
	let settings: S = { ...options.defaults };
	const brand = options.brand(() => settings);
	const books = new Books(world, (tax) => brand.taxOf(tax));
	const office = options.office?.(() => settings);
	const draw = options.drawPdf ?? drawPdf;
	const shop: Shop = { world, books, brand, office, settings: () => settings, host, drawPdf: draw };
	const known = (id: string): StoredDocument => {
		const document = books.byId(Number(id));
		if (!document) throw new RangeError(`${brand.vendor} has no document ${id}.`);
		return document;
	};
	const byPerson = (id: string, change: (document: StoredDocument) => void): void => {
		const document = known(id);
		change(document);
		world.changed();
		options.changedByPerson?.(document);
	};

	return {
		name: brand.name,
		hosts: [host],
		async handle(request: FakeRequest): Promise<FakeResponse> {
			const shared = /^\/(invoice|f\/[^/]+)\/([\w-]+?)(\.pdf)?$/.exec(request.path);
			if (request.method === 'GET' && shared) return publicView(shop, shared[2] ?? '', request);
			if (!brand.isSignedIn(request) || world.fault(brand.name, 'token-revoked', request)) return notSignedIn();
			for (const [method, path, route] of [...brand.routes, ...ROUTES]) {
				const found = request.method === method ? path.exec(request.path) : null;
				if (found) return route(shop, request, Number(found[1]));
			}
			return notFound();
		},
		reset: () => {
			books.reset();
			settings = { ...options.defaults };
		},
		invoices: (): EffectInvoice[] => books.documents.map((document) => effectOf(document, brand.name, office)),
		pdf: async (id) => draw(known(id)),
		settings: () => Object.fromEntries(Object.entries(settings)),
		patchSettings: (patch) => {
			settings = { ...settings, ...options.readSettings(patch) };
			world.changed();
		},
		pay: (id, { amount, date }) => byPerson(id, (document) => books.pay(document, amount, date ?? books.today())),
		cancel: (id) => byPerson(id, (document) => books.cancel(document)),
		clients: () => books.cards.map((card) => ({ ...card })),
		addClient: (card) => books.addCard(card),
		addDocument: (input) => books.insert(input, 0),
		emails: () => books.emails.map((email) => ({ ...email })),
	};
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
