import { z } from 'zod';
import { breath } from '../../time';
import { badRequest } from '../apiError';
import { STAGES, type DealRow } from '../books';
import type { Company } from '../company';
import { customValue, shownCustom, textOf } from '../custom';
import { bodyOf, dealOf, idIn, pageV2, type Call, type QueryType, type Route } from './route';

const id = z.number().int().positive();
const DealPatch = z.strictObject({
	title: z.string().min(1).optional(),
	stage_id: id.optional(),
	pipeline_id: id.optional(),
	status: z.enum(['open', 'won', 'lost']).optional(),
	custom_fields: z.record(z.string(), z.unknown()).optional(),
});

const SHOWN: Record<string, QueryType> = {
	include_option_labels: 'boolean',
	include_fields: 'text',
	custom_fields: 'text',
};

export const deals: Route[] = [
	{
		version: 'v2',
		method: 'GET',
		path: '/deals',
		tokens: 10,
		query: {
			...SHOWN,
			updated_since: 'moment',
			stage_id: 'integer',
			pipeline_id: 'integer',
			status: 'text',
			sort_by: 'text',
			sort_direction: 'text',
			limit: 'integer',
			cursor: 'text',
		},
		handle: (call) =>
			pageV2(
				found(call).map((deal) => shownDeal(call, deal)),
				call,
			),
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/deals/{id}',
		tokens: 1,
		query: SHOWN,
		handle: (call) => ({ data: shownDeal(call, dealOf(call, idIn(call))) }),
	},
	{ version: 'v2', method: 'PATCH', path: '/deals/{id}', tokens: 5, handle: patch },
	{
		version: 'v1',
		method: 'GET',
		path: '/deals/{id}/changelog',
		tokens: 20,
		query: { limit: 'integer', cursor: 'text' },
		handle: (call) => {
			const { id: dealId } = dealOf(call, idIn(call));
			const rows = call.company.books.changes.filter((row) => row.dealId === dealId);
			return {
				data: rows.slice(0, Number(call.query.limit ?? 100)).map((row) => ({
					field_key: row.fieldKey,
					old_value: row.oldValue,
					new_value: row.newValue,
					actor_user_id: 77,
					time: row.time.replace('T', ' ').replace('Z', ''),
					change_source: row.source,
					change_source_user_agent: null,
					is_bulk_update_flag: false,
				})),
				additional_data: { next_cursor: null },
			};
		},
	},
];

function found({ company, query }: Call): DealRow[] {
	const { updated_since: since, stage_id: stage, pipeline_id: pipeline, status, sort_by: by = 'id' } = query;
	// A list that lags does not yet show what changed a moment ago.
	const lag = company.world.fault('pipedrive', 'search-lag', { method: 'GET', path: '/api/v2/deals' });
	const until = lag ? company.world.now().getTime() - lag.delayMs : Infinity;
	const rows = [...company.books.deals.values()].filter(
		(deal) =>
			!deal.isDeleted &&
			(since === undefined || Date.parse(deal.updateTime) >= Date.parse(since)) &&
			Date.parse(deal.updateTime) <= until &&
			(stage === undefined || deal.stageId === Number(stage)) &&
			(pipeline === undefined || deal.pipelineId === Number(pipeline)) &&
			(status === undefined || status.split(',').includes(deal.status)),
	);
	const key = (deal: DealRow) => (by === 'update_time' ? deal.updateTime : by === 'add_time' ? deal.addTime : '');
	return rows.sort((one, other) => key(one).localeCompare(key(other)) || one.id - other.id);
}

export function shownDeal({ company, query }: Pick<Call, 'company' | 'query'>, deal: DealRow): Record<string, unknown> {
	const { lines } = company.books;
	const hasLines = lines.some((line) => line.dealId === deal.id);
	const value = Number(deal.value);
	return {
		id: deal.id,
		title: deal.title,
		creator_user_id: 77,
		owner_id: 77,
		value,
		person_id: deal.personId,
		org_id: deal.orgId,
		stage_id: deal.stageId,
		pipeline_id: deal.pipelineId,
		currency: deal.currency,
		add_time: deal.addTime,
		update_time: deal.updateTime,
		stage_change_time: deal.stageChangeTime,
		status: deal.status,
		is_archived: false,
		is_deleted: deal.isDeleted,
		probability: null,
		lost_reason: null,
		visible_to: 3,
		close_time: deal.wonTime ?? deal.lostTime,
		won_time: deal.wonTime,
		lost_time: deal.lostTime,
		expected_close_date: null,
		label_ids: [],
		...(company.isGrowth && { arr: hasLines ? 0 : null, mrr: hasLines ? 0 : null, acv: hasLines ? value : null }),
		custom_fields: shownCustom(company.fields.deal, deal.custom, query.include_option_labels === 'true'),
	};
}

async function patch(call: Call) {
	const { company } = call;
	const body = bodyOf(DealPatch, call.body);
	const dealId = idIn(call);
	await breath(company.world);
	const deal = dealOf(call, dealId);
	const custom = Object.entries(body.custom_fields ?? {}).map(
		([code, value]) => [code, customValue(company.fields.deal, code, value)] as const,
	);
	const stage = STAGES.find((row) => row.id === (body.stage_id ?? deal.stageId));
	if (!stage) throw badRequest('Validation failed: stage_id: not found');
	if (body.pipeline_id !== undefined && body.pipeline_id !== stage.pipelineId)
		throw badRequest('Validation failed: pipeline_id: the stage belongs to another pipeline');
	if (body.stage_id !== undefined && body.pipeline_id === undefined && stage.pipelineId !== deal.pipelineId)
		throw badRequest('Validation failed: stage_id: the stage belongs to another pipeline');
	company.change(
		deal,
		{
			...(body.title !== undefined && { title: body.title }),
			...(body.stage_id !== undefined && { stageId: body.stage_id }),
			...(body.status !== undefined && { status: body.status }),
			custom: { ...deal.custom, ...Object.fromEntries(custom) },
		},
		{ source: 'api' },
	);
	company.noteWrite(deal, { fields: writtenFields(company, body, custom) });
	return { data: shownDeal(call, deal) };
}

/** By the names that people see. */
function writtenFields(
	company: Company,
	{ stage_id: stage, status }: z.infer<typeof DealPatch>,
	custom: readonly (readonly [string, unknown])[],
): Record<string, string> {
	const named = custom.map(([code, value]) => {
		const field = company.fields.deal.find((one) => one.code === code)!;
		return [field.name, textOf(field, value)];
	});
	return {
		...Object.fromEntries(named),
		...(stage !== undefined && { stage_id: String(stage) }),
		...(status !== undefined && { status }),
	};
}
