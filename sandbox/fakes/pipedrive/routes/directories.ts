import { z } from 'zod';
import { breath } from '../../time';
import { ApiError, notFound } from '../apiError';
import { PIPELINES, STAGES, USER, type FieldRow } from '../books';
import type { Entity } from '../company';
import { bodyOf, idIn, pageV2, type Route } from './route';

const SOMETIME = '2026-01-02T08:00:00Z';

const FieldPost = z
	.strictObject({
		field_name: z.string().min(1).max(255),
		field_type: z.enum([
			...(['varchar', 'text', 'double', 'phone', 'date', 'daterange', 'time', 'timerange', 'set', 'enum'] as const),
			...(['varchar_auto', 'address', 'monetary', 'org', 'people', 'user'] as const),
		]),
		options: z.array(z.strictObject({ label: z.string().min(1) })).optional(),
		description: z.string().nullish(),
	})
	.refine(({ field_type: type, options }) => (type === 'enum' || type === 'set') === (options !== undefined), {
		message: 'options go with the types enum and set, and only with them',
	});

const shownField = (field: FieldRow) => ({
	field_name: field.name,
	field_code: field.code,
	description: field.description,
	field_type: field.type,
	options: field.options,
	subfields: null,
	is_custom_field: field.isCustom,
	is_optional_response_field: false,
});

const fieldsOf = (entity: Entity): Route => ({
	version: 'v2',
	method: 'GET',
	path: `/${entity}Fields`,
	tokens: 10,
	query: { limit: 'integer', cursor: 'text', include_fields: 'text' },
	handle: (call) => pageV2(call.company.fields[entity].map(shownField), call),
});

export const directories: Route[] = [
	fieldsOf('deal'),
	fieldsOf('organization'),
	fieldsOf('person'),
	{
		version: 'v2',
		method: 'POST',
		path: '/dealFields',
		tokens: 5,
		handle: async ({ company, body }) => {
			const { field_name: name, field_type: type, options, description } = bodyOf(FieldPost, body);
			await breath(company.world);
			// Two fields may carry one name: only the code is a key.
			const labels = (options ?? []).map(({ label }) => label);
			return { data: shownField(company.makeField('deal', name, type, labels, description ?? '')) };
		},
	},
	{
		version: 'v2',
		method: 'DELETE',
		path: '/dealFields/{code}',
		tokens: 3,
		handle: ({ company, ids }) => {
			const field = company.fields.deal.find((one) => one.isCustom && one.code === ids[0]);
			if (!field) throw notFound('Field');
			company.fields.deal = company.fields.deal.filter((one) => one !== field);
			for (const deal of company.books.deals.values()) delete deal.custom[field.code];
			return { data: shownField(field) };
		},
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/pipelines',
		tokens: 5,
		query: { limit: 'integer', cursor: 'text', sort_by: 'text', sort_direction: 'text' },
		handle: (call) =>
			pageV2(
				PIPELINES.map(({ id, name, orderNr }) => ({
					id,
					name,
					order_nr: orderNr,
					is_deleted: false,
					is_deal_probability_enabled: true,
					add_time: SOMETIME,
					update_time: SOMETIME,
				})),
				call,
			),
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/stages',
		tokens: 5,
		query: { limit: 'integer', cursor: 'text', pipeline_id: 'integer', sort_by: 'text', sort_direction: 'text' },
		handle: (call) => pageV2(STAGES.map(shownStage), call),
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/stages/{id}',
		tokens: 1,
		handle: (call) => {
			const stage = STAGES.find(({ id }) => id === idIn(call));
			if (!stage) throw notFound('Stage');
			return { data: shownStage(stage) };
		},
	},
	{
		version: 'v1',
		method: 'GET',
		path: '/users/me',
		tokens: 2,
		handle: ({ company }) => ({
			data: {
				...shownUser,
				company_id: USER.companyId,
				company_name: 'Doradcy Testowi',
				company_domain: company.domain,
				company_country: 'PL',
			},
		}),
	},
	{
		version: 'v1',
		method: 'GET',
		path: '/users/{id}',
		tokens: 2,
		handle: (call) => {
			if (idIn(call) !== USER.id) throw new ApiError(404, 'User not found or not accessible.');
			return { data: shownUser };
		},
	},
];

const shownStage = ({ id, name, pipelineId, orderNr }: (typeof STAGES)[number]) => ({
	id,
	order_nr: orderNr,
	name,
	is_deleted: false,
	deal_probability: 100,
	pipeline_id: pipelineId,
	is_deal_rot_enabled: false,
	days_to_rotten: null,
	add_time: SOMETIME,
	update_time: SOMETIME,
});

const shownUser = {
	id: USER.id,
	name: USER.name,
	email: USER.email,
	default_currency: 'PLN',
	locale: 'pl_PL',
	activated: true,
	access: [{ app: 'sales', admin: true }],
	active_flag: true,
	timezone_name: 'Europe/Warsaw',
	is_you: true,
	is_deleted: false,
};
