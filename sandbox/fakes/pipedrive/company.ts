import { createHash } from 'node:crypto';
import { breath } from '../time';
import type { World } from '../types';
import { badRequest } from './apiError';
import {
	emptyBooks,
	logicalOf,
	STAGES,
	stamp,
	type Books,
	type DealRow,
	type FieldRow,
	type FileRow,
	type WriteRow,
} from './books';
import { eventBody } from './event';
import { valueOf, type TaxInSums } from './money';
import { Webhooks } from './webhooks';

export type Entity = 'deal' | 'organization' | 'person';
export type Source = 'app' | 'api';

/** Fields of deals that are not custom; all that this company needs of them is that they are there. */
const BUILT_IN = ['title', 'value', 'stage_id', 'status', 'org_id', 'person_id'];

/** One Pipedrive company: its books, which `reset` empties, and its settings, which stay. */
export class Company {
	private lastId = 100;
	books: Books = emptyBooks();
	readonly fields: Record<Entity, FieldRow[]> = { deal: [], organization: [], person: [] };
	readonly webhooks: Webhooks;
	taxInSums: TaxInSums = { sum: true, value: true, amountOff: 'line' };
	/** From this plan on deals have a contract value, installments and recurring products. */
	isGrowth = false;
	/** Which fields are told as changed when a deal is won. */
	toldWhenWon: ('status' | 'won_time')[] = ['status', 'won_time'];

	constructor(
		readonly world: World,
		readonly domain: string,
	) {
		this.webhooks = new Webhooks(world, () => this.nextId());
		for (const name of BUILT_IN)
			this.fields.deal.push({ code: name, name, type: 'varchar', description: null, options: null, isCustom: false });
		this.makeField('organization', 'NIP', 'varchar');
		this.makeField('person', 'NIP', 'varchar');
	}

	nextId(): number {
		return ++this.lastId;
	}

	reset(): void {
		this.books = emptyBooks();
	}

	now(): string {
		return stamp(this.world.now());
	}

	/** The code is a hash of forty hexadecimal digits, another one in every company. */
	makeField(entity: Entity, name: string, type: string, labels: readonly string[] = [], description = ''): FieldRow {
		const code = createHash('sha1').update(`${this.domain} ${entity} ${name} ${this.nextId()}`).digest('hex');
		const options = labels.length > 0 ? labels.map((label) => ({ id: this.nextId(), label })) : null;
		const field = { code, name, type, description, options, isCustom: true };
		this.fields[entity].push(field);
		return field;
	}

	fieldNamed(entity: Entity, name: string): FieldRow | undefined {
		return this.fields[entity].find((field) => field.isCustom && field.name === name);
	}

	/** Changes a deal and tells those who listen: `previous` holds only what changed. */
	change(deal: DealRow, changes: Partial<DealRow>, by: { source: Source; silent?: boolean }): void {
		const before = { ...deal, custom: { ...deal.custom } };
		Object.assign(deal, changes);
		if (deal.stageId !== before.stageId) {
			const stage = STAGES.find(({ id }) => id === deal.stageId);
			if (!stage) throw badRequest(`Stage ${deal.stageId} does not exist`);
			deal.pipelineId = stage.pipelineId;
			deal.stageChangeTime = this.now();
		}
		if (deal.status !== before.status) {
			deal.wonTime = deal.status === 'won' ? this.now() : null;
			deal.lostTime = deal.status === 'lost' ? this.now() : null;
		}
		if (JSON.stringify(deal) === JSON.stringify(before)) return;
		deal.updateTime = this.now();
		this.writeDown(before, deal, by.source);
		this.tell('change', deal, before, by);
	}

	/** Recomputes the value from the products, unless somebody typed one. */
	value(deal: DealRow): string {
		const lines = this.books.lines.filter((line) => line.dealId === deal.id);
		if (deal.isTyped || lines.length === 0) return deal.value;
		return valueOf(
			lines,
			this.books.discounts.filter((row) => row.dealId === deal.id),
			this.taxInSums,
		);
	}

	/** Notes what the API wrote, for `records()`. */
	noteWrite(deal: DealRow, write: Partial<Pick<WriteRow, 'fields' | 'notes'>> & { files?: FileRow[] }): void {
		this.books.writes.push({
			dealId: deal.id,
			stage: logicalOf(deal),
			fields: write.fields ?? {},
			notes: write.notes ?? [],
			files: write.files ?? [],
			at: this.world.now().toISOString(),
		});
		this.world.changed();
	}

	/** Tells everyone who listens, later and without waiting. */
	tell(action: 'create' | 'change', deal: DealRow, before: DealRow | null, by: { source: Source; silent?: boolean }) {
		const event = eventBody(this, action, deal, before, by.source);
		if (by.source === 'app') this.books.lastEvents.set(deal.id, event);
		this.world.changed();
		if (!by.silent) void breath(this.world).then(async () => this.webhooks.deliver(event));
	}

	private writeDown(before: DealRow, { id: dealId, stageId, status }: DealRow, source: Source): void {
		const row = (fieldKey: string, oldValue: string, newValue: string) =>
			this.books.changes.unshift({ dealId, fieldKey, oldValue, newValue, time: this.now(), source });
		if (before.stageId !== stageId) row('stage_id', String(before.stageId), String(stageId));
		if (before.status !== status) row('status', before.status, status);
	}
}
