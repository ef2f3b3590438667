import Big from 'big.js';
import { plain, roundHalfUp } from '../../../invoicing/decimal';
import type { DocumentLine, Invoice } from '../../../invoicing/invoice';
import type { PriceBasis } from '../../../invoicing/primitives';
import { cut } from '../../../invoicing/text';
import { isPolishRate } from '../../../invoicing/vat';
import { namedIn, rateIn } from '../lines';
import { refused } from '../refused';
import type { Body } from '../request/limits';
import { exemptionOf, NAME_LENGTH, unitOf, vatOf } from '../request/positions';
import type { Position } from '../schemas';
import { reducedPrice } from '../totals';

/**
 * The positions of a correction, as everything stands from now on (api.ifirma.pl: "powinno być"). First those of the
 * corrected document, each in its place, with quantity 0 where nothing is left of it; then what is new. So it does not
 * matter whether iFirma matches them by place or by name. They carry no discount: prices are those after it.
 */
export function correctedPositions(
	original: readonly Position[],
	after: readonly DocumentLine[],
	basis: PriceBasis,
	invoice: Invoice,
): Position[] {
	const taken = new Map<number, DocumentLine>();
	const free = new Set(after);
	const take = (index: number, line: DocumentLine | undefined) => {
		if (!line || taken.has(index) || !free.has(line) || !restated(original[index]!, line, basis)) return;
		taken.set(index, line);
		free.delete(line);
	};
	original.forEach((_, index) => take(index, after[index]));
	original.forEach((_, index) => [...free].forEach((line) => take(index, line)));
	const kept = original.map((position, index) => {
		const line = taken.get(index);
		return (line && restated(position, line, basis)) ?? { ...bare(position), Ilosc: '0' };
	});
	return [...kept, ...[...free].map((line) => added(line, basis, invoice))];
}

/** The position as that line stands now; undefined where it would be another one, or could not say its amount. */
function restated(position: Position, line: DocumentLine, basis: PriceBasis): Position | undefined {
	const { name, quantity } = namedIn(position);
	if (rateIn(position) !== line.vatRate || !isNameOf(name, line.name)) return undefined;
	const own = bare(position);
	const isAlike = new Big(quantity).eq(line.quantity);
	if (isAlike && comesTo(line[basis], position.Ilosc, own.CenaJednostkowa)) return own;
	// What stood behind its name would not be true any more.
	if (name !== position.NazwaPelna) return undefined;
	const price = comesTo(line[basis], line.quantity, own.CenaJednostkowa) ? own.CenaJednostkowa : priceOf(line, basis);
	return price === undefined ? undefined : { ...own, Ilosc: line.quantity, CenaJednostkowa: price };
}

/** In iFirma a description stands behind the name. */
const isNameOf = (printed: string, name: string): boolean => printed === name || printed.startsWith(`${name}, `);

const comesTo = (value: string, quantity: string, price: string): boolean =>
	roundHalfUp(new Big(price).times(quantity)).eq(value);

/** The price in grosze that comes to the line's amount, if it is the only one. */
function priceOf(line: DocumentLine, basis: PriceBasis): string | undefined {
	if (new Big(line.quantity).lt(1)) return undefined;
	const price = plain(roundHalfUp(new Big(line[basis]).div(line.quantity)));
	return new Big(price).gt(0) && comesTo(line[basis], line.quantity, price) ? price : undefined;
}

/** The fields that a position of a correction has. */
function bare(position: Position): Position {
	const { NazwaPelna, Jednostka, Ilosc, StawkaVat, TypStawkiVat, PKWiU, PodstawaPrawna, GTU, StawkaRyczaltu } =
		position;
	return {
		...{ NazwaPelna, Ilosc, StawkaVat },
		Jednostka: unitOf({ unit: Jednostka ?? '' }),
		TypStawkiVat: TypStawkiVat ?? 'PRC',
		CenaJednostkowa: reducedPrice(position).toFixed(),
		...(PKWiU && { PKWiU }),
		...(PodstawaPrawna && { PodstawaPrawna }),
		...(GTU && { GTU }),
		...(StawkaRyczaltu && { StawkaRyczaltu }),
	};
}

/** A line that the corrected document does not have; as one unit where no price in grosze comes to its amount. */
function added(line: DocumentLine, basis: PriceBasis, invoice: Invoice): Position {
	if (new Big(line[basis]).lte(0)) throw withoutPrice(line, invoice);
	if (!isDomestic(line)) throw otherRate(line, invoice);
	const { StawkaVat, TypStawkiVat } = vatOf(line);
	const price = priceOf(line, basis);
	const suffix = ` (${line.quantity}${line.unit.trim() ? ` ${line.unit.trim()}` : ''})`.replace('.', ',');
	return {
		NazwaPelna: price === undefined ? cut(line.name, NAME_LENGTH - suffix.length) + suffix : line.name,
		Jednostka: price === undefined ? 'kpl.' : unitOf(line),
		Ilosc: price === undefined ? '1' : line.quantity,
		CenaJednostkowa: price ?? line[basis],
		StawkaVat: StawkaVat === null ? null : plain(StawkaVat),
		TypStawkiVat,
		...exemptionOf(line, invoice),
	};
}

const isDomestic = ({ vatRate }: DocumentLine): boolean => isPolishRate(vatRate) || vatRate === 'zw';

const NUMBERS = ['Ilosc', 'CenaJednostkowa', 'StawkaVat', 'StawkaRyczaltu'] as const;

/** As it is sent: with JSON numbers. */
export function bodyOf(position: Position): Body {
	const numbers = NUMBERS.flatMap((field) => {
		const value = position[field];
		return value === undefined || value === null ? [] : [[field, new Big(value)]];
	});
	return { ...position, ...(Object.fromEntries(numbers) as Body) };
}

function withoutPrice(line: DocumentLine, { deal, corrects }: Invoice): Error {
	return refused(
		`The line "${line.name}" of deal ${deal.id} comes to nothing or less; iFirma takes only prices above zero, so document ${corrects?.number ?? ''} was not corrected.`,
		'Remove this line from the deal, or issue the correction by hand in iFirma. Nothing was issued.',
	);
}

function otherRate(line: DocumentLine, { deal, corrects }: Invoice): Error {
	return refused(
		`The line "${line.name}" of deal ${deal.id} has the VAT rate ${line.vatRate}, which document ${corrects?.number ?? ''}, a domestic invoice, cannot be corrected to.`,
		'Correct the rate on the deal, or issue the correction by hand in iFirma. Nothing was issued.',
	);
}
