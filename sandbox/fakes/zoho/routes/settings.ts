import { breath } from '../../time';
import { ApiError, missingParam, NOTHING, RecordError } from '../apiError';
import type { Call, Route } from '../api';
import { LAYOUT, MODULES, PIPELINES, type Module } from '../books';
import { allowOnly, jsonOf } from '../request';
import { fieldView, layoutView, moduleView } from '../metadata';

const MOST_FIELDS_AT_ONCE = 5;
const TYPES = ['text', 'textarea', 'website', 'date', 'boolean', 'email', 'integer', 'double', 'currency', 'picklist'];

export const settingRoutes: Route[] = [
	{
		method: 'GET',
		pattern: /^settings\/fields$/,
		scopes: ['ZohoCRM.settings.fields.READ'],
		query: ['module', 'type'],
		answer: ({ organisation, request }) => {
			const module = moduleIn(request.query);
			const rows = [...organisation.fields[module].values()];
			return { status: 200, body: { fields: rows.map((field) => fieldView(field, module)) } };
		},
	},
	{
		method: 'POST',
		pattern: /^settings\/fields$/,
		scopes: ['ZohoCRM.settings.fields.CREATE'],
		query: ['module'],
		answer: createFields,
	},
	{
		method: 'GET',
		pattern: /^settings\/layouts$/,
		scopes: ['ZohoCRM.settings.layouts.READ'],
		query: ['module'],
		answer: ({ request }) =>
			moduleIn(request.query) === 'Deals' ? { status: 200, body: { layouts: [layoutView()] } } : NOTHING,
	},
	{
		method: 'GET',
		pattern: /^settings\/modules\/(\w+)$/,
		scopes: ['ZohoCRM.settings.modules.READ'],
		query: [],
		answer: ({ path: [name] }) => {
			if (name !== 'Deals') throw new ApiError(400, 'INVALID_MODULE', 'the module name given seems to be invalid');
			return { status: 200, body: { modules: [moduleView()] } };
		},
	},
	{
		method: 'GET',
		pattern: /^settings\/pipeline$/,
		scopes: ['ZohoCRM.settings.pipeline.READ'],
		query: ['layout_id'],
		answer: ({ request }) => {
			const layout = request.query.get('layout_id');
			if (layout === null)
				throw new ApiError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
					param: 'layout_id',
				});
			if (layout !== LAYOUT.id)
				throw new ApiError(400, 'INVALID_DATA', 'invalid layout id', { param_name: 'layout_id' });
			return { status: 200, body: { pipeline: PIPELINES.map(pipelineView) } };
		},
	},
];

function moduleIn(query: URLSearchParams): Module {
	const name = query.get('module');
	if (name === null) throw missingParam('module');
	if (!(MODULES as string[]).includes(name))
		throw new ApiError(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { api_name: name });
	return name as Module;
}

function pipelineView(pipeline: (typeof PIPELINES)[number]): Record<string, unknown> {
	return {
		display_value: pipeline.shown ?? pipeline.word,
		actual_value: pipeline.word,
		default: pipeline.isDefault,
		id: pipeline.id,
		maps: pipeline.stages.map((stage, index) => ({
			display_value: stage.shown ?? stage.word,
			actual_value: stage.word,
			sequence_number: index + 1,
			forecast_category: {
				name: stage.forecast === 'Open' ? 'Pipeline' : stage.forecast.slice(7),
				id: '700000000000094001',
			},
			forecast_type: stage.forecast,
			id: `7000000000000960${pipeline.id.slice(-1)}${index}`,
		})),
	};
}

/** Each field has its own result; nothing of a call that names too many is made. */
async function createFields({ organisation, request }: Call) {
	const module = moduleIn(request.query);
	const body = jsonOf(request);
	allowOnly(body, ['fields']);
	const wanted = Array.isArray(body.fields) ? (body.fields as Record<string, unknown>[]) : [];
	if (wanted.length === 0)
		throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: 'fields',
			json_path: '$.fields',
		});
	if (wanted.length > MOST_FIELDS_AT_ONCE)
		throw new RecordError(
			'fields',
			'LIMIT_EXCEEDED',
			'more fields than allowed',
			{ limit: MOST_FIELDS_AT_ONCE, limit_due_to: [{ api_name: 'fields', json_path: '$.fields' }] },
			400,
		);
	await breath(organisation.world);
	const results = wanted.map((field, index) => {
		const at = { json_path: `$.fields[${index}]` };
		const error = (code: string, message: string, details: object) => ({ code, message, details, status: 'error' });
		const { field_label: label, data_type: type, textarea } = field;
		const unknown = Object.keys(field).find(
			(name) => !['field_label', 'data_type', 'length', 'textarea'].includes(name),
		);
		if (unknown) return error('INVALID_DATA', 'invalid data', { ...at, api_name: unknown });
		if (typeof label !== 'string' || label.trim() === '')
			return error('MANDATORY_NOT_FOUND', 'required field not found', { ...at, api_name: 'field_label' });
		if (typeof type !== 'string' || !TYPES.includes(type))
			return error('INVALID_DATA', 'invalid data', { ...at, api_name: 'data_type' });
		const isTaken = [...organisation.fields[module].values()].some(
			(one) => one.label.toLowerCase() === label.toLowerCase(),
		);
		if (isTaken) return error('DUPLICATE_DATA', 'duplicate data', { ...at, api_name: 'field_label' });
		const size = (textarea as { type?: string } | undefined)?.type;
		const { id } = organisation.makeField(module, label, type, type === 'textarea' ? (size ?? 'small') : undefined);
		return { code: 'SUCCESS', details: { id }, message: 'field created', status: 'success' };
	});
	const failed = results.filter((result) => result.status === 'error').length;
	return { status: failed === 0 ? 201 : failed === results.length ? 400 : 207, body: { fields: results } };
}
