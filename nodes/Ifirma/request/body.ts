import Big from 'big.js';
import type { Invoice } from '../../../invoicing/invoice';
import { isTaxed } from '../../../invoicing/vat';
import {
	CURRENCY,
	DOMESTIC,
	EU_SERVICES,
	FOREIGN_PROFORMA,
	FOREIGN_SERVICES,
	isProforma,
	PROFORMA,
	saleTypeOf,
	typeOf,
	type DocumentType,
} from '../documentTypes';
import { refused } from '../refused';
import { contractorOf } from './contractor';
import { limited, type Body } from './limits';
import { notesOf } from './notes';
import { orderNumberOf } from './orderNumber';
import { basisOf, positionsOf } from './positions';

/** The invoice in iFirma's words: the body of a create, and where it goes. Throws VendorError for what iFirma cannot hold. */
export function createRequest(invoice: Invoice): { type: DocumentType; body: Body } {
	const type = typeOf(invoice);
	return {
		type,
		body: {
			...kindOf(invoice, type),
			...(hasBasis(type) && { LiczOd: basisOf(invoice) === 'net' ? 'NET' : 'BRT' }),
			...splitPaymentOf(invoice, type),
			DataWystawienia: invoice.issueDate,
			TerminPlatnosci: invoice.dueDate,
			SposobZaplaty: 'PRZ',
			...currencyOf(invoice, type),
			...(invoice.seller.departmentId && { NazwaSeriiNumeracji: invoice.seller.departmentId }),
			RodzajPodpisuOdbiorcy: 'BPO',
			WidocznyNumerGios: false,
			WidocznyNumerBdo: false,
			Numer: null,
			...orderNumberOf(invoice, type),
			Uwagi: notesOf(invoice, type),
			Pozycje: positionsOf(invoice, type),
			Kontrahent: contractorOf(invoice),
		},
	};
}

/** Prices can be net or gross only where there is VAT. */
const hasBasis = (type: DocumentType): boolean => [DOMESTIC, CURRENCY, PROFORMA].includes(type);

function kindOf(invoice: Invoice, type: DocumentType): Body {
	if (type === PROFORMA) return { TypFakturyKrajowej: 'SPRZ' };
	if (type === FOREIGN_PROFORMA) return { TypFaktury: foreignTypOf(invoice) };
	const nothingPaid = new Big(0);
	return {
		...(type === CURRENCY && { TypSprzedazy: 'KRAJOWA' }),
		...servicesOf(invoice, type),
		// Services outside the EU know only the second of the two.
		...(type !== FOREIGN_SERVICES && { Zaplacono: nothingPaid }),
		ZaplaconoNaDokumencie: nothingPaid,
		DataSprzedazy: invoice.saleDate,
		FormatDatySprzedazy: 'DZN',
	};
}

/** A proforma for abroad has no field that says whether prices are net or gross: with VAT its amounts would be a guess. */
function foreignTypOf(invoice: Invoice): string {
	if (invoice.lines.every((line) => !isTaxed(line.vatRate))) return saleTypeOf(invoice).typ;
	throw refused(
		`Deal ${invoice.deal.id} asks for a proforma in ${invoice.currency} with VAT, which iFirma's API cannot tell net from gross.`,
		'Issue this proforma by hand in iFirma, or in PLN.',
	);
}

/** `np I` names no paragraph, so the mark of art. 28b stands on services to the EU alone. */
function servicesOf(invoice: Invoice, type: DocumentType): Body {
	if (type !== EU_SERVICES && type !== FOREIGN_SERVICES) return {};
	const [first] = invoice.lines;
	return {
		NazwaUslugi: limited(first?.name ?? '', 300, 'name of the service', invoice),
		...(type === FOREIGN_SERVICES && { UslugaSwiadczonaTrybArt28b: false }),
		DataObowiazkuPodatkowego: invoice.saleDate,
	};
}

/** Always said where iFirma can hear it: left out, the account's own setting would decide. */
function splitPaymentOf(invoice: Invoice, type: DocumentType): Body {
	if (hasBasis(type)) return { SplitPayment: invoice.splitPayment };
	if (!invoice.splitPayment) return {};
	throw refused(
		`Deal ${invoice.deal.id} asks for split payment, which iFirma cannot mark on a document of its VAT rate.`,
		'Issue this invoice by hand in iFirma, or take the mark of annex 15 off the lines of the deal.',
	);
}

/**
 * Documents for abroad have a language, in which Polish is not among the choices: the print is in Polish and in that
 * language. The rate's field is named after the day before the issue date; a table and its day have none.
 */
function currencyOf(invoice: Invoice, type: DocumentType): Body {
	if (type === DOMESTIC || type === PROFORMA) return {};
	const foreign = invoice.currency !== 'PLN' && !isProforma(type);
	return {
		Jezyk: 'en',
		Waluta: invoice.currency,
		...(foreign && { KursWalutyWidoczny: true }),
		...(foreign &&
			invoice.exchange && { KursWalutyZDniaPoprzedzajacegoDzienWystawieniaFaktury: new Big(invoice.exchange.rate) }),
	};
}
