import { z } from 'zod';
import {
	departmentName,
	FamilyAccounting,
	QUIET_TIME_MS,
	type FamilyClock,
} from '../../connect/fakturowniaFamily/accounting';
import { FamilyClient } from '../../connect/fakturowniaFamily/client';
import { usableCard } from '../../connect/fakturowniaFamily/clientCard';
import { accountHost } from '../../connect/fakturowniaFamily/host';
import { findByOid, listChildren } from '../../connect/fakturowniaFamily/lookup';
import { FamilyDocument } from '../../connect/fakturowniaFamily/schemas';
import { VendorError, type Http } from '../../connect/http';
import type { AccountingCapabilities } from '../../connect/ports';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import { correctionOf } from './correction';
import { documentOf } from './document';
import { legalOf, type KsefChoice } from './ksef';
import { orderOf } from './order';
import { isStaged, stagedBody } from './staged';

export const VENDOR = 'Fakturownia';
const DOMAIN = 'fakturownia.pl';
/** Fakturownia's advice for `server_error`: wait a minute before sending again. */
const SEND_AGAIN_AFTER_MS = 60_000;

const DOCUMENT_FIELDS = Object.keys(FamilyDocument.omit({ positions: true }).shape).join(',');

const Account = z.object({ prefix: z.string().nullish(), name: z.string().nullish() });

export interface FakturowniaSettings {
	/** Prefix, host or address, as typed in the credential. */
	account: string;
	ksef: KsefChoice;
	/** `match`: Fakturownia finds or makes the client's card; `byTaxNumber`: the card that the firm has already is named. */
	clientCards: ClientCards;
}

export type ClientCards = 'match' | 'byTaxNumber';

/** Fakturownia: enforces our reference (`oid_unique`), sends to KSeF, e-mails by itself. */
export class FakturowniaAccounting extends FamilyAccounting {
	readonly system = 'fakturownia';
	readonly capabilities: AccountingCapabilities = {
		enforcesReference: true,
		findsByReference: true,
		kinds: ['invoice', 'proforma', 'advance', 'final', 'correction'],
		unenforcedKinds: ['correction'],
		sendsToKsef: true,
		sendsEmail: true,
		quietTimeMs: QUIET_TIME_MS,
	};
	private readonly ksef: KsefChoice;
	private readonly clientCards: ClientCards;

	/** Throws VendorError when the account's name is not usable. `http` signs with the account's token. */
	constructor(http: Http, settings: FakturowniaSettings, clock: FamilyClock) {
		super(new FamilyClient(http, accountHost(settings.account, { vendor: VENDOR, domain: DOMAIN }), VENDOR), clock);
		this.ksef = settings.ksef;
		this.clientCards = settings.clientCards;
	}

	protected override readonly listing = {
		query: { search_date_type: 'issue_date', order: 'issue_date' },
		documentsPageSize: true,
	};

	protected override async bodyOf(invoice: Invoice): Promise<Record<string, unknown>> {
		const send = this.asksToSend(invoice) ? { gov_save_and_send: true } : {};
		if (isStaged(invoice, VENDOR))
			return { ...send, invoice: stagedBody(invoice, await orderOf(this.client, invoice), VENDOR) };
		const document = invoice.corrects ? correctionOf(invoice, invoice.corrects, VENDOR) : documentOf(invoice, VENDOR);
		const card = this.clientCards === 'byTaxNumber' ? await usableCard(this.client, invoice) : undefined;
		return { ...send, invoice: { ...(card !== undefined && { client_id: card }), ...document } };
	}

	/**
	 * A correction is looked for among the children of the corrected document too: whether one keeps its `oid` is not
	 * documented. What else the vendor lists there is left out by the reference.
	 */
	override async findByReference(reference: string, sought?: Invoice): Promise<IssuedInvoice[]> {
		const byOid = await super.findByReference(reference);
		if (!sought?.corrects) return byOid;
		const children = await listChildren(this.client, sought.corrects.documentId);
		const known = new Set(byOid.map(({ documentId }) => documentId));
		const found = children.map((document) => this.issuedOf(document));
		return [...byOid, ...found.filter((each) => each.reference === reference && !known.has(each.documentId))];
	}

	/** With its positions, which lists tell only when asked; with its KSeF number, which they may leave out. */
	async findAdvance(reference: string): Promise<IssuedInvoice[]> {
		const found = await findByOid(this.client, reference, { include_positions: 'true' });
		return Promise.all(
			found.map(async (document) => {
				const silent = document.gov_status === undefined && this.ksef !== 'off';
				const whole = silent ? await this.readDocument(String(document.id)) : document;
				return this.issuedOf({ ...whole, positions: document.positions });
			}),
		);
	}

	/** The KSeF fields come by name only, the positions with lists that ask for them or with the whole document. */
	async readWithLines(documentId: string): Promise<IssuedInvoice> {
		const [named, whole] = [await this.readDocument(documentId), await super.readDocument(documentId)];
		return this.issuedOf({ ...named, positions: whole.positions });
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
			return this.issuedOf(await this.readDocument(documentId, { send_to_ksef: 'yes' }, true));
		} catch (error) {
			// The request may have reached KSeF: reading again tells, sending again must not.
			if (error instanceof VendorError && error.outcome === 'unclear') return this.read(documentId);
			return Promise.reject(error);
		}
	}

	/** The KSeF fields are promised only when they are asked for by name. */
	protected override async readDocument(id: string, query: Record<string, string> = {}, acts = false) {
		return super.readDocument(id, { 'fields[invoice]': DOCUMENT_FIELDS, ...query }, acts);
	}

	override async sendByEmail(documentId: string, to: string[]): Promise<void> {
		if (to.length > 5) throw this.refused(`takes at most five addresses for one e-mail, not ${to.length}`);
		// The vendor documents no other place for the addresses; no error made here holds a query.
		await this.postEmail(documentId, { email_to: to.length > 0 ? to.join(',') : undefined, email_pdf: 'true' });
	}

	override async accountSettings(): Promise<{ name: string; ksef: 'unknown'; notes: string[] }> {
		const account = await this.client.json(
			{ kind: 'read', method: 'GET', path: '/account.json', purpose: 'read the account' },
			Account,
		);
		const departments = (await this.readDepartments()).map(departmentName);
		return {
			name: account.name || account.prefix || this.client.host,
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
