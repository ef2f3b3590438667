import type { Deal, StageEntry } from '../invoicing/deal';
import type { Invoice, IssuedInvoice } from '../invoicing/invoice';
import type { Day, Kind } from '../invoicing/primitives';

/**
 * The two ports that carry the whole variety of vendors. A new vendor is one folder that fills one of them.
 * Every method throws VendorError (http.ts) and nothing else on a vendor's failure.
 */

export interface Stage {
	id: string;
	name: string;
	pipelineId: string;
	/** Position within the pipeline, ascending. */
	order: number;
	outcome: 'open' | 'won' | 'lost';
}

export interface Pipeline {
	id: string;
	name: string;
	stages: Stage[];
}

/** Stage rule of a trigger: which document a stage asks for. */
export interface StageRule {
	stageId: string;
	kind: Kind;
	part: number;
	/** Share of the deal in percent, decimal text. */
	percent: string;
	/** Sum of the shares of the lower parts of the same kind. */
	percentBefore: string;
}

/** A row of the CRM's stage history, before a rule made a StageEntry of it. */
export interface StageMove {
	entryId: string;
	dealId: string;
	pipelineId: string;
	stageId: string;
	enteredAt: string;
}

/** Deals that stand in stages, as far as a short look shows them. */
export interface DealsInStages {
	/** Newest first. */
	ids: string[];
	/** False where there may be more. */
	isWhole: boolean;
}

/** Where the CRM keeps what this product writes, and what it reads beside the standard fields. CRM field names. */
export interface CrmFields {
	number: string;
	documentId: string;
	reference: string;
	link: string;
	pdf: string;
	status: string;
	/** Company or deal field that holds the tax number where the standard one is empty. */
	taxId?: string;
}

export interface RecordOptions {
	/** Stage to move the deal to once invoiced; empty: leave it. */
	stageId?: string;
	fields: CrmFields;
	/** Text of the note, without marker; the adapter adds its marker so that a second note is recognised. */
	note: string;
	/** Text of the status field: "Invoiced FV 1/11/2026". */
	status: string;
	/** The deal as read in this run; spares reading it again for what is already recorded. */
	deal?: Deal;
}

export interface PdfFile {
	fileName: string;
	content: Buffer;
}

/** What "Check" says of a credential and of the account behind it. */
export interface CrmReport {
	ok: boolean;
	/** The account: part of the reference. */
	account: string;
	/** What is missing or will not work, in sentences. Empty when all is well. */
	notes: string[];
	/** Who the credential stands for. */
	user?: { id: string; name: string; administrator: boolean };
	scopes?: string[];
}

/** The stage entry that a deal is read for. `percent`: left out where the entry does not say. */
export type SeenFrom = Pick<StageEntry, 'stageId' | 'pipelineId'> & Partial<Pick<StageEntry, 'percent'>>;

export interface Crm {
	/** `bitrix24`, … the first part of a reference. */
	readonly name: string;
	/** The account: part of the reference. */
	account(): Promise<string>;
	pipelines(): Promise<Pipeline[]>;
	/** Newest stage move of one deal; undefined when the deal is gone. One request. */
	latestStageMove(dealId: string): Promise<StageMove | undefined>;
	/** Stage moves into these stages since `since`, oldest first, all pages. */
	stageMovesSince(since: string, stageIds: string[]): Promise<StageMove[]>;
	/** Deals that stand in these stages now: a page, not all of them. As few requests as the CRM allows. */
	dealsIn(stageIds: string[]): Promise<DealsInStages>;
	/** The whole deal as seen from a stage entry; undefined when it is deleted. */
	readDeal(dealId: string, options: { entry?: SeenFrom; fields: CrmFields }): Promise<Deal | undefined>;
	recordInvoice(dealId: string, issued: IssuedInvoice, pdf: PdfFile | undefined, options: RecordOptions): Promise<void>;
	/** Writes the status field: where the deal stands, in words. No request when it says so already (`deal`). */
	setStatus(dealId: string, status: string, fields: CrmFields, deal?: Deal): Promise<void>;
	/** Makes the fields that are missing; answers the names it made. */
	ensureFields(fields: CrmFields): Promise<string[]>;
	/** The deal's fields that a user may choose for reading and writing, for drop-downs. */
	dealFields(): Promise<{ name: string; title: string }[]>;
	/** Tries what the nodes will do, in few requests. Throws only when the account cannot be reached or refuses the sign-in. */
	check(fields: CrmFields): Promise<CrmReport>;
}

export interface AccountingCapabilities {
	/** The system refuses a second document with our reference (Fakturownia `oid_unique`, QuickBooks `requestid`). */
	enforcesReference: boolean;
	/** Kinds for which it does not, although it does for the others. */
	unenforcedKinds?: readonly Kind[];
	/** Documents can be found by our reference. */
	findsByReference: boolean;
	kinds: readonly Kind[];
	sendsToKsef: boolean;
	sendsEmail: boolean;
	/** Milliseconds after a lost create until "not found" counts as never made. Longer than the slowest create. */
	quietTimeMs: number;
}

export interface NewAttachment {
	fileName: string;
	mimeType: string;
	content: Buffer;
	/** The system's own e-mail of the document takes it along. */
	withEmail: boolean;
}

export interface Attachment {
	id: string;
	/** As the system names it. */
	fileName: string;
	size: number;
	/** It was there already; nothing was sent. */
	adopted: boolean;
	withEmail: boolean;
}

export interface Look {
	/** A request for the document is unaccounted for: every way of finding it is worth its calls. */
	inFlight: boolean;
}

export interface Accounting {
	/** `fakturownia`, … */
	readonly system: string;
	readonly capabilities: AccountingCapabilities;
	/**
	 * All documents that carry the reference, cancelled ones too. `sought`: the invoice that is to be issued under it, for
	 * systems whose search knows buyers, days and amounts and no reference.
	 */
	findByReference(reference: string, sought: Invoice, look?: Look): Promise<IssuedInvoice[]>;
	/**
	 * The advance with this reference, with `byRate`, cancelled ones too. `deal`: for systems whose search knows buyers and
	 * no reference. Left out by systems that issue no advances.
	 */
	findAdvance?(reference: string, deal: Deal | undefined): Promise<IssuedInvoice[]>;
	/** One create request. Only issueOnce calls it. */
	issue(invoice: Invoice): Promise<IssuedInvoice>;
	read(documentId: string): Promise<IssuedInvoice>;
	/** With `lines`, where `read` does not tell them. */
	readWithLines?(documentId: string): Promise<IssuedInvoice>;
	pdf(documentId: string): Promise<Buffer>;
	/** The legal standing; sends to the office first when it was never sent and `send` is set. */
	legalStatus(documentId: string, options: { send: boolean }): Promise<IssuedInvoice>;
	sendByEmail(documentId: string, to: string[]): Promise<void>;
	/**
	 * Keeps a file with a document, once: a file of the same name and size that is there already is the same file. Left
	 * out by systems without files.
	 */
	attachFile?(documentId: string, file: NewAttachment): Promise<Attachment>;
	recordPayment(
		documentId: string,
		payment: { reference: string; amount: string; paidOn: Day },
	): Promise<IssuedInvoice>;
	list(period: { from: Day; to: Day }): Promise<IssuedInvoice[]>;
	/** For set-up: how the account is configured, in words and in values that can be compared with the user's choice. */
	accountSettings(): Promise<{ name: string; ksef: 'off' | 'manual' | 'automatic' | 'unknown'; notes: string[] }>;
}
