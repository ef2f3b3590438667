import type { IssuedInvoice } from '../../invoicing/invoice';
import { VendorError } from '../../connect/http';
import { carries } from './carried';
import type { HttpClient } from './client';
import { fieldText, listOf, valueAt } from './description/paths';
import type { Call, Requests } from './description/requests';
import { unreadable } from './failures';
import { issuedOf, same, type AnswerContext } from './issued';
import { everyPage } from './pages';
import type { HttpSettings } from './settings';

/** What is known of a document before it is read. */
export type Known = Pick<AnswerContext, 'reference' | 'created'>;

/** Reads documents as they stand in the system, and in our words. */
export class Documents {
	constructor(
		private readonly client: HttpClient,
		private readonly settings: HttpSettings,
		private readonly now: () => Date,
	) {}

	async read(documentId: string): Promise<unknown> {
		const sending = { kind: 'read' as const, purpose: `read document ${documentId}`, values: { documentId } };
		const document = this.within(await this.client.json(this.settings.requests.read, sending));
		const read = fieldText(document, this.settings.answers.fields.documentId);
		// A wrong path would answer the first document of a list, whichever was asked for.
		if (read === '' || same(read, documentId)) return document;
		throw unreadable({ status: 200 }, this.client.contextOf(sending), 'another document');
	}

	async readIssued(documentId: string, known: Known = {}): Promise<IssuedInvoice> {
		return this.issuedOf(await this.read(documentId), known);
	}

	/** All documents that carry the reference, whatever else the system finds. */
	async find(
		find: NonNullable<Requests['find']>,
		values: { reference: string; key: string },
	): Promise<IssuedInvoice[]> {
		const { reference } = values;
		const { fields } = this.settings.answers;
		const ours = (await this.found(find, values)).filter((document) =>
			carries(fieldText(document, fields.reference ?? ''), reference),
		);
		if (!find.readEach) return ours.map((document) => this.issuedOf(document, { reference }));
		return Promise.all(ours.map(async (each) => this.readIssued(fieldText(each, fields.documentId), { reference })));
	}

	/** The documents of all pages. */
	async all(call: Call, values: Record<string, string>, purpose: string): Promise<unknown[]> {
		const { answers, vendor } = this.settings;
		const context = this.client.contextOf({ kind: 'read', purpose });
		return everyPage(call, { values, purpose, vendor, size: answers.pageSize }, async (page) => {
			const list = listOf(valueAt(await this.client.json(call, { kind: 'read', purpose, values: page }), answers.list));
			if (!list) throw unreadable({ status: 200 }, context, 'no list');
			return list.map((entry) => valueAt(entry, answers.item));
		});
	}

	/** The document within the answer to a create or a read. */
	within(answer: unknown): unknown {
		return valueAt(answer, this.settings.answers.document);
	}

	issuedOf(document: unknown, known: Known = {}): IssuedInvoice {
		const { vendor, answers, ksef, kinds, base } = this.settings;
		const { mask } = this.client;
		return issuedOf(document, {
			vendor,
			answers,
			ksef,
			kinds,
			mask,
			account: base.host,
			readAt: this.now().toISOString(),
			...known,
		});
	}

	private async found(find: NonNullable<Requests['find']>, values: Record<string, string>): Promise<unknown[]> {
		try {
			return await this.all(find, values, `look for the document with reference ${values.reference ?? ''}`);
		} catch (error) {
			if (find.emptyOn404 && error instanceof VendorError && error.cause_ === 'notFound') return [];
			return Promise.reject(error);
		}
	}
}
