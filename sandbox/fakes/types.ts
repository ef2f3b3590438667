import type { MachineTime } from './time';

/**
 * What every fake vendor is made of. A fake keeps its own books, refuses what the vendor would refuse,
 * and knows nothing of the nodes. It is no more atomic than the vendor: it awaits between check and insert.
 */

export interface FakeRequest {
	method: string;
	/** Host name without port. */
	host: string;
	/** Path without query. */
	path: string;
	query: URLSearchParams;
	/** Names in lower case. */
	headers: Record<string, string>;
	raw: Buffer;
}

export interface FakeResponse {
	status: number;
	headers?: Record<string, string>;
	/** Object: sent as JSON. String or Buffer: sent as it is. */
	body?: unknown;
}

/** Faults that only the fake itself can play; the others are played around it by the dispatcher. */
export type VendorFault = 'error-in-200' | 'search-lag' | 'racy-unique' | 'token-revoked';

export interface World {
	/** The machine's time; left out: the real one. */
	readonly time?: MachineTime;
	/** The world's date and time, set by `PUT /api/clock`. */
	now(): Date;
	/** True (and counted down) while such a fault is set for this vendor and call. */
	fault(
		vendor: string,
		fault: VendorFault,
		request?: Pick<FakeRequest, 'method' | 'path'> & Partial<FakeRequest>,
	): { delayMs: number } | undefined;
	/** Delivers a webhook to n8n: plain HTTP POST to loopback. Never throws; answers the status or 0. */
	deliver(url: string, init: { headers: Record<string, string>; body: string }): Promise<number>;
	/** The same, for a vendor that reads the answer; left out: it has to do with the status. */
	ask?(url: string, init: { headers: Record<string, string>; body: string }): Promise<{ status: number; body: string }>;
	/** Tells the console page that something changed. */
	changed(): void;
}

export interface Fake {
	/** `bitrix24`, `fakturownia`, `googleDrive`, `googleSheets`, `smtp`. */
	readonly name: string;
	/** Hosts that it answers for: exact names, or `*.suffix`. */
	readonly hosts: readonly string[];
	handle(request: FakeRequest): Promise<FakeResponse>;
	/** Path under which a call is logged and struck by faults, where one path is for everything; left out: its own. */
	callPath?(request: FakeRequest): string;
	/** Empties the books. */
	reset(): void;
}

/** A deal as the control API takes it (design: "deal in"). The same for every CRM. */
export interface DealIn {
	title: string;
	currency?: string;
	stage?: LogicalStage;
	notes?: string;
	amount?: string;
	saleDate?: string;
	issueOn?: string;
	orderNumber?: string;
	invoiceNumber?: string;
	buyer?: BuyerIn;
	/** Several buyers, none of them chosen. */
	requisites?: BuyerIn[];
	recipient?: { name: string; taxId?: string; role?: string };
	contact?: { name: string; email?: string };
	paid?: { amount: string; date: string; method?: string };
	exemptionReason?: string;
	customFields?: Record<string, string>;
	lines?: LineIn[];
}

export interface BuyerIn {
	name: string;
	kind?: 'business' | 'consumer';
	taxId?: string;
	country?: string;
	email?: string;
	address?: { street?: string; postalCode?: string; city?: string };
}

export interface LineIn {
	name: string;
	quantity: string;
	unit?: string;
	unitPrice: string;
	priceBasis?: 'net' | 'gross';
	discountPercent?: string;
	/** 23, 8, 5, "0 KR", "0 WDT", "0 EX", zw, oo, "np I", "np II". Left out: the CRM holds no rate. */
	vatRate?: string;
}

/** `deposit`, `phase1`, `phase2`, `invoice` start documents by the scenario's stage rules. */
export type LogicalStage = 'open' | 'deposit' | 'phase1' | 'phase2' | 'invoice' | 'invoiced' | 'lost';

/** One entry per recording on a deal: doubled notes, files or field writes are visible in it. */
export interface CrmRecord {
	stage: string;
	/** The document number, where this write set the field for it; else empty. */
	number: string;
	fields: Record<string, string>;
	notes: string[];
	files: { name: string; size: number; sha256: string }[];
	at: string;
}

export interface FakeCrm extends Fake {
	createDeal(deal: DealIn): Promise<{ id: string }>;
	/** As the CRM holds it, with `stage` (logical), `title`, `fields`, `notes`, `files`. */
	getDeal(id: string): unknown;
	listDeals(): {
		id: string;
		title: string;
		stage: LogicalStage;
		amount: string;
		currency: string;
		buyer: string;
		status: string;
		number: string;
	}[];
	/** As a user of the CRM would: fires the webhook unless silent. */
	patchDeal(id: string, patch: Partial<DealIn>, options: { silent: boolean }): Promise<void>;
	/** As a person would; what the CRM keeps of it (history, a bin) stays as with the real one. */
	deleteDeal(id: string): void;
	/** The trigger's address, as the administrator pastes it in where no node can subscribe by itself. */
	setWebhook?(url: string): void;
	/** Web addresses that are subscribed for deals just now; where a subscription is several entries, each. */
	subscriptions?(): { url: string }[];
	/** Sends the webhook of the deal's last change again. */
	replay(deal: string): Promise<number>;
	records(deal?: string): CrmRecord[];
	/** What the deal's status field says, where it says "needs attention". */
	attention(deal?: string): { reason: string; field: string; text: string }[];
}

export interface EffectInvoice {
	vendor: string;
	id: string;
	number: string;
	kind: string;
	reference: string;
	currency: string;
	net: string;
	vat: string;
	gross: string;
	issueDate: string;
	saleDate: string;
	dueDate: string;
	legalStatus: string;
	ksefNumber: string;
	/** When it got its KSeF number, ISO 8601, the world's clock; left out: it has none. */
	legalAt?: string;
	buyer: { name: string; taxId: string; email: string };
	recipient?: unknown;
	lines: unknown[];
	exemptionReason?: string;
	splitPayment?: boolean;
	/** The rate that the document was given, with the note that is printed; left out: the system's own. */
	exchange?: { rate?: string; note?: string; date?: string; table?: string };
	/** Of a correction: what it corrects, why, and each line before and after. */
	corrects?: { id: string; reason: string; rows: unknown[] };
	cancelled?: boolean;
	/** Amount paid so far, decimal text. */
	paid?: string;
}

export interface FakeAccounting extends Fake {
	invoices(): EffectInvoice[];
	pdf(id: string): Promise<Buffer>;
	settings(): Record<string, unknown>;
	patchSettings(patch: Record<string, unknown>): void;
	pay(id: string, payment: { amount?: string; date?: string }): void;
	cancel(id: string): void;
	/** The trigger's address, as a person pastes it into the vendor's portal; left out: it sends no events. */
	setWebhook?(url: string): void;
}
