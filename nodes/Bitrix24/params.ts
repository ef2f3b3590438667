/** Parameters of a REST method, nested as Bitrix24 takes them. */
export type Params = { [name: string]: ParamValue };
export type ParamValue = string | number | boolean | null | undefined | ParamValue[] | Params;

export interface Command {
	method: string;
	params: Params;
}

/**
 * A command of `batch` as text: `crm.item.get?entityTypeId=2&id=4711`, nested names in PHP's style and every value
 * URL-encoded once (docs: settings/how-to-call-rest-api/batch). `$result[deal][item][companyId]` in a value refers to
 * the answer of an earlier command.
 */
export function commandText(command: Command): string {
	const pairs = flatten('', command.params);
	if (pairs.length === 0) return command.method;
	const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
	return `${command.method}?${query}`;
}

function flatten(prefix: string, value: ParamValue): [string, string][] {
	if (value === undefined) return [];
	if (value === null) return [[prefix, '']];
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([name, inner]) =>
			flatten(prefix === '' ? name : `${prefix}[${name}]`, inner as ParamValue),
		);
	}
	return [[prefix, String(value)]];
}
