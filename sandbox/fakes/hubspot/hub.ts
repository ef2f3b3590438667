import { breath } from '../time';
import type { World } from '../types';
import { invalidProperty } from './apiError';
import {
	emptyBooks,
	enteredName,
	logicalOf,
	placeOf,
	type Books,
	type DealRow,
	type EventRow,
	type FileRow,
	type RecordRow,
	type Values,
} from './books';
import { deliveryOf, type Signing } from './delivery';
import { Fields, type ObjectType } from './fields';

export interface AppSubscriptionRow {
	id: string;
	eventType: string;
	propertyName?: string;
	active: boolean;
	createdAt: string;
}

export interface HubOptions {
	portalId: number;
	stageDates: boolean;
	signing: Signing;
}

/** One HubSpot account: its books, which `reset` empties, and its settings, which stay. */
export class Hub {
	private lastId = 31_400;
	private lastEvent = 500;
	books: Books = emptyBooks();
	readonly fields: Fields;
	/** Where the app's events go: pasted by hand, or set through the API of webhooks. */
	appTarget: string | undefined;
	/** Made through the API; without any, an app whose events were chosen by hand in its own settings. */
	appSubscriptions: AppSubscriptionRow[] = [];
	/** A workflow's action "Send a webhook". */
	workflowWebhook: { url: string; secret: string; stages: readonly string[]; allProperties: boolean } | undefined;

	constructor(
		readonly world: World,
		readonly options: HubOptions,
	) {
		this.fields = new Fields(options.stageDates);
	}

	/** Ids go on through a reset: an account never gives one twice. */
	nextId(): string {
		return String(++this.lastId);
	}

	reset(): void {
		this.books = emptyBooks();
	}

	now(): string {
		return this.world.now().toISOString();
	}

	rows(type: Exclude<ObjectType, 'deals'>): Map<string, RecordRow> {
		const { companies, contacts, lines, notes } = this.books;
		return { companies, contacts, line_items: lines, notes }[type];
	}

	/** A merged deal answers to its old id as well. */
	deal(id: string): DealRow | undefined {
		const found = this.books.deals.get(id);
		return found?.mergedInto === undefined ? found : this.books.deals.get(found.mergedInto);
	}

	/** All values of a deal, those that HubSpot computes among them. */
	valuesOf(deal: DealRow): Values {
		const place = placeOf(deal.values.dealstage ?? '');
		const entered = Object.fromEntries(deal.stages.map(({ value, timestamp }) => [enteredName(value), timestamp]));
		return {
			...deal.values,
			...(this.options.stageDates && {
				...entered,
				hs_v2_date_entered_current_stage: deal.stages.at(-1)?.timestamp ?? '',
			}),
			createdate: deal.createdAt,
			hs_lastmodifieddate: deal.updatedAt,
			hs_object_id: deal.id,
			hs_is_closed: String(place?.stage.isClosed ?? false),
			hs_is_closed_won: String(place?.stage.probability === '1.0'),
		};
	}

	/** Moves the deal and writes its history, when the stage really changes. A closed stage sets the close date. */
	move(deal: DealRow, stageId: string, sourceType: string): boolean {
		const place = placeOf(stageId);
		if (!place) throw invalidProperty('dealstage', 'INVALID_OPTION', `${stageId} was not one of the allowed options`);
		if (deal.values.dealstage === stageId) return false;
		deal.values.dealstage = stageId;
		deal.values.pipeline = place.pipelineId;
		deal.stages.push({ value: stageId, timestamp: this.now(), sourceType });
		if (place.stage.isClosed) deal.values.closedate = this.now();
		return true;
	}

	/** Notes what the API wrote, for `records()`. */
	noteWrite(deal: DealRow, write: { fields?: Values; notes?: string[]; files?: FileRow[] }): void {
		this.books.writes.push({
			dealId: deal.id,
			stage: logicalOf(deal.values.dealstage ?? ''),
			fields: write.fields ?? {},
			notes: write.notes ?? [],
			files: write.files ?? [],
			at: this.now(),
		});
		this.world.changed();
	}

	/** Tells everyone who listens, later and without waiting. A lost delivery is not repeated here. */
	tell(deal: DealRow, what: 'creation' | 'move', by: { source: string; silent: boolean }): void {
		const event: EventRow = {
			eventId: ++this.lastEvent,
			subscriptionType: what === 'creation' ? 'deal.creation' : 'deal.propertyChange',
			objectId: Number(deal.id),
			occurredAt: this.world.now().getTime(),
			...(what === 'move' && { propertyName: 'dealstage', propertyValue: deal.values.dealstage }),
			changeSource: by.source,
			attemptNumber: 0,
		};
		if (by.source === 'CRM_UI') this.books.lastEvents.set(deal.id, event);
		if (!by.silent) void this.deliver([event]);
		this.world.changed();
	}

	/** Sends events in one body, and the deal of the last one by the workflow. Answers the last status; 0 when nobody listens. */
	async deliver(events: readonly EventRow[]): Promise<number> {
		await breath(this.world);
		let status = 0;
		const wanted = events.filter((event) => this.isSubscribed(event));
		if (this.appTarget !== undefined && wanted.length > 0) {
			const { headers, body } = deliveryOf(this.options, this.appTarget, wanted, this.world.now());
			status = await this.world.deliver(this.appTarget, { headers, body });
		}
		const deal = this.deal(String(events.at(-1)?.objectId));
		const { workflowWebhook: workflow } = this;
		if (workflow && deal && workflow.stages.includes(deal.values.dealstage ?? '')) {
			const values = this.valuesOf(deal);
			const shown = workflow.allProperties
				? {
						objectId: Number(deal.id),
						properties: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
					}
				: { hs_object_id: Number(deal.id), dealstage: values.dealstage };
			const headers = { 'content-type': 'application/json', 'x-deal-to-invoice-secret': workflow.secret };
			status = await this.world.deliver(workflow.url, { headers, body: JSON.stringify(shown) });
		}
		return status;
	}

	private isSubscribed({ subscriptionType, propertyName }: EventRow): boolean {
		if (this.appSubscriptions.length === 0) return true;
		return this.appSubscriptions.some(
			(row) => row.active && row.eventType === subscriptionType && (row.propertyName ?? '') === (propertyName ?? ''),
		);
	}
}
