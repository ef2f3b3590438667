import { createHash } from 'node:crypto';
import { VendorError, type Http } from '../../connect/http';
import { isPdf } from '../../connect/pdfFile';
import type { Accounting, AccountingCapabilities, Look } from '../../connect/ports';
import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { after, before } from './aroundCreate';
import { memoryOf, type AccountMemory } from './accountMemory';
import { IfirmaClient } from './client';
import { Corrections } from './correction/corrections';
import { correctedBy, correctionRequest } from './correction/request';
import { readDocumentId, type DocumentKey } from './documentId';
import { DOMESTIC, isCorrection } from './documentTypes';
import { unreadable } from './failures';
import { findByNotes } from './find';
import type { KsefChoice } from './ksef';
import { apiLimit, assertLeft, CALLS_OF_A_DOCUMENT } from './limit';
import { listDocuments } from './list';
import { sendByEmail, type MailChoice } from './mail';
import { accountingMonth, settleMonth, type MonthChoice } from './month';
import { recordPayment, type Payment } from './payments';
import { Reader } from './reader';
import { createRequest } from './request/body';
import { listRows } from './rows';
import { Created, Done } from './schemas';

export interface IfirmaSettings {
	/** Of the user of the API; names the account, by its hash. */
	login: string;
	ksef: KsefChoice;
	month: MonthChoice;
	/** Of corrections: whether what the law asks for before VAT is lowered is there by their issue date. */
	conditionsMet?: boolean;
	mail?: MailChoice;
}

export interface IfirmaClock {
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
}

/** A create that takes longer is lost; the quiet time covers it. */
const CREATE_TIMEOUT_MS = 30_000;
/** The vendor's own shop modules wait five minutes for an answer, so a create may take as long. */
const QUIET_TIME_MS = 300_000 + CREATE_TIMEOUT_MS;

/** iFirma: knows no reference of ours, so it neither enforces one nor finds by it but through the notes (find.ts). */
export class IfirmaAccounting implements Accounting {
	readonly system = 'ifirma';
	readonly capabilities: AccountingCapabilities = {
		enforcesReference: false,
		findsByReference: true,
		kinds: ['invoice', 'proforma', 'correction'],
		sendsToKsef: true,
		sendsEmail: true,
		quietTimeMs: QUIET_TIME_MS,
	};
	private readonly client: IfirmaClient;
	private readonly memory: AccountMemory;
	private readonly reader: Reader;
	private readonly corrections: Corrections;

	/** `http` signs with the account's keys. */
	constructor(
		http: Http,
		private readonly settings: IfirmaSettings,
		private readonly clock: IfirmaClock,
		memory?: AccountMemory,
	) {
		this.client = new IfirmaClient(http);
		const account = createHash('sha256').update(settings.login.trim().toLowerCase()).digest('hex').slice(0, 12);
		this.memory = memory ?? memoryOf(account);
		this.reader = new Reader(this.client, { account, ksef: settings.ksef, now: clock.now });
		this.corrections = new Corrections(this.client, this.reader);
	}

	async findByReference(reference: string, sought: Invoice, look?: Look): Promise<IssuedInvoice[]> {
		const inFlight = look?.inFlight ?? false;
		const known = { notNeeded: sought.gate === 'none' };
		if (sought.kind === 'correction') return this.corrections.find(reference, sought, inFlight, known);
		const read = async (key: DocumentKey) => this.reader.document(key);
		const found = await findByNotes(this.client, { reference, sought, inFlight }, read);
		return found.map(({ key, document, row }) => this.reader.issued(key, document, row, known));
	}

	async issue(invoice: Invoice): Promise<IssuedInvoice> {
		if (invoice.kind === 'correction') return this.issueCorrection(invoice);
		const { type, body } = createRequest(invoice);
		const purpose = `issue the document for deal ${invoice.deal.id}`;
		await this.prepare(invoice, purpose);
		const made = await this.create(invoice, { path: `/${type.path}.json`, body, purpose });
		const key = { type, id: made.Identyfikator };
		return after(invoice, async () => this.reader.readMade(key, { notNeeded: invoice.gate === 'none' }));
	}

	async read(documentId: string): Promise<IssuedInvoice> {
		return this.readKey(readDocumentId(documentId));
	}

	/** Lines of domestic documents only: no others are corrected here. */
	async readWithLines(documentId: string): Promise<IssuedInvoice> {
		const key = readDocumentId(documentId);
		return key.type === DOMESTIC ? this.reader.readWithLines(key) : this.readKey(key);
	}

	async pdf(documentId: string): Promise<Buffer> {
		const { type, id } = readDocumentId(documentId);
		const purpose = `fetch the PDF of document ${documentId}`;
		const bytesOf = async (path: string) => this.client.bytes(path, purpose);
		const bytes = isCorrection(type)
			? await this.corrections.pdf(bytesOf, id)
			: await bytesOf(`/${type.path}/${id}.pdf`);
		if (isPdf(bytes)) return bytes;
		throw unreadable(200, { purpose, kind: 'read' }, 'no whole PDF');
	}

