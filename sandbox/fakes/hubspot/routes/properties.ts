import { breath } from '../../time';
import { ApiError, checked, invalid, notFound } from '../apiError';
import { GROUPS, type Field, type FieldType, type ObjectType } from '../fields';
import { jsonOf, ok, type Call, type Route } from './route';

const BASE = '/crm/properties/2026-09/(deals|line_items|companies|contacts|notes)';
const FIELD_TYPES: Record<string, readonly string[]> = {
	string: ['text', 'textarea', 'file', 'html'],
	number: ['number'],
	bool: ['booleancheckbox'],
	date: ['date'],
	datetime: ['date'],
	enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
};

const read = ({ at }: Call) => [`crm.schemas.${at[0]}.read`, `crm.objects.${at[0]}.read`];
const write = ({ at }: Call) => [`crm.schemas.${at[0]}.write`];

export const properties: Route[] = [
	{
		method: 'GET',
		path: new RegExp(`^${BASE}$`),
		scopes: read,
		query: ['archived'],
		handle: ({ hub, at }) => ok({ results: hub.fields.all(at[0] as ObjectType).map(shown) }),
	},
	{
		method: 'GET',
		path: new RegExp(`^${BASE}/([^/]+)$`),
		scopes: read,
		handle: ({ hub, at }) => {
			const [type, name] = at as [ObjectType, string];
			const field = hub.fields.get(type, name);
			if (!field) throw notFound(`Property ${name} does not exist`);
			return ok(shown(field));
		},
	},
	{ method: 'POST', path: new RegExp(`^${BASE}$`), scopes: write, handle: async (call) => create(call) },
];

async function create({ hub, at, request }: Call) {
	const type = at[0] as ObjectType;
	const needed = ['fieldType', 'groupName', 'label', 'name', 'type'];
	const body = checked(jsonOf(request), needed, [
		'options',
		'description',
		'hasUniqueValue',
		'hidden',
		'displayOrder',
		'formField',
	]);
	const text = (name: string) => {
		if (typeof body[name] === 'string' && body[name] !== '') return body[name];
		throw invalid(`${name} has to be a text`);
	};
	const [name, label, kind, fieldType] = [text('name'), text('label'), text('type'), text('fieldType')];
	if (!/^[a-z][a-z0-9_]{0,99}$/.test(name))
		throw invalid(`The property name ${name} may hold small letters, digits and _ only`);
	if (text('groupName') !== GROUPS[type]) throw invalid(`The property group ${text('groupName')} does not exist`);
	if (!FIELD_TYPES[kind]?.includes(fieldType))
		throw invalid(`The field type ${fieldType} does not go with the type ${kind}`);
	const options = optionsOf(body.options ?? []);
	if (
		kind === 'bool' &&
		options
			.map(({ value }) => value)
			.sort()
			.join() !== 'false,true'
	)
		throw invalid('A property of type bool needs exactly the options true and false');
	await breath(hub.world);
	if (hub.fields.get(type, name))
		throw new ApiError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`);
	const made = hub.fields.make(type, name, kind as FieldType, label, { fieldType, options });
	return { status: 201, body: shown(made) };
}

function optionsOf(given: unknown): Field['options'] {
	return (Array.isArray(given) ? given : []).map((option) => {
		const { label, value, displayOrder, hidden } = checked(
			option,
			['label', 'value', 'displayOrder', 'hidden'],
			['description'],
		);
		if (
			typeof label !== 'string' ||
			typeof value !== 'string' ||
			typeof displayOrder !== 'number' ||
			typeof hidden !== 'boolean'
		)
			throw invalid('An option has a label, a value, an order and says whether it is hidden');
		return { label, value, displayOrder, hidden };
	});
}

function shown({ readOnly, ...field }: Field): object {
	const modificationMetadata = {
		archivable: !field.hubspotDefined,
		readOnlyDefinition: field.hubspotDefined,
		readOnlyValue: readOnly,
	};
	return { ...field, description: '', calculated: readOnly, archived: false, modificationMetadata };
}
