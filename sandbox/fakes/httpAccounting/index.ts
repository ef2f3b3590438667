import { drawInvoice, type Column } from '../invoicePaper';
import type { EffectInvoice, FakeAccounting, FakeRequest, FakeResponse, World } from '../types';
import { Books, type SentEmail, type StoredDocument } from './books';
import type { Dialect, Shop } from './dialect';
import { GENERIC } from './dialects/generic';
import { DEFAULTS, SettingsPatch, type Settings } from './settings';

export interface HttpAccountingFakeOptions {
	/** Which system it plays; left out: a small one of the usual kind. */
	dialect?: Dialect;
	host?: string;
	settings?: Partial<Settings>;
	/** Instead of a real PDF, which takes some milliseconds; whole as well. */
	drawPdf?: (document: StoredDocument) => Promise<Buffer>;
}

export interface HttpAccountingFake extends FakeAccounting {
	/** E-mails that the account itself sent. */
	emails(): SentEmail[];
}

/** Any invoicing system with a JSON API, with books of its own. */
export function createHttpAccountingFake(world: World, options: HttpAccountingFakeOptions = {}): HttpAccountingFake {
	const { dialect = GENERIC } = options;
	let settings: Settings = { ...DEFAULTS, ...options.settings };
	const books = new Books(world, dialect, () => settings.ksefDelayMs);
	const shop: Shop = { world, books, settings: () => settings, drawPdf: options.drawPdf ?? drawPdf };
	const known = (id: string): StoredDocument => {
		const document = books.byId(id);
		if (!document) throw new RangeError(`This system has no document ${id}.`);
		return document;
	};
	return {
		name: 'http',
		hosts: [options.host ?? dialect.host],
		async handle(request: FakeRequest): Promise<FakeResponse> {
			if (!isSignedIn(request, dialect) || world.fault('http', 'token-revoked', request)) return dialect.notSignedIn;
			dialect.catchUp?.(shop);
			for (const [method, path, route] of dialect.routes) {
				const found = request.method === method ? path.exec(request.path) : null;
				if (found) return route(shop, request, decodeURIComponent(found[1] ?? ''));
			}
			return dialect.notFound;
		},
		reset: () => {
			books.reset();
			settings = { ...DEFAULTS, ...options.settings };
		},
		invoices: () => {
			dialect.catchUp?.(shop);
			return books.documents.map((document) => effectOf(books, document));
		},
		pdf: async (id) => shop.drawPdf(known(id)),
		settings: () => ({ ...settings }),
		patchSettings: (patch) => {
			settings = { ...settings, ...SettingsPatch.parse(patch) };
			world.changed();
		},
		pay: (id, payment) => {
			books.pay(known(id), payment);
			world.changed();
		},
		cancel: (id) => {
			known(id).cancelled = true;
			world.changed();
		},
		emails: () => books.emails.map((email) => ({ ...email })),
	};
}

function isSignedIn({ headers }: FakeRequest, { signedBy }: Dialect): boolean {
	return Object.entries(signedBy).every(([name, value]) => headers[name] === value);
}

function effectOf(books: Books, document: StoredDocument): EffectInvoice {
	const { totals, buyer } = document;
	const ksef = books.ksef(document);
	return {
		vendor: 'http',
		id: document.id,
		number: document.number,
		kind: document.kind,
		reference: document.reference,
		currency: document.currency,
		...totals,
		issueDate: document.issueDate,
		saleDate: document.saleDate,
		dueDate: document.dueDate,
		legalStatus: ksef?.status ?? '',
		ksefNumber: ksef?.number ?? '',
		...(document.ksefAt && { legalAt: document.ksefAt.toISOString() }),
		buyer: { name: buyer.name, taxId: buyer.taxId, email: buyer.email },
		recipient: document.recipient,
		lines: document.lines,
		exemptionReason: document.exemptionReason,
		splitPayment: document.splitPayment ?? false,
		cancelled: document.cancelled,
		paid: books.paid(document),
	};
}

const COLUMNS: readonly Column[] = [
	{ title: 'Item', width: 275 },
	{ title: 'Quantity', width: 80, isNumber: true },
	{ title: 'VAT', width: 50, isNumber: true },
	{ title: 'Amount', width: 90, isNumber: true },
];

async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const { totals, currency, buyer } = document;
	return drawInvoice({
		title: `${document.kind === 'proforma' ? 'Pro forma' : 'Invoice'} ${document.number}`,
		subject: `${buyer.name}, ${totals.gross} ${currency}`,
		createdAt: document.createdAt,
		facts: [
			['Issued', document.issueDate],
			['Sold', document.saleDate],
			['Due', document.dueDate],
		],
		parties: [
			{ title: 'Buyer', lines: [buyer.name, buyer.taxId, buyer.address] },
			...(document.recipient ? [{ title: 'Recipient', lines: [document.recipient] }] : []),
		],
		columns: COLUMNS,
		rows: document.lines.map(({ name, quantity, unit, vatRate, value }) => [
			...[name, `${quantity} ${unit}`.trim(), vatRate, value],
		]),
		totals: [
			['Net', totals.net],
			['VAT', totals.vat],
			['Gross', `${totals.gross} ${currency}`],
		],
		remarks: [document.ksefNumber && `KSeF ${document.ksefNumber}`],
	});
}
