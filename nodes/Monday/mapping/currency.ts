/** What people put beside the numbers of a column. `$` alone is many currencies; most boards mean the US one. */
const SYMBOLS: Record<string, string> = {
	zł: 'PLN',
	zl: 'PLN',
	'€': 'EUR',
	'£': 'GBP',
	$: 'USD',
	us$: 'USD',
	kč: 'CZK',
	ft: 'HUF',
	'₴': 'UAH',
	chf: 'CHF',
};

function fromSymbol(symbol: string): string {
	const text = symbol.trim().toLowerCase();
	return SYMBOLS[text] ?? (/^[a-z]{3}$/.test(text) ? text.toUpperCase() : '');
}

/**
 * The deal's currency: what its currency column says; else what the symbols of the columns of money say; else the
 * setting. Symbols that contradict each other are passed on as they are ("EUR/PLN"), which is no currency: a person
 * decides.
 */
export function currencyOf(column: string, symbols: readonly string[], setting: string): string {
	if (column !== '') return fromSymbol(column) || column.toUpperCase();
	const known = [...new Set(symbols.map(fromSymbol).filter((code) => code !== ''))].sort();
	return known.length > 0 ? known.join('/') : setting.trim().toUpperCase();
}
