import { randomUUID } from 'node:crypto';
import { USER, type DealRow, type FieldRow } from './books';
import type { Company, Source } from './company';

/** A delivery of a version 2 webhook. Ids inside `meta` are text; `previous` holds only what changed. */
export function eventBody(
	company: Company,
	action: 'create' | 'change',
	deal: DealRow,
	before: DealRow | null,
	source: Source,
): Record<string, unknown> {
	return {
		meta: {
			action,
			entity: 'deal',
			entity_id: String(deal.id),
			id: randomUUID(),
			company_id: String(USER.companyId),
			user_id: String(USER.id),
			correlation_id: randomUUID(),
			timestamp: company.world.now().toISOString(),
			version: '2.0',
			type: 'general',
			change_source: source,
			is_bulk_edit: false,
			host: `${company.domain}.pipedrive.com`,
			permitted_user_ids: [String(USER.id)],
		},
		data: eventData(company, deal),
		previous: before && previousOf(company, before, deal),
	};
}

function eventData(company: Company, deal: DealRow): Record<string, unknown> {
	const fields = company.fields.deal.filter((field) => field.isCustom);
	return {
		...plainData(deal),
		owner_id: USER.id,
		label_ids: [],
		is_archived: false,
		visible_to: '3',
		custom_fields: Object.fromEntries(fields.map((field) => [field.code, typed(field, deal.custom[field.code])])),
	};
}

const plainData = (deal: DealRow) => ({
	id: deal.id,
	title: deal.title,
	stage_id: deal.stageId,
	pipeline_id: deal.pipelineId,
	status: deal.status,
	value: Number(deal.value),
	currency: deal.currency,
	org_id: deal.orgId,
	person_id: deal.personId,
	add_time: deal.addTime,
	update_time: deal.updateTime,
	stage_change_time: deal.stageChangeTime,
	won_time: deal.wonTime,
	lost_time: deal.lostTime,
});

/** Times that move along with another field were not told in a recorded stage move. */
const NOT_TOLD = ['update_time', 'stage_change_time', 'lost_time'];

function previousOf(company: Company, before: DealRow, after: DealRow): Record<string, unknown> {
	const [old, now] = [plainData(before), plainData(after)] as Record<string, unknown>[];
	const changed = Object.entries(old!).filter(([name, value]) => value !== now![name] && !NOT_TOLD.includes(name));
	const told = changed.filter(
		([name]) => (name !== 'status' && name !== 'won_time') || company.toldWhenWon.includes(name),
	);
	const custom = company.fields.deal.filter(
		({ code }) => JSON.stringify(before.custom[code]) !== JSON.stringify(after.custom[code]),
	);
	const customFields = Object.fromEntries(custom.map((field) => [field.code, typed(field, before.custom[field.code])]));
	return { ...Object.fromEntries(told), ...(custom.length > 0 && { custom_fields: customFields }) };
}

/** Typed objects here, plain values over REST. */
function typed({ type }: FieldRow, value: unknown): unknown {
	if (value === null || value === undefined) return null;
	if (type === 'enum' || type === 'user' || type === 'org' || type === 'people') return { type, id: value };
	if (type === 'set') return { type, values: (value as number[]).map((id) => ({ id })) };
	if (typeof value === 'object') return { type, ...value };
	return { type, value };
}
