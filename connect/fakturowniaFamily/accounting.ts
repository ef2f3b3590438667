import { z } from 'zod';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { VendorError } from '../http';
import type { Accounting, AccountingCapabilities } from '../ports';
import { issuedOf } from './answer';
import type { FamilyClient } from './client';
import { idPath } from './idPath';
import { findByOid, listPeriod } from './lookup';
import { recordPaymentOnce, type Payment } from './payments';
import { downloadPdf } from './pdf';
import { EmailAnswer, FamilyDepartment, FamilyDocument } from './schemas';

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

/**
 * Accounting on the API that Fakturownia and InvoiceOcean share. What differs (host, sign-in, KSeF, whether the
 * reference is enforced, which fields and parameters are documented) is the subclass's.
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

	/** The body of a create: `invoice`, and what the brand takes beside it. Throws VendorError for what it cannot hold. */
	protected abstract bodyOf(invoice: Invoice): Record<string, unknown> | Promise<Record<string, unknown>>;

	abstract legalStatus(documentId: string, options: { send: boolean }): Promise<IssuedInvoice>;

	abstract accountSettings(): ReturnType<Accounting['accountSettings']>;

	async findByReference(reference: string): Promise<IssuedInvoice[]> {
		return (await findByOid(this.client, reference)).map((document) => this.issuedOf(document));
	}

	async issue(invoice: Invoice): Promise<IssuedInvoice> {
		const body = await this.bodyOf(invoice);
		const document = await this.client.json(
			{
				kind: 'create',
				method: 'POST',
				path: '/invoices.json',
				body,
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

	abstract sendByEmail(documentId: string, to: string[]): Promise<void>;

	async recordPayment(documentId: string, payment: Payment): Promise<IssuedInvoice> {
		const document = await this.read(documentId);
		return (await recordPaymentOnce(this.client, document, payment, this.paymentFields(document, payment)))
			? this.read(documentId)
			: document;
	}

	/** By issue date, both days included, cancelled ones too; oldest first. */
	async list(period: { from: Day; to: Day }): Promise<IssuedInvoice[]> {
		return (await listPeriod(this.client, period, this.listing)).map((document) => this.issuedOf(document));
	}

	/** What the brand documents for lists beside the period, and whether it keeps to a page size. */
	protected readonly listing: Parameters<typeof listPeriod>[2] = { query: {}, documentsPageSize: false };

	/** What the brand documents for payments beside name, amount and document. */
	protected paymentFields(_document: IssuedInvoice, _payment: Payment): Record<string, unknown> {
		return {};
	}

	/** `acts`: with this query the GET does something at the vendor, so it must not be repeated. */
	protected async readDocument(
		documentId: string,
		query: Record<string, string> = {},
		acts = false,
	): Promise<FamilyDocument> {
		return this.client.json(
			{
				kind: acts ? 'create' : 'read',
				method: 'GET',
				path: `/invoices/${idPath(documentId, this.client.vendor)}.json`,
				query,
				purpose: `read document ${documentId}`,
			},
			FamilyDocument,
		);
	}

	/** Asks the system to e-mail the document. Throws VendorError `rejected` when it says, under HTTP 200, that it did not. */
	protected async postEmail(documentId: string, query: Record<string, string | undefined> = {}): Promise<void> {
		const answer = await this.client.json(
			{
				kind: 'create',
				method: 'POST',
				path: `/invoices/${idPath(documentId, this.client.vendor)}/send_by_email.json`,
				query,
				purpose: `e-mail document ${documentId}`,
			},
			EmailAnswer,
		);
		if (answer.status !== 'ok')
			throw this.refused(`did not e-mail document ${documentId}: ${answer.message ?? answer.status}`);
	}

	/** The companies of the account, each with the id that an invoice can name. */
	protected async readDepartments(): Promise<FamilyDepartment[]> {
		return this.client.json(
			{ kind: 'read', method: 'GET', path: '/departments.json', purpose: 'read the companies of the account' },
			z.array(FamilyDepartment),
		);
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

	protected refused(
		what: string,
		advice = 'Nothing was sent. Put right what it names, then run this step again.',
	): VendorError {
		const { vendor } = this.client;
		return new VendorError({ vendor, cause: 'rejected', outcome: 'notDone', message: `${vendor} ${what}.`, advice });
	}
}

export const departmentName = ({ id, name, shortcut }: FamilyDepartment): string => `${name ?? shortcut ?? ''} (${id})`;
