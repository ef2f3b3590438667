import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { VendorError, type Http } from '../../connect/http';
import type { Accounting, AccountingCapabilities } from '../../connect/ports';
import { HttpClient } from './client';
import { CREATE_TIMEOUT_MS, createDocument } from './create';
import { fieldText } from './description/paths';
import type { Call, Requests } from './description/requests';
import { Documents } from './documents';
import { keyOf } from './key';
import { accountNotes } from './notes';
import { recordPaymentOnce, type Payment } from './payments';
import { downloadPdf } from './pdf';
import { masker } from './secrets';
import { checkSettings, type HttpSettings } from './settings';
import { TASK_TIME_MS } from './task';

export interface HttpClock {
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
}

/** After a lost create "not found" counts only this much later: two minutes of a system's own delay, and the time limit. */
const QUIET_TIME_MS = 120_000 + CREATE_TIMEOUT_MS;

/** Any system with an API that takes and answers JSON, as its user describes it. */
export class HttpAccounting implements Accounting {
	readonly system = 'http';
	readonly capabilities: AccountingCapabilities;
	private readonly client: HttpClient;
	private readonly documents: Documents;

	/** Throws VendorError when the description contradicts itself. `http` signs. */
	constructor(
		http: Http,
		private readonly settings: HttpSettings,
		private readonly clock: HttpClock,
	) {
		checkSettings(settings);
		const { requests, answers, base, vendor } = settings;
		this.client = new HttpClient(http, base, vendor, answers, requests.common, masker(settings.secrets));
		this.documents = new Documents(this.client, settings, clock.now);
		this.capabilities = {
			// A key alone is not enough: whether the document exists must also be possible to ask.
			enforcesReference: settings.keyEnforced && requests.find !== undefined,
			findsByReference: requests.find !== undefined,
			kinds: settings.kinds,
			sendsToKsef: settings.ksef !== 'none',
			sendsEmail: requests.email !== undefined,
			quietTimeMs: QUIET_TIME_MS + (requests.create.task ? TASK_TIME_MS : 0),
		};
	}

	async findByReference(reference: string): Promise<IssuedInvoice[]> {
		return this.documents.find(this.needed('find'), { reference, key: keyOf(reference) });
	}

	async issue(invoice: Invoice): Promise<IssuedInvoice> {
		const { client, documents, settings, clock } = this;
		return createDocument(invoice, { client, documents, settings, sleep: clock.sleep });
	}

	async read(documentId: string): Promise<IssuedInvoice> {
		return this.documents.readIssued(documentId);
	}

	async pdf(documentId: string): Promise<Buffer> {
		return downloadPdf(this.client, this.needed('pdf'), documentId, this.clock.sleep);
	}

	async legalStatus(documentId: string, options: { send: boolean }): Promise<IssuedInvoice> {
		const issued = await this.read(documentId);
		if (!options.send || issued.cancelled || issued.legal.state !== 'notSent') return issued;
		const purpose = `send document ${documentId} to KSeF`;
		try {
			await this.client.json(this.needed('sendToKsef') as Call, { kind: 'create', purpose, values: { documentId } });
		} catch (error) {
			// The request may have arrived: reading again tells, sending again must not.
			if (!(error instanceof VendorError && error.outcome === 'unclear')) return Promise.reject(error);
		}
		const sent = await this.read(documentId);
		// It may take a moment until the document shows it; until then it is on its way, and not to be sent again now.
		return sent.legal.state === 'notSent' ? { ...sent, legal: { ...sent.legal, state: 'pending' } } : sent;
	}

	async sendByEmail(documentId: string, to: string[]): Promise<void> {
		await this.client.json(this.needed('email') as Call, {
			kind: 'create',
			purpose: `e-mail document ${documentId}`,
			values: { documentId, to: to.join(','), recipients: to },
		});
	}

	async recordPayment(documentId: string, payment: Payment): Promise<IssuedInvoice> {
		const call = this.needed('payment');
		const document = await this.documents.read(documentId);
		const issued = this.documents.issuedOf(document);
		const recorded = await recordPaymentOnce(this.client, call, { issued, document, payment });
		return recorded ? this.read(documentId) : issued;
	}

	/** By issue date, both days included, cancelled ones too; oldest first. */
	async list({ from, to }: { from: Day; to: Day }): Promise<IssuedInvoice[]> {
		const purpose = `list the documents from ${from} to ${to}`;
		const listed = await this.documents.all(this.needed('list'), { from, until: to }, purpose);
		const issued = listed.map((document) => this.documents.issuedOf(document));
		// A document made meanwhile moves the pages: the same row may come twice.
		const byId = new Map(issued.map((each) => [each.documentId, each]));
		return [...byId.values()]
			.filter(({ issueDate }) => issueDate >= from && issueDate <= to)
			.sort((a, b) => (a.issueDate < b.issueDate ? -1 : a.issueDate > b.issueDate ? 1 : 0));
	}

	async accountSettings(): ReturnType<Accounting['accountSettings']> {
		const { requests, base, ksef } = this.settings;
		const { check } = requests;
		const answer = check && (await this.client.json(check, { kind: 'read', purpose: 'read the account', values: {} }));
		return {
			name: (check?.name && fieldText(answer, check.name)) || base.host,
			ksef: ksef === 'none' ? 'off' : ksef === 'automatic' ? 'automatic' : 'manual',
			notes: accountNotes(this.settings, this.capabilities),
		};
	}

	private needed<K extends 'find' | 'pdf' | 'list' | 'email' | 'payment' | 'sendToKsef'>(
		name: K,
	): NonNullable<Requests[K]> {
		const call = this.settings.requests[name];
		if (call) return call as NonNullable<Requests[K]>;
		const { vendor } = this.settings;
		throw new VendorError({
			vendor,
			cause: 'rejected',
			outcome: 'notDone',
			message: `The parameter Requests does not describe "${name}", so ${vendor} cannot be asked for it.`,
			advice: `Add "${name}" to Requests, or do without this operation.`,
		});
	}
}
