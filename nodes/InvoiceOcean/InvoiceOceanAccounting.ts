import {
	departmentName,
	FamilyAccounting,
	QUIET_TIME_MS,
	type FamilyClock,
} from '../../connect/fakturowniaFamily/accounting';
import { FamilyClient } from '../../connect/fakturowniaFamily/client';
import { accountHost } from '../../connect/fakturowniaFamily/host';
import { VendorError, type Http } from '../../connect/http';
import type { AccountingCapabilities } from '../../connect/ports';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { printedRate } from '../../invoicing/lineRates';
import { documentOf } from './document';
import { otherAddress, VENDOR } from './refusals';

const DOMAIN = 'invoiceocean.com';

/**
 * InvoiceOcean: Fakturownia's API under another name. Its documentation names `oid` and the search by it, but not
 * `oid_unique`: the reference is sent with it and never relied on. No KSeF.
 */
export class InvoiceOceanAccounting extends FamilyAccounting {
	readonly system = 'invoiceocean';
	readonly capabilities: AccountingCapabilities = {
		enforcesReference: false,
		findsByReference: true,
		kinds: ['invoice', 'proforma'],
		sendsToKsef: false,
		sendsEmail: true,
		quietTimeMs: QUIET_TIME_MS,
	};

	/** Throws VendorError when the account's name is not usable. `http` signs with the account's token. */
	constructor(http: Http, settings: { account: string }, clock: FamilyClock) {
		super(new FamilyClient(http, accountHost(settings.account, { vendor: VENDOR, domain: DOMAIN }), VENDOR), clock);
	}

	protected override bodyOf(invoice: Invoice): Record<string, unknown> {
		return { invoice: documentOf(invoice) };
	}

	/** Rates without a percentage are not documented: what became of them is read from the document, or counts as not known. */
	override async issue(invoice: Invoice): Promise<IssuedInvoice> {
		const issued = await super.issue(invoice);
		const certain = invoice.lines.every((line) => /^\d/.test(printedRate(line)));
		return certain || issued.lineRates ? issued : this.withLineRates(issued);
	}

	/** Lists show no lines; an adopted document has to tell its rates as a new one does. */
	override async findByReference(reference: string): Promise<IssuedInvoice[]> {
		const found = await super.findByReference(reference);
		return Promise.all(found.map(async (issued) => (issued.lineRates ? issued : this.read(issued.documentId))));
	}

	/** The document exists: failing to read it again must not look as if issuing had failed. */
	private async withLineRates(issued: IssuedInvoice): Promise<IssuedInvoice> {
		try {
			const { lineRates } = await this.read(issued.documentId);
			return { ...issued, lineRates: lineRates ?? [] };
		} catch (error) {
			if (error instanceof VendorError) return { ...issued, lineRates: [] };
			return Promise.reject(error);
		}
	}

	protected override legalOf(): IssuedInvoice['legal'] {
		return { state: 'notRequired', messages: [] };
	}

	override async legalStatus(documentId: string, { send }: { send: boolean }): Promise<IssuedInvoice> {
		const issued = await this.read(documentId);
		if (!send) return issued;
		const messages = [`${VENDOR} does not send documents to KSeF: nobody sent document ${issued.number} there.`];
		return { ...issued, legal: { ...issued.legal, messages } };
	}

	/** No address can be given by its API: it takes the one on the document. */
	override async sendByEmail(documentId: string, to: string[]): Promise<void> {
		if (to.length > 0) {
			const { buyer } = await this.read(documentId);
			if (plain(to) !== plain(buyer.emails)) throw otherAddress(documentId);
		}
		await this.postEmail(documentId);
	}

	protected override paymentFields(document: IssuedInvoice, payment: { paidOn: Day }): Record<string, unknown> {
		return { paid_date: payment.paidOn, currency: document.currency };
	}

	override async accountSettings(): Promise<{ name: string; ksef: 'off'; notes: string[] }> {
		const departments = await this.readDepartments();
		return {
			name: departments[0]?.name || this.client.host,
			ksef: 'off',
			notes: [
				`Companies: ${departments.map(departmentName).join(', ') || 'none'}.`,
				'InvoiceOcean does not send to KSeF by its API: invoices that need a KSeF number are refused before anything is issued.',
			],
		};
	}
}

const plain = (addresses: string[]): string =>
	addresses
		.map((each) => each.trim().toLowerCase())
		.sort()
		.join(',');
