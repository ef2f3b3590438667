import { breath } from '../time';
import type { LogicalStage, World } from '../types';
import {
	emptyBooks,
	logicalOf,
	MODULES,
	PIPELINES,
	stamp,
	type Books,
	type ChannelRow,
	type FileRow,
	type Module,
	type RecordRow,
} from './books';
import { RecordError } from './apiError';
import { lengthOf, seededFields, type FieldRow } from './fieldSeeds';

/** One organisation: its books, which `reset` empties, and its settings, which stay. */
export class Organisation {
	private lastId = 100_000;
	/** Longer than a number can hold exactly, as in life. */
	readonly nextId = (): string => `700000000${String(++this.lastId).padStart(9, '0')}`;
	books: Books = emptyBooks();
	readonly fields: Record<Module, Map<string, FieldRow>>;
	channels: ChannelRow[] = [];
	/** Whether the list of all history rows may be read. */
	historyIsListable = true;

	constructor(readonly world: World) {
		this.fields = Object.fromEntries(
			MODULES.map((module) => [module, seededFields(module, this.nextId)]),
		) as unknown as Organisation['fields'];
	}

	reset(): void {
		this.books = emptyBooks();
	}

	now(): string {
		return stamp(this.world.now());
	}

	insert(module: Module, values: RecordRow['values']): RecordRow {
		const now = this.now();
		const row: RecordRow = { id: this.nextId(), values, createdTime: now, modifiedTime: now };
		this.books.records[module].set(row.id, row);
		return row;
	}

	deal(id: string): RecordRow | undefined {
		return this.books.records.Deals.get(id);
	}

	/** Makes a field as an administrator would by hand. Its API name is made of the label. */
	makeField(module: Module, label: string, type: string, textarea?: string): FieldRow {
		const name = label.trim().replace(/[^A-Za-z0-9]+/g, '_');
		const length = textarea === 'large' ? 32_000 : lengthOf(type);
		const row = { id: this.nextId(), name, label, type, length, custom: true, readOnly: false, textarea };
		this.fields[module].set(name, row);
		return row;
	}

	/** Moves the deal and writes its history, when the stage really changes. */
	move(deal: RecordRow, pipeline: string, stage: string): void {
		const isKnown = PIPELINES.find((one) => one.word === pipeline)?.stages.some((one) => one.word === stage);
		if (!isKnown)
			throw new RecordError('data', 'INVALID_DATA', 'invalid data', {
				api_name: 'Stage',
				json_path: '$.data[0].Stage',
			});
		const before = deal.values.Stage;
		Object.assign(deal.values, { Pipeline: pipeline, Stage: stage });
		if (before !== stage) this.noteStage(deal, stage);
	}

	/** Writes a history row: also where the deal is saved again in its stage. */
	noteStage(deal: RecordRow, stage: string): void {
		const open = this.books.history.findLast((row) => row.dealId === deal.id);
		if (open) open.movedTo = stage;
		this.books.history.push({ id: this.nextId(), dealId: deal.id, stage, time: this.now(), movedTo: null });
	}

	stageOf(deal: RecordRow): LogicalStage {
		return logicalOf(deal.values.Pipeline, deal.values.Stage);
	}

	/** Notes what the API wrote, for `records()`. */
	noteWrite(
		deal: RecordRow,
		write: { fields?: Record<string, string>; notes?: string[]; files?: FileRow[]; automations?: boolean },
	): void {
		this.books.writes.push({
			dealId: deal.id,
			stage: this.stageOf(deal),
			fields: write.fields ?? {},
			notes: write.notes ?? [],
			files: write.files ?? [],
			at: this.world.now().toISOString(),
			automations: write.automations ?? false,
		});
		this.world.changed();
	}

	/** Tells everyone who listens, later and without waiting. A lost delivery is not repeated. */
	tell(operation: 'insert' | 'update', dealId: string, fields: string[], by: { user: boolean; silent: boolean }): void {
		const event = { operation, time: this.world.now().getTime(), fields };
		if (by.user) this.books.lastEvents.set(dealId, event);
		if (!by.silent) void this.deliver(dealId, event);
		this.world.changed();
	}

	/** Channels that have not ended; those that have are forgotten. */
	alive(): ChannelRow[] {
		this.channels = this.channels.filter((channel) => channel.expiry > this.world.now().getTime());
		return this.channels;
	}

	/** Answers the HTTP status of the last delivery; 0 when nobody listens. */
	async deliver(
		dealId: string,
		event: { operation: 'insert' | 'update'; time: number; fields: string[] },
	): Promise<number> {
		await breath(this.world);
		const wanted = event.operation === 'insert' ? 'Deals.create' : 'Deals.edit';
		let status = 0;
		for (const channel of this.alive()) {
			if (!channel.events.some((name) => name === wanted || name === 'Deals.all')) continue;
			if (channel.fields.length > 0 && !event.fields.some((name) => channel.fields.includes(name))) continue;
			const body = JSON.stringify({
				server_time: event.time,
				query_params: Object.fromEntries(new URL(channel.notifyUrl).searchParams),
				module: 'Deals',
				resource_uri: 'https://www.zohoapis.eu/crm/v2/Deals',
				ids: [dealId],
				affected_fields: event.operation === 'insert' ? [] : [{ [dealId]: event.fields }],
				operation: event.operation,
				channel_id: channel.channelId,
				token: channel.token,
			});
			status = await this.world.deliver(channel.notifyUrl, { headers: { 'content-type': 'application/json' }, body });
		}
		return status;
	}
}
