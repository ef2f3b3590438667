import type { PaymentState } from '../ports';

/** What the deal says about a payment where the workflow gives no words of its own. */
export function paymentText(state: PaymentState): string {
	if (state.text) return state.text;
	const { number, paid, currency, paidOn } = state;
	const texts: Record<PaymentState['state'], string> = {
		unpaid: `${number}: not paid yet`,
		partial: `${number}: paid in part, ${paid} ${currency}`,
		paid: `${number}: paid${paidOn ? ` on ${paidOn}` : ''}, ${paid} ${currency}`,
		overdue: `${number}: overdue`,
		cancelled: `${number}: cancelled`,
	};
	return texts[state.state];
}
