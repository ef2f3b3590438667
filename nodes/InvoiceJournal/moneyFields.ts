import type { INodeProperties } from 'n8n-workflow';
import { languageField } from './languageField';
import { show } from './descriptions';

const onBoth = {
	show: { resource: ['payment', 'subscription'], operation: ['open', 'changes', 'due', 'change'] },
};

/** What the operations of payments and of subscriptions are given. */
export const moneyFields: INodeProperties[] = [
	{
		displayName: 'CRM',
		name: 'crm',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. bitrix24',
		displayOptions: onBoth,
		description: 'The CRM of this workflow, as references begin',
	},
	{
		displayName: 'Finished References',
		name: 'done',
		type: 'json',
		default: '[]',
		required: true,
		displayOptions: onBoth,
		description: 'Rows of the table deal_to_invoice_done',
	},
	{
		displayName: 'Payment Rows',
		name: 'paymentRows',
		type: 'json',
		default: '[]',
		required: true,
		displayOptions: show('payment', 'open', 'changes'),
		description: 'Rows of the journal with the step payment',
	},
	{
		displayName: 'When a Proforma Is Paid',
		name: 'afterProforma',
		type: 'options',
		options: [
			{ name: 'Do Nothing', value: 'nothing' },
			{ name: 'Issue the Advance Invoice', value: 'advance' },
			{ name: 'Issue the Invoice', value: 'invoice' },
		],
		default: 'nothing',
		displayOptions: show('payment', 'open', 'changes'),
		description: 'Which document follows a proforma that is paid in full',
	},
	{
		displayName: 'Deal ID',
		name: 'dealId',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('subscription', 'change'),
		description: 'The number of the deal in the CRM',
	},
	{
		displayName: 'Deal',
		name: 'deal',
		type: 'json',
		default: '={{ $json.deal }}',
		required: true,
		displayOptions: show('subscription', 'change'),
		description: 'The deal as a CRM node read it. Null means that the CRM does not have it.',
	},
	{
		displayName: 'Order',
		name: 'order',
		type: 'json',
		default: '{}',
		required: true,
		displayOptions: show('subscription', 'change'),
		description:
			'What to do ("what": add, pause, resume, makeUp, end) and for a new one firstDay, every (month, quarter, year), dayRule (firstDay, lastDay), endsOn, pastToo',
	},
	languageField({ show: { resource: ['payment', 'subscription'], operation: ['changes', 'change'] } }),
	{
		displayName: 'Reference Time',
		name: 'now',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-11-30T12:00:00+01:00',
		displayOptions: onBoth,
		description: 'The moment to reckon with; empty for now',
	},
];
