import Big from 'big.js';
import type { Language } from '../primitives';
import type { PaymentState } from './state';

/** What the deal says about a payment, in words; the workflow's own words where it gives some. */
export function paymentText(payment: PaymentState, language: Language = 'en'): string {
	return payment.text || `${payment.number}: ${WORDS[language](payment)}`;
}

const ofGross = ({ gross }: PaymentState, of: string): string => (gross ? ` ${of} ${gross}` : '');
const isPartly = ({ paid }: PaymentState): boolean => new Big(paid).gt(0);

const WORDS: Record<Language, (payment: PaymentState) => string> = {
	en: (payment) => {
		const { state, paid, currency, paidOn, dueDate } = payment;
		const part = `paid in part, ${paid}${ofGross(payment, 'of')} ${currency}`;
		switch (state) {
			case 'unpaid':
				return 'not paid yet';
			case 'partial':
				return part;
			case 'paid':
				return `paid${paidOn ? ` on ${paidOn}` : ''}, ${paid} ${currency}`;
			case 'overdue':
				return `overdue${dueDate ? ` since ${dueDate}` : ''}${isPartly(payment) ? `, ${part}` : ''}`;
			case 'cancelled':
				return 'cancelled';
		}
	},
	pl: (payment) => {
		const { state, paid, currency, paidOn, dueDate } = payment;
		const part = `opłacono częściowo, ${paid}${ofGross(payment, 'z')} ${currency}`;
		switch (state) {
			case 'unpaid':
				return 'jeszcze nieopłacona';
			case 'partial':
				return part;
			case 'paid':
				return `opłacona${paidOn ? ` ${paidOn}` : ''}, ${paid} ${currency}`;
			case 'overdue':
				return `po terminie${dueDate ? ` (${dueDate})` : ''}${isPartly(payment) ? `, ${part}` : ''}`;
			case 'cancelled':
				return 'anulowana';
		}
	},
};
