import { paymentText } from '../../invoicing/payments/text';
import type { PaymentState } from '../../invoicing/payments/state';
import type { Crm, CrmFields } from '../ports';

/** Tells a deal how its document stands with the money: in the status field, the same way in every CRM. */
export async function recordPayment(
	crm: Pick<Crm, 'setStatus'>,
	dealId: string,
	state: PaymentState,
	fields: CrmFields,
): Promise<void> {
	await crm.setStatus(dealId, paymentText(state), fields);
}
