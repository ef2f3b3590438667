import Big from 'big.js';
import type { Invoice, InvoiceLine } from '../../../invoicing/invoice';
import type { PriceBasis } from '../../../invoicing/primitives';
import { cut } from '../../../invoicing/text';
import { VAT_MEANING } from '../../../invoicing/vat';
import { DOMESTIC, PROFORMA, type DocumentType } from '../documentTypes';
import { refused } from '../refused';
import { limited, type Body } from './limits';

export const NAME_LENGTH = 300;
const UNIT_LENGTH = 10;
const LEGAL_BASIS_LENGTH = 30;
const PLACES = 2;

/** One basis for the whole document (`LiczOd`): the one that our totals were counted from. */
export function basisOf({ totalsMethod, lines }: Invoice): PriceBasis {
	if (totalsMethod === 'perRateFromNet') return 'net';
	if (totalsMethod === 'perRateFromGross') return 'gross';
	return lines.every((line) => line.priceBasis === 'gross') ? 'gross' : 'net';
}

export function positionsOf(invoice: Invoice, type: DocumentType): Body[] {
	const domestic = type === DOMESTIC || type === PROFORMA;
	return invoice.lines.map((line) => {
		const { name, unit, quantity, price, discount } = pricedOf(line, invoice);
		return {
			NazwaPelna: name,
			...(!domestic && { NazwaPelnaObca: name }),
			Jednostka: unit,
			...(!domestic && { JednostkaObca: FOREIGN_UNITS[unit] ?? unit }),
			Ilosc: quantity,
			CenaJednostkowa: price,
			...(discount && { Rabat: discount }),
			...vatOf(line),
			...(domestic && exemptionOf(line, invoice)),
			...(domestic && { Zal15: line.annex15 }),
		};
	});
}

/** iFirma wants the unit of a document for abroad in its language, too; any other goes as it stands. */
const FOREIGN_UNITS: Record<string, string> = {
	szt: 'pcs',
	'szt.': 'pcs',
	'kpl.': 'set',
	'usł.': 'service',
	godz: 'h',
};

interface Priced {
	name: string;
	unit: string;
	quantity: Big;
	price: Big;
	discount?: Big;
}

/**
 * A line as it stands where iFirma cannot but come to the same amount: its price in the document's basis, with no more
 * than grosze, also after the discount (how iFirma rounds finer prices is not documented). Any other line goes as one
 * unit at its amount, and its name says how that came about.
 */
function pricedOf(line: InvoiceLine, invoice: Invoice): Priced {
	const amount = new Big(basisOf(invoice) === 'net' ? line.net : line.gross);
	if (amount.lte(0)) throw withoutPrice(line, invoice);
	const quantity = new Big(line.quantity);
	const off = new Big(line.discount?.value ?? 0);
	const percent = line.discount?.kind === 'percent' ? off : new Big(0);
	const price = line.discount?.kind === 'amount' ? new Big(line.unitPrice).minus(off) : new Big(line.unitPrice);
	const reduced = price.times(new Big(100).minus(percent)).div(100);
	const asItStands = line.priceBasis === basisOf(invoice) && [price, reduced].every(inGrosze) && percent.lt(100);
	if (asItStands && quantity.gt(0))
		return { name: fullName(line), unit: unitOf(line), quantity, price, ...(percent.gt(0) && { discount: percent }) };
	return { name: fullName(line, factorsOf(line)), unit: 'kpl.', quantity: new Big(1), price: amount };
}

/** A unit is required. */
export const unitOf = ({ unit }: Pick<InvoiceLine, 'unit'>): string => cut(unit.trim() || 'szt.', UNIT_LENGTH);

export const inGrosze = (value: Big): boolean => value.round(PLACES, Big.roundDown).eq(value);

/** ` (3 h × 33,333 netto, -10%)`: what the price of a line came from. */
function factorsOf(line: InvoiceLine): string {
	const basis = line.priceBasis === 'net' ? 'netto' : 'brutto';
	const unit = line.unit.trim() ? ` ${line.unit.trim()}` : '';
	const off = line.discount && `, -${line.discount.value}${line.discount.kind === 'percent' ? '%' : ''}`;
	return ` (${line.quantity}${unit} × ${line.unitPrice} ${basis}${off ?? ''})`.replace(/(\d)\.(\d)/g, '$1,$2');
}

/** What factorsOf has written behind a name, read again; undefined where there is nothing of the kind. */
export function factorsIn(text: string): { name: string; quantity: string; unit: string } | undefined {
	const [, name, quantity, unit = ''] =
		/^(.*) \((\d+(?:,\d+)?)(?: ([^()]*?))? × \d+(?:,\d+)? (?:netto|brutto)(?:, -\d+(?:,\d+)?%?)?\)$/.exec(text) ?? [];
	if (name === undefined || quantity === undefined) return undefined;
	return { name, quantity: quantity.replace(',', '.'), unit };
}

function fullName({ name, description }: InvoiceLine, suffix = ''): string {
	const text = description ? `${name}, ${description.replace(/\s+/g, ' ')}` : name;
	return cut(text, NAME_LENGTH - suffix.length) + suffix;
}

/** A share of one, and null for "exempt". Supplies without Polish VAT are zero: their sort of document says why. */
export function vatOf({ vatRate }: Pick<InvoiceLine, 'vatRate'>): { StawkaVat: Big | null; TypStawkiVat: string } {
	if (vatRate === 'zw') return { StawkaVat: null, TypStawkiVat: 'ZW' };
	return { StawkaVat: new Big(VAT_MEANING[vatRate].percent ?? 0).div(100), TypStawkiVat: 'PRC' };
}

export function exemptionOf(line: Pick<InvoiceLine, 'vatRate'>, invoice: Invoice): { PodstawaPrawna?: string } {
	if (line.vatRate !== 'zw') return {};
	const reason = invoice.exemptionReason ?? '';
	return { PodstawaPrawna: limited(reason, LEGAL_BASIS_LENGTH, 'legal basis of the exemption', invoice) };
}

function withoutPrice(line: InvoiceLine, { deal }: Invoice): Error {
	return refused(
		`The line "${line.name}" of deal ${deal.id} comes to nothing or less; iFirma takes only prices above zero.`,
		'Take a discount off the other lines instead, or remove this line from the deal. Nothing was issued.',
	);
}
