import Big from 'big.js';
import { totalsByRate } from '../../invoicing/byRate';
import { plain } from '../../invoicing/decimal';
import type { DocumentLine, IssuedInvoice, TotalsMethod } from '../../invoicing/invoice';
import type { PriceBasis, VatRate } from '../../invoicing/primitives';
import { computeTotals } from '../../invoicing/totals';
import { factorsIn } from './request/positions';
import type { IfirmaDocument, Position } from './schemas';
import { reducedPrice, type DocumentTotals, type Positions } from './totals';

/** Net or gross prices; undefined where iFirma does not tell. */
export function basisIn({ LiczOd }: Pick<IfirmaDocument, 'LiczOd'>): PriceBasis | undefined {
	return ({ NET: 'net', BRT: 'gross' } as const)[LiczOd ?? ''];
}

const RATES: Record<string, VatRate> = { '0.23': '23', '0.08': '8', '0.05': '5', '0': '0 KR' };

/** On a domestic document. */
export function rateIn({ StawkaVat: share, TypStawkiVat: type }: Position): VatRate | undefined {
	if (type === 'ZW') return 'zw';
	return share === undefined || share === null ? undefined : RATES[plain(share)];
}

/** As it was asked for: a line that went as one unit says behind its name what it was. */
export function namedIn(position: Position): Pick<DocumentLine, 'name' | 'quantity' | 'unit'> {
	const name = position.NazwaPelna ?? '';
	const unit = position.Jednostka ?? '';
	return { name, quantity: plain(position.Ilosc), unit, ...factorsIn(name) };
}

/**
 * Lines and rates of a domestic document, where it tells them and they come to its totals in one of the ways in which
 * VAT may be counted; undefined elsewhere. A description is part of the name, as it is in iFirma.
 */
export function linesOf(document: Positions, totals: DocumentTotals): Pick<IssuedInvoice, 'lines' | 'byRate'> {
	const priceBasis = basisIn(document);
	const priced = document.Pozycje.flatMap((position) => {
		const vatRate = rateIn(position);
		if (!priceBasis || !vatRate || !position.NazwaPelna) return [];
		return [{ quantity: plain(position.Ilosc), unitPrice: reducedPrice(position).toFixed(), priceBasis, vatRate }];
	});
	if (priced.length < document.Pozycje.length) return {};
	const perRate = priceBasis === 'net' ? 'perRateFromNet' : 'perRateFromGross';
	for (const method of [perRate, 'perLine'] satisfies TotalsMethod[]) {
		const computed = computeTotals(priced, method);
		if (!SIDES.every((side) => new Big(computed.totals[side]).eq(totals[side]))) continue;
		const lines = computed.lines.map(({ vatRate, net, vat, gross }, index) => ({
			...namedIn(document.Pozycje[index]!),
			...{ vatRate, net, vat, gross },
		}));
		return { lines, byRate: totalsByRate(lines, totals) };
	}
	return {};
}

const SIDES = ['net', 'vat', 'gross'] as const;
