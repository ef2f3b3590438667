import { VendorError, type Http } from '../../connect/http';
import { Line, LONGEST_WAIT_MS } from '../../connect/line';
import { isPdf } from '../../connect/pdfFile';
import type { Accounting, AccountingCapabilities, Attachment, NewAttachment } from '../../connect/ports';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { issuedOf, type AnswerContext } from './answer';
import { attachOnce } from './attachments';
import { QuickBooksClient, type Clock, type CompanyAddress } from './client';
import { Company } from './company';
import { create, CREATE_TIMEOUT_MS, usedUp } from './create';
import { asCredit } from './creditMemo';
import { Customers } from './customers';
import { entityOf, parseDocumentId, pathOf, type DocumentKey, type Entity } from './documentId';
import { VENDOR } from './failures';
import { documentsWithReference, invoicesOf, paymentDays, recentAdvances } from './find';
import { Items } from './items';
import { accountNotes } from './notes';
import { overrideOf } from './override';
import { afterDocument, beforeDocument } from '../../connect/notDone';
import { recordPaymentOnce, type NewPayment } from './payments';
import { referenceIn } from './reference';
import { documentBody } from './request';
import { one, SalesDocument } from './schemas';
import { sendByEmail } from './sendByEmail';
import type { IssueSettings } from './settings';
import { assertStaged } from './staged';

/** Intuit ends a request after two minutes; until then one whose answer was lost may still be done. */
const LONGEST_REQUEST_MS = 120_000;

export interface QuickBooksOptions extends CompanyAddress {
	issue: IssueSettings;
	/** Where the company's requests wait for their turn. */
	line?: Line;
}

/** QuickBooks Online: enforces our reference by `requestid`, numbers and e-mails by itself, knows no KSeF. */
export class QuickBooksAccounting implements Accounting {
	readonly system = 'quickbooks';
	readonly capabilities: AccountingCapabilities = {
		enforcesReference: true,
		findsByReference: true,
		kinds: ['invoice', 'proforma', 'advance', 'final', 'correction'],
		sendsToKsef: false,
		sendsEmail: true,
		quietTimeMs: LONGEST_WAIT_MS + LONGEST_REQUEST_MS + CREATE_TIMEOUT_MS,
	};
	readonly company: Company;
	private readonly client: QuickBooksClient;
	private readonly customers: Customers;
	private readonly items: Items;
	private readonly settings: IssueSettings;
	/** Read for the first number and kept for the others, until something is issued. */
	private advances: Promise<SalesDocument[]> | undefined;

	/** `http` signs with the company's token. */
	constructor(
		http: Http,
		options: QuickBooksOptions,
		private readonly clock: Clock,
	) {
		this.client = new QuickBooksClient(http, options, options.line ?? new Line(), clock);
		this.company = new Company(this.client);
		this.customers = new Customers(this.client);
		this.items = new Items(this.client, options.issue);
		this.settings = options.issue;
	}

	async findByReference(reference: string, invoice: Invoice): Promise<IssuedInvoice[]> {
		const { entity, documents } = await documentsWithReference(this.client, this.customers, reference, invoice);
		return Promise.all(documents.map(async (document) => this.issuedOf(entity, document)));
	}

	/** One metered read for all advances of a deal, more where the company has thousands of invoices in two years. */
	async findAdvance(reference: string): Promise<IssuedInvoice[]> {
		this.advances ??= recentAdvances(this.client, this.clock.now());
		this.advances.catch(() => (this.advances = undefined));
		const found = (await this.advances).filter(({ PrivateNote }) => referenceIn(PrivateNote) === reference);
		return Promise.all(found.map(async (document) => this.issuedOf('Invoice', document)));
	}

	/**
	 * Metered reads: none for what findByReference has seen, one for products and services by name, two where the tax of
	 * an advance, a final or a correction is sent.
	 */
	async issue(asked: Invoice): Promise<IssuedInvoice> {
		if (asked.gate === 'ksefNumber') throw noKsef(asked);
		const entity = entityOf(asked);
		const invoice = asCredit(asked);
		// What can be refused without asking anybody is refused before a customer or an item is made.
		assertStaged(invoice, this.settings);
		documentBody(invoice, { customerId: '', itemIds: [] }, this.settings);
		const homeCurrency = invoice.exchange && (await beforeDocument(async () => this.company.homeCurrency()));
		const { Id: customerId } = await this.customers.findOrMake(invoice);
		const itemIds = await this.items.ofLines(invoice);
		const taxDetail = await beforeDocument(async () => overrideOf(invoice, this.company, this.settings));
		const body = documentBody(invoice, { customerId, itemIds, homeCurrency, taxDetail }, this.settings);
		this.advances = undefined;
		const { document, repeated } = await this.create(entity, invoice, body);
		return afterDocument(async () =>
			repeated ? this.asItStandsNow(entity, document.Id, invoice) : this.issuedOf(entity, document),
		);
	}

	async read(documentId: string): Promise<IssuedInvoice> {
		const key = parseDocumentId(documentId);
		return this.issuedOf(key.entity, await this.document(key));
	}

