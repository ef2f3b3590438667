import Big from 'big.js';
import { amount } from '../../../invoicing/decimal';
import { waysOf, type DocumentTotals, type Part, type Positions } from '../totals';

/** What a correction comes to: the document as its positions stand now, less what it was. */
function waysOfDifference(original: Positions, corrected: Pick<Positions, 'Pozycje'>): Part[] {
	const was = waysOf(original);
	// A correction keeps the basis of what it corrects.
	const is = waysOf({ LiczOd: original.LiczOd, Pozycje: corrected.Pozycje });
	return was.map(({ net, gross }, way) => ({ net: is[way]!.net.minus(net), gross: is[way]!.gross.minus(gross) }));
}

/**
 * Net, VAT and gross of a correction. `gross`: iFirma's own, from its list; where no way of counting leads to it, the
 * difference stays in the VAT, and shows. Without one only what is the same in every way; undefined: it is not.
 */
export function differenceOf(
	original: Positions,
	corrected: Pick<Positions, 'Pozycje'>,
	gross?: string,
): DocumentTotals | undefined {
	const ways = waysOfDifference(original, corrected);
	const [first] = ways;
	const way = gross === undefined ? first! : (ways.find((each) => each.gross.eq(gross)) ?? first!);
	const isCertain = ways.every((each) => each.net.eq(way.net) && each.gross.eq(way.gross));
	if (gross === undefined && !isCertain) return undefined;
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
