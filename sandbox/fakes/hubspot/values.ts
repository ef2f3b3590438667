import { invalid, invalidProperty } from './apiError';
import type { Values } from './books';
import type { ObjectType } from './fields';
import type { Hub } from './hub';

/** The fields of a write, checked against the account's: a wrong one refuses all of them. */
export function writtenValues(hub: Hub, type: ObjectType, given: unknown): Values {
	if (typeof given !== 'object' || given === null || Array.isArray(given))
		throw invalid('Invalid input JSON: properties');
	const written: Values = {};
	for (const [name, value] of Object.entries(given)) {
		const field = hub.fields.get(type, name);
		if (!field) throw invalidProperty(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
		if (field.readOnly) throw invalidProperty(name, 'READ_ONLY_VALUE', `"${name}" is a read only property`);
		if (typeof value !== 'string') throw invalid(`Invalid input JSON: the value of ${name} is no text`);
		if (value !== '') check(hub, name, field.type, field.fieldType, value);
		written[name] = value;
	}
	return written;
}

function check(hub: Hub, name: string, type: string, fieldType: string, value: string): void {
	const wrong = (error: string, what: string) => invalidProperty(name, error, `${name}: ${what}`);
	if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) throw wrong('INVALID_DOUBLE', 'was not a valid number.');
	if (type === 'bool' && !['true', 'false'].includes(value))
		throw wrong('INVALID_OPTION', 'was not one of the allowed options.');
	if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw wrong('INVALID_DATE', 'was not a valid date.');
	if (type === 'datetime' && Number.isNaN(Date.parse(value)) && !/^\d{13}$/.test(value))
		throw wrong('INVALID_DATE', 'was not a valid date and time.');
	const isFile = fieldType === 'file' || name === 'hs_attachment_ids';
	const unknown = isFile ? value.split(';').find((id) => !hub.books.files.has(id)) : undefined;
	if (unknown !== undefined) throw wrong('INVALID_FILE', `there is no file ${unknown}.`);
}