	async readWithLines(documentId: string): Promise<IssuedInvoice> {
		const key = parseDocumentId(documentId);
		return this.issuedOf(key.entity, await this.document(key), { withLines: true });
	}

	async pdf(documentId: string): Promise<Buffer> {
		const { entity, id } = parseDocumentId(documentId);
		const purpose = `fetch the PDF of document ${documentId}`;
		const bytes = await this.client.bytes(`${pathOf(entity)}/${id}/pdf`, purpose, 'application/pdf');
		if (isPdf(bytes)) return bytes;
		throw new VendorError({
			vendor: VENDOR,
			cause: 'unavailable',
			outcome: 'notDone',
			message: `${VENDOR} did not send the whole PDF of document ${documentId}.`,
			advice: 'Run this step again in a minute.',
		});
	}

	/** QuickBooks sends to no tax office: nothing is waited for, whatever `send` says. */
	async legalStatus(documentId: string): Promise<IssuedInvoice> {
		return this.read(documentId);
	}

	async sendByEmail(documentId: string, to: string[]): Promise<void> {
		await sendByEmail(this.client, parseDocumentId(documentId), to);
	}

	/** Two metered reads. The document first: what becomes of a file for a document that is none, nobody says. */
	async attachFile(documentId: string, file: NewAttachment): Promise<Attachment> {
		const key = parseDocumentId(documentId);
		await this.document(key);
		return attachOnce(this.client, key, file);
	}

	async recordPayment(documentId: string, payment: NewPayment): Promise<IssuedInvoice> {
		const key = parseDocumentId(documentId);
		if (key.entity !== 'Invoice') throw notOwed(documentId, key.entity);
		const document = await this.document(key);
		const recorded = await recordPaymentOnce(this.client, document, payment);
		return this.issuedOf('Invoice', recorded ? await this.document(key) : document);
	}

	/** Invoices only: an estimate is owed by nobody. With the day of the last payment of each. */
	async list(period: { from: Day; to: Day }): Promise<IssuedInvoice[]> {
		const documents = await invoicesOf(this.client, period);
		const isPaid = ({ Balance, TotalAmt }: SalesDocument) => Balance !== undefined && Balance !== TotalAmt;
		const days = documents.some(isPaid) ? await paymentDays(this.client, period.from) : new Map<string, Day>();
		return Promise.all(
			documents.map(async (document) => this.issuedOf('Invoice', document, { paidOn: days.get(document.Id) })),
		);
	}

	async accountSettings(): Promise<{ name: string; ksef: 'off'; notes: string[] }> {
		const info = await this.company.info();
		const preferences = await this.company.preferences();
		const notes = accountNotes(info, preferences, await this.company.taxCodes());
		return { name: info.CompanyName ?? info.LegalName ?? this.client.realm, ksef: 'off', notes };
	}

	private async create(entity: Entity, invoice: Invoice, body: Record<string, unknown>): ReturnType<typeof create> {
		try {
			return await create(this.client, entity, invoice, body, this.clock.now);
		} catch (error) {
			// A customer that was made inactive meanwhile is looked up anew the next time.
			this.customers.forget();
			return Promise.reject(error);
		}
	}

	private async document({ entity, id }: DocumentKey): Promise<SalesDocument> {
		return this.client.json(
			{ kind: 'read', method: 'GET', path: `${pathOf(entity)}/${id}`, purpose: `read document ${id}` },
			one(entity, SalesDocument),
		);
	}

	private async asItStandsNow(entity: Entity, id: string, invoice: Invoice): Promise<IssuedInvoice> {
		try {
			const issued = await this.issuedOf(entity, await this.document({ entity, id }));
			if (!issued.cancelled) return { ...issued, adopted: true };
		} catch (error) {
			if (!(error instanceof VendorError) || error.cause_ !== 'notFound') return Promise.reject(error);
		}
		throw usedUp(invoice);
	}

	private async issuedOf(
		entity: Entity,
		document: SalesDocument,
		more: Pick<AnswerContext, 'paidOn' | 'withLines'> = {},
	): Promise<IssuedInvoice> {
		return issuedOf(entity, document, {
			account: this.client.realm,
			homeCurrency: document.CurrencyRef ? '' : await this.company.homeCurrency(),
			readAt: this.clock.now().toISOString(),
			...more,
		});
	}
}

function noKsef({ deal }: Invoice): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The invoice of deal ${deal.id} needs a KSeF number before it may leave, and ${VENDOR} cannot send to KSeF.`,
		advice:
			'Use an accounting system that sends to KSeF. If your firm has no such duty, say so in "KSeF Duty" of the Build Invoice step. Nothing was issued.',
	});
}

function notOwed(documentId: string, entity: Entity): VendorError {
	const what = entity === 'Estimate' ? 'an estimate (proforma)' : 'a credit memo';
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Document ${documentId} is ${what}; ${VENDOR} takes payments for invoices only.`,
		advice: 'Record the payment on the invoice. Nothing was recorded.',
	});
}
