import Big from 'big.js';
import { totalsByRate, type AnsweredLine } from '../../invoicing/byRate';
import { amount, sum } from '../../invoicing/decimal';
import type { DocumentLine, InvoiceLine, IssuedInvoice } from '../../invoicing/invoice';
import { VatRate } from '../../invoicing/primitives';
import { computeTotals } from '../../invoicing/totals';
import type { SalesDocument } from './schemas';
import { NO_TAX } from './tax';

/**
 * Which of our rates each tax code stands for, behind the reference in the internal memo: ` [VAT 11=23, 13=5]`. A code
 * alone does not tell it: the table is the user's, and may change before the final. A code for two rates is left out.
 */
export function ratesNote(lines: readonly InvoiceLine[], codes: readonly string[]): string {
	const rates = new Map<string, Set<VatRate>>();
	for (const [index, { vatRate }] of lines.entries()) {
		const code = codes[index] ?? NO_TAX;
		rates.set(code, (rates.get(code) ?? new Set()).add(vatRate));
	}
	const pairs = [...rates].flatMap(([code, all]) => (all.size === 1 ? [`${code}=${[...all].join('')}`] : []));
	return pairs.length > 0 ? ` [VAT ${pairs.join(', ')}]` : '';
}

function ratesIn(note: string | undefined): Map<string, VatRate> {
	const [, pairs = ''] = /\[VAT ([^\]]+)\]/.exec(note ?? '') ?? [];
	return new Map(
		pairs.split(', ').flatMap((pair): [string, VatRate][] => {
			const [code = '', text] = pair.split('=');
			const rate = VatRate.safeParse(text);
			return rate.success ? [[code, rate.data]] : [];
		}),
	);
}

type Totals = Pick<IssuedInvoice, 'net' | 'vat' | 'gross'>;

/** Net, VAT and gross of each rate as QuickBooks holds the lines; undefined where they do not tell it beyond doubt. */
export function byRateOf(document: SalesDocument, totals: Totals): IssuedInvoice['byRate'] {
	return totalsByRate(amountsOf(document), totals);
}

/**
 * The lines, named by the first line of what they say, which is how they are written here. Undefined where a quantity is
 * told in words only, and where rates and amounts are in doubt.
 */
export function documentLines(document: SalesDocument, totals: Totals): IssuedInvoice['lines'] {
	const amounts = amountsOf(document);
	const sold = soldIn(document);
	const adds = SIDES.every((side) => sum(amounts.map((line) => line[side])).eq(totals[side]));
	if (!adds || !totalsByRate(amounts, totals)) return undefined;
	const lines = amounts.flatMap(({ vatRate, net, vat, gross }, index): DocumentLine[] => {
		const { Description = '', SalesItemLineDetail: detail } = sold[index] ?? {};
		if (!vatRate || detail?.Qty === undefined) return [];
		const [name = ''] = Description.split('\n');
		return [{ name, quantity: detail.Qty, unit: '', vatRate, net, vat, gross }];
	});
	return lines.length === amounts.length ? lines : undefined;
}

const SIDES = ['net', 'vat', 'gross'] as const;
const soldIn = ({ Line }: SalesDocument) => Line.filter(({ SalesItemLineDetail }) => SalesItemLineDetail !== undefined);

/** Of each line. A document with net prices does not tell the tax of its lines: it is counted as QuickBooks counts it. */
function amountsOf(document: SalesDocument): AnsweredLine[] {
	const rates = ratesIn(document.PrivateNote);
	const lines = soldIn(document).map(({ Amount, SalesItemLineDetail: detail }) => {
		const net = amount(Amount ?? '0');
		const vatRate = rates.get(detail?.TaxCodeRef?.value ?? NO_TAX);
		return { vatRate, net, gross: amount(detail?.TaxInclusiveAmt ?? net) };
	});
	if (document.GlobalTaxCalculation === 'TaxExcluded') {
		const priced = lines.flatMap(({ vatRate, net }) =>
			vatRate ? [{ vatRate, quantity: '1', unitPrice: net, priceBasis: 'net' as const }] : [],
		);
		if (priced.length === lines.length) return computeTotals(priced, 'perRateFromNet').lines;
	}
	return lines.map((line) => ({ ...line, vat: amount(new Big(line.gross).minus(line.net)) }));
}
