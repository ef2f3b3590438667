/** Rows of one page; Intuit allows no more. */
export const PAGE = 1000;

/** A value of a select statement: quotes and backslashes are escaped by a backslash (Intuit: "Query operations"). */
export function quoted(value: string): string {
	return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

export const isOneOf = (field: string, values: readonly string[]): string =>
	values.length === 1 ? `${field} = ${quoted(values[0] ?? '')}` : `${field} IN (${values.map(quoted).join(', ')})`;

/** QuickBooks leaves out inactive names unless they are asked for. */
export const EVEN_INACTIVE = 'Active IN (true, false)';

/** `SELECT * FROM Invoice WHERE … ORDERBY TxnDate DESC STARTPOSITION 1 MAXRESULTS 1000`; pages count from 1. */
export function select(
	entity: string,
	where: readonly string[],
	options: { orderBy?: string; page?: number } = {},
): string {
	const { orderBy, page = 1 } = options;
	return [
		`SELECT * FROM ${entity}`,
		...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
		...(orderBy ? [`ORDERBY ${orderBy}`] : []),
		`STARTPOSITION ${(page - 1) * PAGE + 1} MAXRESULTS ${PAGE}`,
	].join(' ');
}
