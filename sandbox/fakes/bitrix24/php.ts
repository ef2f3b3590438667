/** Parameters as PHP sees them: nested maps of text; from JSON also numbers, booleans and lists. */
export type Value = string | number | boolean | null | Value[] | Values;
export interface Values {
	[name: string]: Value;
}

/** PHP's parse_str: `filter[%3DownerId]=5&select[]=ID`. */
export function parseQuery(query: string): Values {
	const root: Values = {};
	for (const pair of query.split('&').filter(Boolean)) {
		const at = pair.indexOf('=');
		const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
		put(root, decode(name), decode(value));
	}
	return root;
}

function put(root: Values, name: string, value: string): void {
	const names = [name.split('[')[0] ?? '', ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')];
	if (names.some((part) => part === '__proto__' || part === 'constructor')) return;
	let at = root;
	for (const [index, part] of names.entries()) {
		const key = part === '' ? String(Object.keys(at).length) : part;
		if (index === names.length - 1) at[key] = value;
		else at = (typeof at[key] === 'object' && at[key] !== null ? at[key] : (at[key] = {})) as Values;
	}
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return text;
	}
}

/** Replaces `$result[deal][item][companyId]` in all values by what earlier commands answered; nothing when absent. */
export function substitute(value: Value, results: Record<string, unknown>): Value {
	if (typeof value === 'string')
		return value.replace(/\$result((?:\[[^\]]*\])+)/g, (_, path: string) => {
			const names = [...path.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
			const found = names.reduce<unknown>((at, name) => (isMap(at) ? at[name] : undefined), results);
			return found === undefined || found === null || typeof found === 'object' ? '' : String(found);
		});
	if (Array.isArray(value)) return value.map((one) => substitute(one, results));
	if (isMap(value))
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, substitute(one as Value, results)]));
	return value;
}

/** PHP sends an empty map as an empty list. */
export function phpMap<T>(map: Record<string, T>): Record<string, T> | T[] {
	return Object.keys(map).length === 0 ? [] : map;
}

export function isMap(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** A map's or list's values. */
export function listOf(value: Value | undefined): Value[] {
	return Array.isArray(value) ? value : isMap(value) ? (Object.values(value) as Value[]) : [];
}
