import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { PaymentState } from '../../../invoicing/payments/state';
import { jsonParameter } from '../../jsonParameter';
import { recordPayment as record } from '../payment';
import { dealId, fieldNames } from '../properties';
import { dealIdOf, fieldsOf } from '../parameters';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';

const show = { resource: ['deal'], operation: ['recordPayment'] };

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
	const payment = jsonParameter(context, 'payment', itemIndex, PaymentState, 'Payment');
	await record(crm, id, payment, fieldsOf(context, itemIndex, words.fields));
	return { json: { recorded: true, dealId: id }, pairedItem: { item: itemIndex } };
}
