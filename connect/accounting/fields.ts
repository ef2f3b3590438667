import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ATTACH_FILE, attachFields } from './attachFields';
import { listFields, paymentFields } from './paymentFields';
import type { AccountingWords } from './words';

const show = (...operation: string[]) => ({ show: { resource: ['invoice'], operation } });

const DOCUMENT_OPERATIONS = ['attachFile', 'get', 'getLegalStatus', 'getPdf', 'recordPayment', 'sendByEmail'];

const RECORD_PAYMENT = {
	name: 'Record Payment',
	value: 'recordPayment',
	action: 'Record a payment of an invoice',
	description: 'Note money received, once per payment reference',
};

const GET_EARLIER = {
	name: 'Get Earlier Documents',
	value: 'getEarlier',
	action: 'Get earlier documents of a deal',
	description: 'Read the advances that a final settles, or the document that a correction corrects',
};

const sendByEmail = ({ vendor }: AccountingWords) => ({
	name: 'Send by Email',
	value: 'sendByEmail',
	action: 'Send an invoice by email',
	description: `Let ${vendor} e-mail the document; a second call sends a second e-mail`,
});

const operations = (words: AccountingWords): INodePropertyOptions[] => [
	...(words.attachesFiles ? [ATTACH_FILE] : []),
	{ name: 'Get', value: 'get', action: 'Get an invoice', description: 'Read a document as it stands now' },
	...(words.buildsOnEarlier ? [GET_EARLIER] : []),
	{
		name: 'Get Legal Status',
		value: 'getLegalStatus',
		action: 'Get the legal status of an invoice',
		description: 'Ask whether the document has its KSeF number, and send it if nobody did',
	},
	{
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many invoices',
		description: 'List the documents issued in a period',
	},
	{ name: 'Get PDF', value: 'getPdf', action: 'Get the PDF of an invoice', description: 'Download the document' },
	{
		name: 'Issue',
		value: 'issue',
		action: 'Issue an invoice once',
		description: 'Make the document exist: find it by its reference, or create it',
	},
	...(words.recordsPayments ? [RECORD_PAYMENT] : []),
	...(words.sendsEmail ? [sendByEmail(words)] : []),
];

const resourceAndOperation = (words: AccountingWords): INodeProperties[] => [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account' },
			{ name: 'Invoice', value: 'invoice' },
		],
		default: 'invoice',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['invoice'] } },
		options: operations(words),
		default: 'issue',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check an account',
				description: 'Test the sign-in and tell how the account is set up',
			},
		],
		default: 'check',
	},
];

const issueFields: INodeProperties[] = [
	{
		displayName: 'Invoice',
		name: 'invoice',
		type: 'json',
		default: '={{ $json.invoice }}',
		required: true,
		displayOptions: show('issue'),
		description: 'The invoice as the Build Invoice node makes it',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: show('issue'),
		options: [
			{
				displayName: 'In Flight Since',
				name: 'inFlightSince',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-30T12:00:00Z',
				description: 'When an earlier run asked for this document and never learned the outcome; empty if none did',
			},
			{
				displayName: 'Quiet Time (Seconds)',
				name: 'quietTime',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 150,
				description: 'How long after a lost request a document that is not found counts as never made',
			},
		],
	},
];

const earlierFields: INodeProperties[] = [
	{
		displayName: 'Stage Entry',
		name: 'entry',
		type: 'json',
		default: '={{ $json.entry }}',
		required: true,
		displayOptions: show('getEarlier'),
		description: 'The stage entry of the deal trigger that asked for this document',
	},
	{
		displayName: 'Deal',
		name: 'deal',
		type: 'json',
		default: '={{ $json.deal }}',
		displayOptions: show('getEarlier'),
		description: 'The deal as a CRM node read it; some systems search by its buyer',
	},
];

const documentFields = ({ vendor, recipients }: AccountingWords): INodeProperties[] => [
	{
		displayName: 'Document ID',
		name: 'documentId',
		type: 'string',
		default: '={{ $json.documentId }}',
		required: true,
		displayOptions: show(...DOCUMENT_OPERATIONS),
		description: `The ID that ${vendor} gave the document, not its printed number`,
	},
	{
		displayName: 'Send if Not Sent',
		name: 'send',
		type: 'boolean',
		default: false,
		displayOptions: show('getLegalStatus'),
		description: 'Whether to send the document to KSeF when it should be there and nobody sent it',
	},
	{
		displayName: 'Wait Up To (Seconds)',
		name: 'waitUpTo',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60 },
		default: 0,
		displayOptions: show('getLegalStatus'),
		description: 'How long to look again while KSeF is busy with the document. The run holds a worker meanwhile.',
	},
	{
		displayName: 'Recipients',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. office@example.com, boss@example.com',
		displayOptions: show('sendByEmail'),
		description: recipients ?? 'Up to five addresses, separated by commas; empty for the address on the document',
	},
];

const pdfFields: INodeProperties[] = [
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: show('getPdf'),
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. FV 1-11-2026.pdf',
		displayOptions: show('getPdf'),
		description: 'Empty for a name made from the document number',
	},
	{
		displayName: 'Known Document',
		name: 'known',
		type: 'json',
		default: '',
		displayOptions: show('getPdf'),
		description: 'The document as an earlier step of this run answered it, in its field issued; spares a request',
	},
	{
		displayName: 'Known PDF',
		name: 'knownPdf',
		type: 'json',
		default: '',
		displayOptions: show('getPdf'),
		description: 'The binary data of an earlier step of this run that fetched the same PDF; spares the download',
	},
];

/** All parameters of an accounting system's node, without those of its own. */
export const accountingProperties = (words: AccountingWords): INodeProperties[] => [
	...resourceAndOperation(words),
	...issueFields,
	...(words.buildsOnEarlier ? earlierFields : []),
	...documentFields(words),
	...pdfFields,
	...(words.attachesFiles ? attachFields(words) : []),
	...(words.recordsPayments ? paymentFields : []),
	...listFields,
];
