import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

const onMessage: IDisplayOptions = { show: { resource: ['message'] } };
const onReport: IDisplayOptions = { show: { resource: ['report'] } };
const onIssued: IDisplayOptions = { show: { operation: ['compose', 'composeRow'] } };

/** Parameters of Message and Report: both speak about a document that was built, and issued unless it is a preview. */
export const documentFields: INodeProperties[] = [
	{
		displayName: 'Invoice',
		name: 'invoice',
		type: 'json',
		required: true,
		displayOptions: { show: { resource: ['message', 'report'] } },
		default: '={{ $json.invoice }}',
		description: 'The invoice as Build Invoice made it',
	},
	{
		displayName: 'Issued Invoice',
		name: 'issued',
		type: 'json',
		required: true,
		displayOptions: onIssued,
		default: '={{ $json.issued }}',
		description: 'The document as the accounting node answered it',
	},
	{
		displayName: 'Archive Path',
		name: 'archivePath',
		type: 'string',
		displayOptions: onReport,
		default: '',
		placeholder: 'e.g. 2026/11/Acme/FV 1-11-2026.pdf',
		description: 'Where the PDF lies, or a link to it',
	},
	{
		displayName: 'Language',
		name: 'reportLanguage',
		type: 'options',
		displayOptions: onReport,
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Polish', value: 'pl' },
		],
		default: 'pl',
		description: 'Language of the column names. The key column is called Reference in both.',
	},
	{
		displayName: 'Seller Name',
		name: 'sellerName',
		type: 'string',
		displayOptions: onMessage,
		default: '',
		description: 'Your company as it signs. Empty for the seller name of the invoice.',
	},
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'string',
		typeOptions: { rows: 3 },
		displayOptions: onMessage,
		default: '',
		description: 'Lines under the message. Empty for the team of the seller.',
	},
	{
		displayName: 'Service',
		name: 'service',
		type: 'string',
		displayOptions: onMessage,
		default: '',
		description: 'What the invoice is for. Empty for the names of its lines.',
	},
	{
		displayName: 'Summary Language',
		name: 'summaryLanguage',
		type: 'options',
		displayOptions: { show: { resource: ['message'], operation: ['preview'] } },
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Polish', value: 'pl' },
		],
		default: 'pl',
		description: 'Language of the summary for the person who approves',
	},
];
