import type { Invoice } from '../../../invoicing/invoice';
import { FOREIGN_PROFORMA, isProforma, PROFORMA, type DocumentType } from '../documentTypes';
import type { Body } from './limits';

/** A domestic proforma has to carry an order number, and no longer one. */
const LENGTH = 30;

/** The customer's order number in its field; a domestic proforma without one takes the number of the deal. */
export function orderNumberOf({ orderNumber = '', deal }: Invoice, type: DocumentType): Body {
	if (type === PROFORMA) return { NumerZamowienia: fits(orderNumber) ? orderNumber : deal.id.slice(0, LENGTH) };
	return orderNumber && !isProforma(type) ? { DodatkoweUwagi: [{ Typ: 'NUMER_ZAMOWIENIA', Info: orderNumber }] } : {};
}

/** A line of the notes, where the order number has no field of its own. */
export function orderNumberNote({ orderNumber = '' }: Invoice, type: DocumentType): string {
	const placeless = type === FOREIGN_PROFORMA || (type === PROFORMA && !fits(orderNumber));
	return orderNumber && placeless ? `Nr zamówienia: ${orderNumber}` : '';
}

const fits = (orderNumber: string): boolean => orderNumber !== '' && orderNumber.length <= LENGTH;
