import { invalidArgument, RestError } from '../restError';
import { isMap, type Value, type Values } from '../php';

/** A whole number, also when it came as text of a form. Everything else is refused as the vendor does. */
export function integer(params: Values, name: string): number {
	const value = params[name];
	if ((typeof value === 'number' || typeof value === 'string') && /^-?\d+$/.test(String(value))) return Number(value);
	throw new RestError(
		400,
		value === undefined || value === '' ? '100' : 'INVALID_ARG_VALUE',
		`Could not find value for parameter {${name}}`,
	);
}

export function map(params: Values, name: string): Values {
	const value = params[name];
	if (value === undefined) return {};
	if (isMap(value)) return value as Values;
	throw invalidArgument(
		`Invalid value {${String(value)}} to match with parameter {${name}}. Should be value of type array.`,
	);
}

export interface Condition {
	operator: '=' | '>' | '>=' | '<' | '<=' | '@';
	field: string;
	value: Value;
}

/** A filter by its prefixes. A field outside `allowed` is refused: unknown filters never widen a result here. */
export function conditions(filter: Values, allowed: readonly string[]): Condition[] {
	return Object.entries(filter).map(([key, value]) => {
		const match = /^(>=|<=|>|<|=|@)?(.+)$/.exec(key);
		const field = match?.[2] ?? key;
		if (!allowed.includes(field)) throw invalidArgument(`Filter by field ${field} is not allowed`);
		return { operator: (match?.[1] ?? '=') as Condition['operator'], field, value };
	});
}

/** True when the row (by field name) meets all conditions. Numbers and instants are compared as such. */
export function meets(row: Record<string, unknown>, wanted: readonly Condition[]): boolean {
	return wanted.every(({ operator, field, value }) => {
		const list = isMap(value) ? Object.values(value) : [value];
		const held = row[field];
		if (operator === '@' || operator === '=') return list.some((one) => order(held, one) === 0);
		const compared = order(held, list[0]);
		if (operator === '>') return compared > 0;
		if (operator === '>=') return compared >= 0;
		return operator === '<' ? compared < 0 : compared <= 0;
	});
}

function order(held: unknown, wanted: unknown): number {
	const [one, other] = [comparable(held), comparable(wanted)];
	return one === other ? 0 : one > other ? 1 : -1;
}

function comparable(value: unknown): number | string {
	const text = String(value ?? '');
	if (/^-?\d+$/.test(text)) return Number(text);
	if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return Date.parse(text);
	return text;
}

export interface Page<T> {
	rows: T[];
	total?: number;
	next?: number;
}

/** Pages of 50. `start: -1` skips the counting: neither total nor next come back. */
export function page<T>(rows: T[], params: Values): Page<T> {
	const start = params.start === undefined || params.start === '' ? 0 : integer(params, 'start');
	if (start < 0) return { rows: rows.slice(0, 50) };
	const next = start + 50 < rows.length ? start + 50 : undefined;
	return { rows: rows.slice(start, start + 50), total: rows.length, next };
}

/** Sorts by the first key of `order`; methods here need no more. */
export function sorted<T>(rows: T[], params: Values, by: (row: T, field: string) => unknown): T[] {
	const [field, direction] = Object.entries(map(params, 'order'))[0] ?? [];
	if (field === undefined) return rows;
	const sign = String(direction).toUpperCase() === 'DESC' ? -1 : 1;
	return [...rows].sort((one, other) => sign * order(by(one, field), by(other, field)));
}
