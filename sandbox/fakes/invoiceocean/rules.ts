import type { Refusals } from '../fakturowniaFamily/brand';
import { bareNumber, commonRefusals, Complaints, isNip } from '../fakturowniaFamily/rules';
import type { NewInvoice, Settings } from './schemas';

export const isPercentage = (tax: string): boolean => /^\d{1,2}(\.\d+)?$/.test(tax);

export function contentRefusals(invoice: NewInvoice, { wordRates }: Settings): Refusals {
	const complaints = new Complaints(invoice);
	commonRefusals(
		invoice,
		complaints,
		(tax) => isPercentage(tax) || (wordRates !== 'refused' && ['zw', 'np'].includes(tax)),
	);
	const number = bareNumber(invoice);
	const checked = number !== '' && invoice.disable_tax_no_validation !== '1';
	if (checked && !isNip(number.replace(/^PL/, ''))) complaints.refuse('buyer_tax_no', '- is invalid');
	const described = invoice.positions.some((position) => position.additional_info);
	if (described && !invoice.additional_info) complaints.refuse('additional_info', '- has to be switched on');
	return complaints.refusals;
}
