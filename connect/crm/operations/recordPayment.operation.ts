import { z } from 'zod';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { Amount, Currency, Day } from '../../../invoicing/primitives';
import { jsonParameter } from '../../jsonParameter';
import { dealId, fieldNames } from '../properties';
import { dealIdOf, fieldsOf } from '../parameters';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';

const show = { resource: ['deal'], operation: ['recordPayment'] };

const Payment = z.object({
	reference: z.string(),
	number: z.string().min(1),
	state: z.enum(['unpaid', 'partial', 'paid', 'overdue', 'cancelled']),
	paid: Amount,
	currency: Currency,
	paidOn: Day.optional(),
	text: z.string().optional(),
});

export const recordPaymentDescription = (words: CrmWords): INodeProperties[] => [
	dealId(words, show),
	{
		displayName: 'Payment',
		name: 'payment',
		type: 'json',
		default: '={{ $json.payment }}',
		required: true,
		displayOptions: { show },
		description:
			'Reference, number, state (unpaid, partial, paid, overdue, cancelled), paid amount, currency and, if known, paidOn; "text" replaces the words that the deal shows',
	},
	fieldNames(words, show),
];

export async function recordPayment(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm, words }: CrmAtWork,
): Promise<INodeExecutionData> {
	const id = dealIdOf(context, itemIndex);
	const payment = jsonParameter(context, 'payment', itemIndex, Payment, 'Payment');
	await crm.recordPayment(id, payment, fieldsOf(context, itemIndex, words.fields));
	return { json: { recorded: true, dealId: id }, pairedItem: { item: itemIndex } };
}
