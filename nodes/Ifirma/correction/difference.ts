import Big from 'big.js';
import { amount } from '../../../invoicing/decimal';
import { waysOf, type DocumentTotals, type Part, type Positions } from '../totals';

/** What a correction comes to: the document as its positions stand now, less what it was. */
function waysOfDifference(original: Positions, corrected: Pick<Positions, 'Pozycje'>): [perRate: Part, perLine: Part] {
	const [rateWas, lineWas] = waysOf(original);
	// A correction keeps the basis of what it corrects.
	const [rateIs, lineIs] = waysOf({ LiczOd: original.LiczOd, Pozycje: corrected.Pozycje });
	return [less(rateIs, rateWas), less(lineIs, lineWas)];
}

const less = (is: Part, was: Part): Part => ({ net: is.net.minus(was.net), gross: is.gross.minus(was.gross) });

/**
 * Net, VAT and gross of a correction. `gross`: iFirma's own, from its list; what the positions do not come to stays in the
 * VAT, and shows. Without one only what is the same in every way; undefined: it is not.
 */
export function differenceOf(
	original: Positions,
	corrected: Pick<Positions, 'Pozycje'>,
	gross?: string,
): DocumentTotals | undefined {
	const [way, other] = waysOfDifference(original, corrected);
	if (gross === undefined && !(way.net.eq(other.net) && way.gross.eq(other.gross))) return undefined;
	const theirs = new Big(gross ?? way.gross);
	return { net: amount(way.net), vat: amount(theirs.minus(way.net)), gross: amount(theirs) };
}

/** Whether iFirma can come to these totals, in any way of counting. */
export function canComeTo(
	{ net, gross }: Pick<DocumentTotals, 'net' | 'gross'>,
	original: Positions,
	corrected: Pick<Positions, 'Pozycje'>,
): boolean {
	return waysOfDifference(original, corrected).some((way) => way.net.eq(net) && way.gross.eq(gross));
}
