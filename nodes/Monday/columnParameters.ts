import type { N8nContext } from '../../connect/n8nHttp';
import { DEFAULT_COLUMNS, NO_COLUMN, type ColumnMap } from './columnMap';

/** A parameter of the node, whatever n8n calls it for; empty text where the node has none of this name. */
export function parameterOf(context: N8nContext, name: string): unknown {
	const parameters = context as { getNodeParameter(name: string, index?: unknown, fallback?: unknown): unknown };
	// Only execute functions take an item's index; credential, board and columns are chosen once for all items.
	return 'getInputData' in context ? parameters.getNodeParameter(name, 0, '') : parameters.getNodeParameter(name, '');
}

/** The user's columns over the defaults. A column that was emptied is not used. */
export function columnMapOf(context: N8nContext): ColumnMap {
	const record = (value: unknown) =>
		typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	const collection = (name: string) => record(parameterOf(context, name));
	const over = <T extends object>(defaults: T, given: Record<string, unknown>): T =>
		Object.fromEntries(
			Object.entries(defaults).map(([name, value]) => {
				const own = given[name];
				if (typeof own !== 'string') return [name, value];
				return [name, own.trim() === NO_COLUMN ? '' : own.trim()];
			}),
		) as T;
	const options = collection('lineOptions');
	const deal = collection('dealColumns');
	const lost = deal.lostStages;
	return {
		deal: over(DEFAULT_COLUMNS.deal, deal),
		client: over(DEFAULT_COLUMNS.client, collection('clientColumns')),
		line: over(DEFAULT_COLUMNS.line, record(collection('lineColumns').value)),
		priceBasis: options.prices === 'gross' ? 'gross' : DEFAULT_COLUMNS.priceBasis,
		discountIs: options.discountIs === 'amount' ? 'amount' : DEFAULT_COLUMNS.discountIs,
		currency: typeof deal.defaultCurrency === 'string' ? deal.defaultCurrency.trim() : DEFAULT_COLUMNS.currency,
		lostStages: Array.isArray(lost) ? lost.map(String) : DEFAULT_COLUMNS.lostStages,
	};
}
