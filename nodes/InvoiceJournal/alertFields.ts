import type { INodeProperties } from 'n8n-workflow';
import { languageField } from './languageField';
import { show } from './descriptions';

/** What an alert operation is about, and whose answer a replay is. */
export const alertFields: INodeProperties[] = [
	{
		displayName: 'Alert',
		name: 'alert',
		type: 'json',
		default: '={{ $json }}',
		displayOptions: show('alert', 'gather', 'row', 'compose'),
		description: 'What the owner is to be told, as Next Step or the sweep made it',
	},
	{
		displayName: 'Attempt',
		name: 'attempt',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('alert', 'judge'),
		description: 'The random name of this try, from the alert row',
	},
	{
		displayName: 'Crash',
		name: 'crash',
		type: 'json',
		default: '',
		displayOptions: show('alert', 'gather'),
		description: 'What the Error Trigger received; empty when another workflow handed an alert over',
	},
	{
		displayName: 'About',
		name: 'about',
		type: 'string',
		default: '',
		displayOptions: show('alert', 'compose'),
		description: 'The reference that a stopped run was at',
	},
];

export const replayFields: INodeProperties[] = [
	{
		displayName: 'Deal ID',
		name: 'dealId',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('replay', 'choices', 'answer'),
		description: 'The number of the deal in the CRM',
	},
	{
		displayName: 'Finished References',
		name: 'done',
		type: 'json',
		default: '[]',
		displayOptions: show('replay', 'choices', 'answer'),
		description: 'Rows of the table deal_to_invoice_done about this deal',
	},
	{
		displayName: 'Choice',
		name: 'choice',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('replay', 'answer'),
		description: 'The line that the person chose',
	},
	{
		displayName: 'Confirmation',
		name: 'confirmation',
		type: 'string',
		default: '',
		displayOptions: show('replay', 'answer'),
		description: 'The number of the deal typed once more, for what cannot be taken back',
	},
	languageField({ show: { resource: ['alert', 'replay'], operation: ['compose', 'choices', 'answer'] } }),
];
