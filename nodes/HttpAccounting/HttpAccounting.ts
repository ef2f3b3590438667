import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import { VendorError, type Http } from '../../connect/http';
import type { Accounting, AccountingCapabilities } from '../../connect/ports';
import { carries } from './carried';
import { HttpClient } from './client';
import { createBody } from './createBody';
import { fieldText, listOf, textOf, valueAt } from './description/paths';
import type { Call, Requests } from './description/requests';
import { unreadable } from './failures';
import { issuedOf, same, type AnswerContext } from './issued';
import { keyOf } from './key';
import { everyPage } from './pages';
import { recordPaymentOnce, type Payment } from './payments';
import { downloadPdf } from './pdf';
import { masker } from './secrets';
import { checkSettings, type HttpSettings } from './settings';
import { accountNotes } from './notes';
import { documentOfTask, TASK_TIME_MS } from './task';

export interface HttpClock {
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
}

/** A create that takes longer is lost. */
const CREATE_TIMEOUT_MS = 30_000;
/** After a lost create "not found" counts only this much later: two minutes of a vendor's own delay, and the time limit. */
const QUIET_TIME_MS = 120_000 + CREATE_TIMEOUT_MS;

type Created = AnswerContext['created'];

/** Any system with an API that takes and answers JSON, as its user describes it. */
export class HttpAccounting implements Accounting {
	readonly system = 'http';
	readonly capabilities: AccountingCapabilities;
	private readonly client: HttpClient;
	private readonly mask: (text: string) => string;

	/** Throws VendorError when the description contradicts itself. `http` signs. */
	constructor(
		http: Http,
		private readonly settings: HttpSettings,
		private readonly clock: HttpClock,
	) {
		checkSettings(settings);
		this.mask = masker(settings.secrets);
		this.client = new HttpClient(http, settings.base, settings.vendor, settings.answers, this.mask);
		const { requests } = settings;
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
		const find = this.needed('find');
		const purpose = `look for the document with reference ${reference}`;
		const values = { reference, key: keyOf(reference) };
		const documents = await this.documents(find, { values, purpose }, find.emptyOn404);
		const field = this.settings.answers.fields.reference ?? '';
		const ours = documents.filter((document) => carries(fieldText(document, field), reference));
		if (!find.readEach) return ours.map((document) => this.issuedOf(document, { reference }));
		return Promise.all(ours.map(async (document) => this.readIssued(this.idOf(document), { reference })));
	}

	async issue(invoice: Invoice): Promise<IssuedInvoice> {
		const { requests } = this.settings;
		const { create } = requests;
		const { reference, deal } = invoice;
		const bodyText = createBody(invoice, this.settings);
		const values = { reference, key: keyOf(reference) };
		const sending = {
			kind: 'create' as const,
			purpose: `issue the document for deal ${deal.id}`,
			timeoutMs: CREATE_TIMEOUT_MS,
			values,
			bodyText,
			headers: create.idempotencyHeader ? { [create.idempotencyHeader]: values.key } : {},
		};
		const answer = await this.client.json(create, sending);
		const created = { kind: invoice.kind, gate: invoice.gate };
		if (create.task) {
			const order = { task: create.task, values, dealId: deal.id, sleep: this.clock.sleep };
			return this.readCreated(await documentOfTask(this.client, answer, order), reference, created);
		}
		if (create.documentId !== undefined) {
			const id = textOf(valueAt(answer, create.documentId));
			if (id === '') throw unreadable({ status: 200 }, this.client.contextOf(sending), 'no id of the document');
			return this.readCreated(id, reference, created);
		}
		return this.issuedOf(this.documentIn(answer), { reference, created });
	}

	async read(documentId: string): Promise<IssuedInvoice> {
		return this.readIssued(documentId);
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
		const document = await this.readDocument(documentId);
		const issued = this.issuedOf(document);
		const recorded = await recordPaymentOnce(this.client, call, { issued, document, payment });
		return recorded ? this.read(documentId) : issued;
	}

	/** By issue date, both days included, cancelled ones too; oldest first. */
	async list(period: { from: Day; to: Day }): Promise<IssuedInvoice[]> {
		const purpose = `list the documents from ${period.from} to ${period.to}`;
		const values = { from: period.from, until: period.to };
		const documents = await this.documents(this.needed('list'), { values, purpose });
		const issued = documents.map((document) => this.issuedOf(document));
		// A document made meanwhile moves the pages: the same row may come twice.
		const byId = new Map(issued.map((each) => [each.documentId, each]));
		return [...byId.values()]
			.filter(({ issueDate }) => issueDate >= period.from && issueDate <= period.to)
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

	/** Of a create that was surely done: a failed look at it says nothing else. */
	private async readCreated(documentId: string, reference: string, created: Created): Promise<IssuedInvoice> {
		try {
			return await this.readIssued(documentId, { reference, created });
		} catch (error) {
			if (!(error instanceof VendorError)) return Promise.reject(error);
			const { vendor, message, advice, status } = error;
			return Promise.reject(
				new VendorError({ vendor, cause: 'unavailable', outcome: 'unclear', message, advice, status }),
			);
		}
	}

	private async readIssued(
		documentId: string,
		known: { reference?: string; created?: Created } = {},
	): Promise<IssuedInvoice> {
		const issued = this.issuedOf(await this.readDocument(documentId), known);
		if (same(issued.documentId, documentId)) return issued;
		const call = { kind: 'read' as const, purpose: `read document ${documentId}` };
		throw unreadable({ status: 200 }, this.client.contextOf(call), 'another document');
	}

	private async readDocument(documentId: string): Promise<unknown> {
		const purpose = `read document ${documentId}`;
		const values = { documentId };
		return this.documentIn(await this.client.json(this.settings.requests.read, { kind: 'read', purpose, values }));
	}

	private async documents(
		call: Call,
		sending: { values: Record<string, string>; purpose: string },
		emptyOn404 = false,
	): Promise<unknown[]> {
		const { answers } = this.settings;
		try {
			return await everyPage(
				call,
				sending,
				answers.pageSize,
				async (values) => {
					const answer = await this.client.json(call, { kind: 'read', purpose: sending.purpose, values });
					const list = listOf(valueAt(answer, answers.list));
					if (list) return list.map((entry) => valueAt(entry, answers.item));
					throw unreadable({ status: 200 }, this.client.contextOf({ kind: 'read', ...sending }), 'no list');
				},
				this.client.vendor,
			);
		} catch (error) {
			if (emptyOn404 && error instanceof VendorError && error.cause_ === 'notFound') return [];
			return Promise.reject(error);
		}
	}

	private documentIn(answer: unknown): unknown {
		return valueAt(answer, this.settings.answers.document);
	}

	private idOf(document: unknown): string {
		return fieldText(document, this.settings.answers.fields.documentId);
	}

	private issuedOf(document: unknown, known: { reference?: string; created?: Created } = {}): IssuedInvoice {
		const { settings, mask } = this;
		return issuedOf(document, {
			...settings,
			account: settings.base.host,
			readAt: this.clock.now().toISOString(),
			mask,
			...known,
		});
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