	async legalStatus(documentId: string, options: { send: boolean }): Promise<IssuedInvoice> {
		const key = readDocumentId(documentId);
		const issued = await this.readKey(key);
		if (!options.send || issued.legal.state !== 'notSent') return issued;
		return this.sendToKsef(key, issued);
	}

	async sendByEmail(documentId: string, to: string[]): Promise<void> {
		await sendByEmail(this.client, readDocumentId(documentId), to, this.settings.mail);
	}

	async recordPayment(documentId: string, payment: Payment): Promise<IssuedInvoice> {
		const read = async () => this.read(documentId);
		return recordPayment(this.client, await read(), payment, read);
	}

	async list(period: { from: Day; to: Day }): Promise<IssuedInvoice[]> {
		return listDocuments(
			{ client: this.client, reader: this.reader, corrections: this.corrections },
			period,
			this.clock.sleep,
		);
	}

	async accountSettings(): Promise<{ name: string; ksef: 'unknown'; notes: string[] }> {
		const month = await accountingMonth(this.client);
		const { used, granted } = await apiLimit(this.client);
		const today = this.clock.now().toISOString().slice(0, 10);
		// Also the other key: the two above need only the account's.
		await listRows(this.client, 'faktury', { dataOd: today, dataDo: today }, 'list the documents of today');
		return {
			name: `iFirma, accounting month ${month}`,
			// The API does not tell how automatic sending is set.
			ksef: 'unknown',
			notes: [
				`Accounting month: ${month}. Documents of another month are refused until it is switched.`,
				`API limit: ${used} of ${granted} used.`,
				this.settings.ksef === 'off'
					? 'This credential never asks iFirma to send to KSeF. If the account sends by itself, it still does.'
					: 'Invoices that need a KSeF number are sent to KSeF after they are issued. The account has to be authorised at KSeF in iFirma.',
			],
		};
	}

	private async issueCorrection(invoice: Invoice): Promise<IssuedInvoice> {
		const asked = correctedBy(invoice);
		const purpose = `issue the correction of document ${asked.correction.corrects.number} for deal ${invoice.deal.id}`;
		await this.prepare(invoice, purpose);
		const original = await before(invoice, async () => this.reader.document(asked.key));
		const request = correctionRequest(asked, original, this.settings.conditionsMet ?? true);
		const made = await this.create(invoice, { ...request, purpose });
		const known = { notNeeded: invoice.gate === 'none' };
		return after(invoice, async () => this.corrections.readMade(made.Identyfikator, invoice, original, known));
	}

	private async readKey(key: DocumentKey, known: { sent?: boolean } = {}): Promise<IssuedInvoice> {
		return isCorrection(key.type) ? this.corrections.read(key.id, known) : this.reader.read(key, known);
	}

	/** Answers whether the month was moved. */
	private async prepare(invoice: Invoice, purpose: string): Promise<boolean> {
		return before(invoice, async () => {
			const remembered = { memory: this.memory, now: this.clock.now() };
			await assertLeft(this.client, CALLS_OF_A_DOCUMENT, purpose, remembered);
			return settleMonth(this.client, invoice, this.settings.month, remembered);
		});
	}

	/** A refusal may come from what has changed since it was remembered: the month, or the limit. */
	private async create(invoice: Invoice, request: { path: string; body: Record<string, unknown>; purpose: string }) {
		const send = async () =>
			this.client.json({ kind: 'create', method: 'POST', timeoutMs: CREATE_TIMEOUT_MS, ...request }, Created);
		try {
			return await send();
		} catch (error) {
			this.memory.forget();
			const isRefusal = error instanceof VendorError && error.cause_ === 'rejected' && error.outcome === 'notDone';
			if (isRefusal && (await this.prepare(invoice, request.purpose))) return send();
			return Promise.reject(error);
		}
	}

	private async sendToKsef(key: DocumentKey, issued: IssuedInvoice): Promise<IssuedInvoice> {
		const purpose = `send document ${issued.number} to KSeF`;
		const path = `/${key.type.path}/ksef/send/${key.id}.json`;
		try {
			await this.client.json({ kind: 'create', method: 'POST', path, body: { DataWysylki: null }, purpose }, Done);
		} catch (error) {
			if (!(error instanceof VendorError)) return Promise.reject(error);
			// The request may have reached KSeF: reading again tells, sending again must not.
			if (error.outcome === 'unclear') return this.readKey(key, { sent: true });
			if (error.cause_ !== 'rejected') return Promise.reject(error);
			return { ...issued, legal: { ...issued.legal, state: 'rejected', messages: [error.message] } };
		}
		return this.readKey(key, { sent: true });
	}
}
