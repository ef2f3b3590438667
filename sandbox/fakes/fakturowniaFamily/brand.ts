import type { FakeRequest, FakeResponse, World } from '../types';
import type { Books, StoredDocument } from './books';
import type { FamilyInvoice } from './schemas';

/** Field → sentences, as the system answers with 422. */
export type Refusals = Record<string, string[]>;

export interface FamilySettings {
	/** Milliseconds in which a new document has no PDF yet (422). */
	pdfDelayMs: number;
}

/** What a brand's connection to the tax office makes of documents; a brand without one has none. */
export interface Office {
	/** Whether a create sends the document: asked for, or by a rule of the account. */
	sendsOnCreate(input: FamilyInvoice, asked: boolean): boolean;
	send(document: StoredDocument): void;
	/** It is to have a number and has none yet. */
	isWaiting(document: StoredDocument): boolean;
	/** The office's word for where it stands; null: never sent. */
	status(document: StoredDocument): string | null;
	/** What answers tell of it. */
	fields(document: StoredDocument): Record<string, unknown>;
}

/** `input` is made once the books are known: some documents are made from others. */
export type Create =
	| { input: FamilyInvoice | ((books: Books) => FamilyInvoice | { refusals: Refusals }); asksToSend: boolean }
	| { refusals: Refusals };

/** What one brand of the family documents, and therefore takes. */
export interface Brand {
	/** Of the fake and its faults: `fakturownia`. */
	name: string;
	/** As people know it. */
	vendor: string;
	isSignedIn(request: FakeRequest): boolean;
	/** Of GET /invoices.json; any other is a caller's mistake. */
	listParameters: ReadonlySet<string>;
	/** Where a brand's lists may behave otherwise than asked: what it makes of the query, and of each row. */
	list?: { query(query: URLSearchParams): URLSearchParams; row(row: Record<string, unknown>): Record<string, unknown> };
	/** Whether the answer to a create shows the positions; left out: it does. */
	answersPositions?: () => boolean;
	/** Reads the body of POST /invoices.json: wrong types and unknown fields are refused. */
	readCreate(body: unknown, query: URLSearchParams): Create;
	/** What is refused of a well-formed document; `toOffice`: it is to be sent. */
	contentRefusals(input: FamilyInvoice, toOffice: boolean): Refusals;
	/** Whether a second document with the `oid` of another is refused. */
	enforcesOid(input: FamilyInvoice): boolean;
	/** The rate that a position is kept with, in the brand's own spelling. */
	taxOf(tax: string): string;
	/** Fields of `banking_payment` beside those that every brand has. */
	readPayment(body: unknown): NewPayment | { refusals: Refusals };
	routes: RouteEntry[];
}

export interface NewPayment {
	name: string;
	price: string;
	invoiceId?: number;
	paid: boolean;
	/** When the money came, where the brand takes it; else the day of the call. */
	paidDate?: string;
}

export interface Shop {
	world: World;
	books: Books;
	brand: Brand;
	office?: Office;
	settings: () => FamilySettings;
	host: string;
	drawPdf: (document: StoredDocument) => Promise<Buffer>;
}

export type Route = (shop: Shop, request: FakeRequest, id: number) => Promise<FakeResponse> | FakeResponse;
export type RouteEntry = [method: string, path: RegExp, route: Route];
