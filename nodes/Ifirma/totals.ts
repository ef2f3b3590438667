import Big from 'big.js';
import { amount, roundHalfUp, sum } from '../../invoicing/decimal';
import type { Amount } from '../../invoicing/primitives';
import type { IfirmaDocument, Position } from './schemas';

export interface DocumentTotals {
	net: Amount;
	vat: Amount;
	gross: Amount;
}

export type Positions = Pick<IfirmaDocument, 'LiczOd' | 'Pozycje'>;

/**
 * Net and VAT of a document as iFirma made it. iFirma tells its gross total alone, so the parts are counted from its
 * positions, in both ways that its VAT may come about (not documented): per rate, or per position. The way that leads to
 * iFirma's own gross is the one; where neither does, the difference stays in the VAT, and shows.
 */
export function totalsOf(document: Positions, gross: string): DocumentTotals {
	const theirs = new Big(gross);
	const ways = waysOf(document);
	const way = ways.find((each) => each.gross.eq(theirs)) ?? ways[0];
	return { net: amount(way.net), vat: amount(theirs.minus(way.net)), gross: amount(theirs) };
}

/** The gross total, where both ways lead to the same and to the same VAT. */
export function certainGross(document: Positions): Amount | undefined {
	const [perRate, perLine] = waysOf(document);
	return perRate.net.eq(perLine.net) && perRate.gross.eq(perLine.gross) ? amount(perRate.gross) : undefined;
}

/** Net and gross as they come about if VAT is counted per rate, and if it is counted per position. */
export function waysOf(document: Positions): [perRate: Part, perLine: Part] {
	const fromGross = document.LiczOd === 'BRT';
	const values = document.Pozycje.map((position) => ({ value: valueOf(position), rate: rateOf(position) }));
	const perLine = values.map(({ value, rate }) => netOf(value, rate, fromGross));
	const perRate = [...new Set(values.map(({ rate }) => rate.toFixed()))].map((rate) => {
		const same = values.filter((each) => each.rate.eq(rate)).map(({ value }) => value);
		return netOf(sum(same), new Big(rate), fromGross);
	});
	return [totalOf(perRate), totalOf(perLine)];
}

const totalOf = (parts: Part[]): Part => ({ net: sum(parts.map(net)), gross: sum(parts.map(grossOf)) });

export interface Part {
	net: Big;
	gross: Big;
}

const net = (part: Part): Big => part.net;
const grossOf = (part: Part): Big => part.gross;

function netOf(value: Big, rate: Big, fromGross: boolean): Part {
	if (!fromGross) return { net: value, gross: value.plus(roundHalfUp(value.times(rate))) };
	const vat = roundHalfUp(value.times(rate).div(rate.plus(1)));
	return { net: value.minus(vat), gross: value };
}

/** Unit price after discount. */
export function reducedPrice({ CenaJednostkowa, CenaZRabatem, Rabat }: Position): Big {
	return CenaZRabatem ? new Big(CenaZRabatem) : new Big(CenaJednostkowa).times(new Big(100).minus(Rabat ?? 0)).div(100);
}

/** After discount, in the document's basis. */
const valueOf = (position: Position): Big => roundHalfUp(reducedPrice(position).times(position.Ilosc));

const rateOf = ({ StawkaVat }: Position): Big => new Big(StawkaVat ?? 0);
