import { FamilyAccounting, QUIET_TIME_MS, type FamilyClock } from '../../connect/fakturowniaFamily/accounting';
import { FamilyClient } from '../../connect/fakturowniaFamily/client';
import { accountHost } from '../../connect/fakturowniaFamily/host';
import type { FamilyDocument } from '../../connect/fakturowniaFamily/schemas';
import { VendorError, type Http } from '../../connect/http';
import type { AccountingCapabilities } from '../../connect/ports';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import { legalOf, type KsefChoice } from './ksef';

export const VENDOR = 'Fakturownia';
const DOMAIN = 'fakturownia.pl';
/** Fakturownia's advice for `server_error`: wait a minute before sending again. */
const SEND_AGAIN_AFTER_MS = 60_000;

export interface FakturowniaSettings {
	/** Prefix, host or address, as typed in the credential. */
	account: string;
	ksef: KsefChoice;
}

/** Fakturownia: enforces our reference (`oid_unique`), sends to KSeF, e-mails by itself. */
export class FakturowniaAccounting extends FamilyAccounting {
	readonly system = 'fakturownia';
	readonly capabilities: AccountingCapabilities = {
		enforcesReference: true,
		findsByReference: true,
		kinds: ['invoice', 'proforma'],
		sendsToKsef: true,
		sendsEmail: true,
		quietTimeMs: QUIET_TIME_MS,
	};
	private readonly ksef: KsefChoice;

	/** Throws VendorError when the account's name is not usable. `http` signs with the account's token. */
	constructor(http: Http, settings: FakturowniaSettings, clock: FamilyClock) {
		super(new FamilyClient(http, accountHost(settings.account, { vendor: VENDOR, domain: DOMAIN }), VENDOR), clock);
		this.ksef = settings.ksef;
	}

	protected override createSiblings(invoice: Invoice): Record<string, unknown> {
		return this.asksToSend(invoice) ? { gov_save_and_send: true } : {};
	}

	protected override legalOf(document: FamilyDocument, created?: Invoice): IssuedInvoice['legal'] {
		const asked = created && (this.asksToSend(created) ? 'toSend' : 'notToSend');
		return legalOf(document, this.ksef, asked);
	}

	override async legalStatus(documentId: string, options: { send: boolean }): Promise<IssuedInvoice> {
		const document = await this.readDocument(documentId);
		const issued = this.issuedOf(document);
		if (!options.send || !this.maySend(document, issued)) return issued;
		try {
			return this.issuedOf(await this.readDocument(documentId, { send_to_ksef: 'yes' }));
		} catch (error) {
			// The request may have reached KSeF: reading again tells, sending again must not.
			if (error instanceof VendorError && error.outcome === 'unclear') return this.read(documentId);
			return Promise.reject(error);
		}
	}

	override async accountSettings(): Promise<{ name: string; ksef: 'unknown'; notes: string[] }> {
		const { name, departments } = await this.readAccount();
		return {
			name,
			// The API does not tell how automatic sending is set.
			ksef: 'unknown',
			notes: [
				`Companies: ${departments.join(', ') || 'none'}.`,
				this.ksef === 'off'
					? 'This credential never asks Fakturownia to send to KSeF. If the account sends automatically, it still does.'
					: 'Invoices that need a KSeF number are sent to KSeF as they are issued.',
				'Check in Fakturownia, Settings, KSeF: automatic sending applies to every invoice made through the API as well.',
			],
		};
	}

	private asksToSend(invoice: Invoice): boolean {
		return invoice.gate === 'ksefNumber' && this.ksef !== 'off';
	}

	private maySend(document: FamilyDocument, issued: IssuedInvoice): boolean {
		if (issued.cancelled) return false;
		if (issued.legal.state === 'notSent') return true;
		if (issued.legal.state !== 'retry') return false;
		const last = Date.parse(document.gov_send_date ?? document.updated_at ?? '');
		return Number.isNaN(last) || this.clock.now().getTime() - last >= SEND_AGAIN_AFTER_MS;
	}
}
