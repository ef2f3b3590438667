import { z } from 'zod';

/** A document, or a payment of documents, that is no longer as it was. A hint: what is true is read from QuickBooks. */
export interface ChangedDocument {
	entity: 'Invoice' | 'CreditMemo' | 'Payment';
	/** Intuit's id of that entity, digits. */
	id: string;
	operation: Operation;
	/** ISO 8601, as Intuit writes it; empty where it does not. */
	at: string;
}
type Operation = 'created' | 'updated' | 'deleted' | 'voided';

export interface Notification {
	/** The same when Intuit sends it again. The older form has no ids: what it says stands in its place. */
	id: string;
	/** Of the company. */
	realm: string;
	change: ChangedDocument;
}

/** Intuit gathers the changes of one company; so many at once are an import. */
const MOST_EVENTS = 2_000;

/** Of what counts here. What was created is ours as a rule, and of anybody else's no deal knows. */
const COUNTED = new Map<string, { entity: ChangedDocument['entity']; operations: readonly Operation[] }>([
	['payment', { entity: 'Payment', operations: ['created', 'updated', 'deleted', 'voided'] }],
	['invoice', { entity: 'Invoice', operations: ['updated', 'deleted', 'voided'] }],
	['creditmemo', { entity: 'CreditMemo', operations: ['updated', 'deleted', 'voided'] }],
]);

/** In the words of both forms. Others, such as "emailed" and "merged", change neither document nor payment. */
const OPERATIONS = new Map<string, Operation>([
	['created', 'created'],
	['create', 'created'],
	['updated', 'updated'],
	['update', 'updated'],
	['deleted', 'deleted'],
	['delete', 'deleted'],
	['voided', 'voided'],
	['void', 'voided'],
]);

const EntityId = z.string().regex(/^\d{1,20}$/);
const Realm = z.string().regex(/^\d{1,25}$/);
const Moment = z.string().max(40).catch('');

/** Since 2026: a list of CloudEvents. Source: developer.intuit.com, "Webhooks", "Data objects". */
const CloudEvent = z.object({
	id: z.string().min(1).max(200),
	type: z.string().max(100),
	time: Moment,
	intuitentityid: EntityId,
	intuitaccountid: Realm,
});
const TYPE = /^qbo\.([a-z_-]+)\.([a-z]+)\.v\d+$/i;

/** Before: notifications by company. */
const Older = z.object({
	eventNotifications: z.array(
		z
			.object({ realmId: Realm, dataChangeEvent: z.object({ entities: z.array(z.unknown()) }) })
			.nullable()
			.catch(null),
	),
});
const OlderEntity = z.object({
	name: z.string().max(100),
	id: EntityId,
	operation: z.string().max(40),
	lastUpdated: Moment,
});

/** What a notification, in either form, says of documents and their payments. All else is nothing; nothing throws. */
export function notificationsIn(body: unknown): Notification[] {
	const older = Older.safeParse(body);
	if (older.success) return older.data.eventNotifications.flatMap(ofCompany).slice(0, MOST_EVENTS);
	return Array.isArray(body) ? body.slice(0, MOST_EVENTS).flatMap(ofCloudEvent) : [];
}

function ofCloudEvent(event: unknown): Notification[] {
	const parsed = CloudEvent.safeParse(event);
	if (!parsed.success) return [];
	const { id, type, time, intuitentityid, intuitaccountid: realm } = parsed.data;
	const [, entity = '', operation = ''] = TYPE.exec(type) ?? [];
	return counted({ entity, id: intuitentityid, operation, at: time }).map((change) => ({ id, realm, change }));
}

function ofCompany(company: z.output<typeof Older>['eventNotifications'][number]): Notification[] {
	if (!company) return [];
	const { realmId: realm, dataChangeEvent } = company;
	return dataChangeEvent.entities.slice(0, MOST_EVENTS).flatMap((each) => {
		const parsed = OlderEntity.safeParse(each);
		if (!parsed.success) return [];
		const { name, id, operation, lastUpdated: at } = parsed.data;
		return counted({ entity: name, id, operation, at }).map((change) => ({
			id: [realm, change.entity, id, change.operation, at].join(' '),
			realm,
			change,
		}));
	});
}

function counted(told: { entity: string; id: string; operation: string; at: string }): ChangedDocument[] {
	const known = COUNTED.get(told.entity.toLowerCase().replace(/[_-]/g, ''));
	const operation = OPERATIONS.get(told.operation.toLowerCase());
	if (!known || !operation || !known.operations.includes(operation)) return [];
	return [{ entity: known.entity, id: told.id, operation, at: told.at }];
}
