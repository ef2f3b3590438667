import { z } from 'zod';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { VendorError } from '../http';
import type { Accounting, AccountingCapabilities } from '../ports';
import { issuedOf } from './answer';
import type { FamilyClient } from './client';
import { idPath } from './idPath';
import { recordPaymentOnce, type Payment } from './payments';
import { downloadPdf } from './pdf';
import { createBody } from './request';
import { DOCUMENT_FIELDS, EmailAnswer, FamilyAccount, FamilyDepartment, FamilyDocument } from './schemas';

export interface FamilyClock {
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
}

/** A create that takes longer is lost; the quiet time below covers it. */
const CREATE_TIMEOUT_MS = 30_000;
/**
 * After a lost create "not found" counts only this much later: a production plugin of the vendor's customers waits two
 * minutes plus the request's time limit.
 */
export const QUIET_TIME_MS = 120_000 + CREATE_TIMEOUT_MS;

const PER_PAGE = 100;
const MOST_PAGES = 100;

/**
 * Accounting on the API that Fakturownia and InvoiceOcean share. What differs (host, KSeF, whether the reference is
 * enforced) is the subclass's.
 */
export abstract class FamilyAccounting implements Accounting {
	abstract readonly system: string;
	abstract readonly capabilities: AccountingCapabilities;

	constructor(
		protected readonly client: FamilyClient,
		protected readonly clock: FamilyClock,
	) {}

	/** Where the document stands with the tax office. `created`: this answer came from our create. */
	protected abstract legalOf(document: FamilyDocument, created?: Invoice): IssuedInvoice['legal'];

	/** Keys beside `invoice` in the body of a create. */
	protected abstract createSiblings(invoice: Invoice): Record<string, unknown>;

	abstract legalStatus(documentId: string, options: { send: boolean }): Promise<IssuedInvoice>;

	abstract accountSettings(): ReturnType<Accounting['accountSettings']>;

	async findByReference(reference: string): Promise<IssuedInvoice[]> {
		const found = await this.client.json(
			{
				kind: 'read',
				method: 'GET',
				path: '/invoices.json',
				// Without a period the vendor picks one of its own and old documents stay unseen.
				query: { oid: reference, period: 'all', per_page: PER_PAGE },
				purpose: `look for the document with reference ${reference}`,
			},
			z.array(FamilyDocument),
		);
		return found.filter((document) => document.oid === reference).map((document) => this.issuedOf(document));
	}

	async issue(invoice: Invoice): Promise<IssuedInvoice> {
		const document = await this.client.json(
			{
				kind: 'create',
				method: 'POST',
				path: '/invoices.json',
				body: { ...this.createSiblings(invoice), invoice: createBody(invoice, this.client.vendor) },
				timeoutMs: CREATE_TIMEOUT_MS,
				purpose: `issue the document for deal ${invoice.deal.id}`,
			},
			FamilyDocument,
		);
		return this.issuedOf(document, invoice);
	}

	async read(documentId: string): Promise<IssuedInvoice> {
		return this.issuedOf(await this.readDocument(documentId));
	}

	async pdf(documentId: string): Promise<Buffer> {
		return downloadPdf(this.client, documentId, this.clock.sleep);
	}

	async sendByEmail(documentId: string, to: string[]): Promise<void> {
		const id = idPath(documentId, this.client.vendor);
		if (to.length > 5)
			throw this.refused(`takes at most five addresses for one e-mail, not ${to.length}`, 'Send to fewer addresses.');
		const answer = await this.client.json(
			{
				kind: 'create',
				method: 'POST',
				path: `/invoices/${id}/send_by_email.json`,
				// The vendor documents no other place for the addresses; no error made here holds a query.
				query: { email_to: to.length > 0 ? to.join(',') : undefined, email_pdf: 'true' },
				purpose: `e-mail document ${documentId}`,
			},
			EmailAnswer,
		);
		// A refused e-mail comes under HTTP 200.
		if (answer.status !== 'ok')
			throw this.refused(
				`did not e-mail document ${documentId}: ${answer.message ?? answer.status}`,
				'Nothing was sent. If the KSeF number is missing, wait for it and run this step again.',
			);
	}

	async recordPayment(documentId: string, payment: Payment): Promise<IssuedInvoice> {
		const document = await this.read(documentId);
		return (await recordPaymentOnce(this.client, document, payment)) ? this.read(documentId) : document;
	}

	/** By issue date, both days included, cancelled ones too; oldest first. */
	async list(period: { from: Day; to: Day }): Promise<IssuedInvoice[]> {
		const byId = new Map<number, FamilyDocument>();
		for (let page = 1; page <= MOST_PAGES; page++) {
			const rows = await this.client.json(
				{
					kind: 'read',
					method: 'GET',
					path: '/invoices.json',
					query: {
						period: 'more',
						date_from: period.from,
						date_to: period.to,
						search_date_type: 'issue_date',
						order: 'issue_date',
						page,
						per_page: PER_PAGE,
					},
					purpose: `list the documents from ${period.from} to ${period.to}`,
				},
				z.array(FamilyDocument),
			);
			// A document made meanwhile moves the pages: the same row may come twice.
			for (const row of rows) byId.set(row.id, row);
			if (rows.length < PER_PAGE) break;
		}
		return [...byId.values()].map((document) => this.issuedOf(document));
	}

	protected async readDocument(documentId: string, more: Record<string, string> = {}): Promise<FamilyDocument> {
		return this.client.json(
			{
				// With `send_to_ksef` this GET acts at the vendor: it must not be repeated.
				kind: Object.keys(more).length > 0 ? 'create' : 'read',
				method: 'GET',
				path: `/invoices/${idPath(documentId, this.client.vendor)}.json`,
				query: { 'fields[invoice]': DOCUMENT_FIELDS, ...more },
				purpose: `read document ${documentId}`,
			},
			FamilyDocument,
		);
	}

	protected async readAccount(): Promise<{ name: string; departments: string[] }> {
		const purpose = 'read the account';
		const account = await this.client.json(
			{ kind: 'read', method: 'GET', path: '/account.json', purpose },
			FamilyAccount,
		);
		const departments = await this.client.json(
			{ kind: 'read', method: 'GET', path: '/departments.json', purpose: 'read the companies of the account' },
			z.array(FamilyDepartment),
		);
		return {
			name: account.name || account.prefix || this.client.host,
			departments: departments.map(
				(department) => `${department.name ?? department.shortcut ?? ''} (${department.id})`,
			),
		};
	}

	protected issuedOf(document: FamilyDocument, created?: Invoice): IssuedInvoice {
		return issuedOf(document, {
			system: this.system,
			vendor: this.client.vendor,
			host: this.client.host,
			account: this.client.host.split('.')[0] ?? '',
			legal: this.legalOf(document, created),
			readAt: this.clock.now().toISOString(),
		});
	}

	private refused(what: string, advice: string): VendorError {
		const { vendor } = this.client;
		return new VendorError({ vendor, cause: 'rejected', outcome: 'notDone', message: `${vendor} ${what}.`, advice });
	}
}
