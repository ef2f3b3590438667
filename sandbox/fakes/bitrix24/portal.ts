import { createHash } from 'node:crypto';
import { breath } from '../time';
import type { World } from '../types';
import {
	emptyBooks,
	logicalOf,
	stamp,
	statusOf,
	type Books,
	type DealRow,
	type FileRow,
	type UserField,
} from './books';
import { classic, invalidArgument } from './restError';
import { isMap, type Value } from './php';

export interface Handler {
	event: string;
	handler: string;
}

/** One Bitrix24: its books, which `reset` empties, and its settings, which stay. */
export class Portal {
	private lastId = 16;
	private readonly nextId = () => ++this.lastId;
	books: Books = emptyBooks(this.nextId);
	/** Made by `crm.deal.userfield.add`, or by an administrator's hand. */
	readonly userFields = new Map<string, UserField>();
	handlers: Handler[] = [];
	outgoingWebhook: { url: string; token: string } | undefined;

	constructor(
		readonly world: World,
		readonly host: string,
	) {}

	reset(): void {
		this.books = emptyBooks(this.nextId);
	}

	now(): string {
		return stamp(this.world.now());
	}

	deal(id: number): DealRow | undefined {
		return this.books.deals.get(id);
	}

	/** Moves the deal and writes its history, when stage or pipeline really change. */
	move(deal: DealRow, stageId: string, created = false): void {
		const status = statusOf(stageId);
		if (!status) throw invalidArgument(`Stage ${stageId} does not exist`);
		if (!created && deal.stageId === stageId) return;
		const categoryId = status.entityId === 'DEAL_STAGE' ? 0 : Number(status.entityId.slice('DEAL_STAGE_'.length));
		const pipelineChanged = !created && deal.categoryId !== categoryId;
		deal.stageId = stageId;
		deal.categoryId = categoryId;
		deal.movedTime = this.now();
		this.books.history.push({
			id: this.books.nextId(),
			typeId: status.semantics ? 3 : created ? 1 : pipelineChanged ? 5 : 2,
			ownerId: deal.id,
			createdTime: this.now(),
			categoryId,
			semanticId: status.semantics ?? 'P',
			stageId,
		});
	}

	makeUserField(name: string, type: string, label: string, multiple = false): UserField {
		const field = { id: this.books.nextId(), name, type, label, multiple };
		this.userFields.set(name, field);
		return field;
	}

	/** A value for a custom field, checked against its type. A file is `[name, base64]`. */
	userFieldValue(field: UserField, value: Value): DealRow['uf'][string] {
		if (value === null || value === '') return null;
		if (field.type === 'file') return this.file(value);
		if (typeof value === 'object') throw classic(`The field ${field.name} takes one value`);
		if (field.type === 'boolean') return value === true || ['Y', '1', 1].includes(value as string);
		if (field.type === 'date' && !/^\d{4}-\d{2}-\d{2}/.test(String(value)))
			throw classic(`The value of ${field.name} is no date`);
		// A number field keeps the leading number and drops the rest, without a word.
		if (field.type === 'integer') return String(Number.parseInt(String(value), 10) || 0);
		return String(value);
	}

	file(value: Value): FileRow {
		const [name, content] = isMap(value) ? (Object.values(value) as Value[]) : [];
		if (typeof name !== 'string' || typeof content !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(content))
			throw classic('A file is a pair of its name and its pure base64 content');
		const bytes = Buffer.from(content, 'base64');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		return { id: this.books.nextId(), name, size: bytes.length, sha256 };
	}

	/** Notes what the API wrote, for `records()`. */
	noteWrite(deal: DealRow, write: { fields?: Record<string, string>; notes?: string[]; files?: FileRow[] }): void {
		this.books.writes.push({
			dealId: deal.id,
			stage: logicalOf(deal.stageId),
			fields: write.fields ?? {},
			notes: write.notes ?? [],
			files: write.files ?? [],
			at: this.world.now().toISOString(),
		});
		this.world.changed();
	}

	/** Tells everyone who listens, later and without waiting, as the portal's queue does. A lost delivery is not repeated. */
	tell(event: 'ONCRMDEALADD' | 'ONCRMDEALUPDATE', dealId: number, by: { user: boolean; silent: boolean }): void {
		const ts = Math.floor(this.world.now().getTime() / 1000);
		if (by.user) this.books.lastEvents.set(dealId, { event, ts });
		if (!by.silent) void this.deliver(event, dealId, ts);
		this.world.changed();
	}

	/** Answers the HTTP status of the last delivery; 0 when nobody listens. */
	async deliver(event: string, dealId: number, ts: number): Promise<number> {
		await breath(this.world);
		let status = 0;
		const applications = this.handlers.filter((row) => row.event === event).map((row) => row.handler);
		const urls = [...applications, ...(this.outgoingWebhook ? [this.outgoingWebhook.url] : [])];
		for (const [index, url] of urls.entries()) {
			const isApplication = index < applications.length;
			const body = this.eventBody(event, dealId, ts, index + 1, isApplication);
			const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Bitrix24 Webhook Engine' };
			status = await this.world.deliver(url, { headers, body });
		}
		return status;
	}

	private eventBody(event: string, dealId: number, ts: number, handlerId: number, isApplication: boolean): string {
		const rest = `https://${this.host}/rest/`;
		const form: [string, string][] = [
			['event', event],
			['event_handler_id', String(handlerId)],
			['data[FIELDS][ID]', String(dealId)],
			['ts', String(ts)],
			['auth[domain]', this.host],
			['auth[client_endpoint]', rest],
			['auth[server_endpoint]', 'https://oauth.bitrix.info/rest/'],
			['auth[member_id]', '00000000000000000000000000000d2i'],
			['auth[application_token]', (isApplication ? undefined : this.outgoingWebhook?.token) ?? this.applicationToken],
		];
		// An application gets a token with its event, for the rights of the user who made the change.
		if (isApplication && this.eventToken)
			form.push(
				['auth[access_token]', this.eventToken()],
				['auth[expires_in]', '3600'],
				['auth[scope]', 'crm,user_brief'],
				['auth[status]', 'L'],
			);
		return form.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
	}

	applicationToken = 'demo-application-token';
	/** Makes the access token that an application's event carries. */
	eventToken: (() => string) | undefined;
}
