import { RecordError } from './apiError';
import type { FieldRow } from './fieldSeeds';

/** A value for a field, checked against its type as Zoho does. Throws RecordError. */
export function checkedValue(field: FieldRow, value: unknown): unknown {
	if (value === null) return null;
	const at = { api_name: field.name, json_path: `$.data[0].${field.name}` };
	const wrongType = (expected: string) =>
		new RecordError('data', 'INVALID_DATA', 'invalid data', { ...at, expected_data_type: expected });
	switch (field.type) {
		case 'boolean':
			if (typeof value !== 'boolean') throw wrongType('boolean');
			return value;
		case 'integer':
		case 'bigint':
			if (!Number.isInteger(value)) throw wrongType('integer');
			return value;
		case 'currency':
		case 'double':
			if (typeof value !== 'number') throw wrongType('double');
			return value;
		case 'date':
			if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw wrongType('date');
			return value;
		case 'website':
			if (typeof value !== 'string' || !/^(https?:\/\/)?[\w.-]+\.\w{2,}(\/\S*)?$/.test(value))
				throw wrongType('website');
			break;
		case 'lookup':
		case 'ownerlookup':
		case 'subform':
		case 'layout':
			throw wrongType('jsonobject');
		default:
			if (typeof value !== 'string') throw wrongType('text');
	}
	if (value.length > field.length)
		throw new RecordError('data', 'INVALID_DATA', 'invalid data', { ...at, maximum_length: String(field.length) });
	return value;
}
