import type { INodeProperties } from 'n8n-workflow';
import type { CrmWords } from './words';

type Show = Record<string, string[]>;

/** Resource and operation: the same for every CRM, from version 1. */
export const resourceAndOperation: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Deal', value: 'deal' },
			{ name: 'Setup', value: 'setup' },
		],
		default: 'deal',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['deal'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Read the whole deal: client, tax number, products, contacts, own fields',
				action: 'Get a deal',
			},
			{
				name: 'List Stage Entries',
				value: 'listStageEntries',
				description: 'Find the deals that entered a stage since a moment',
				action: 'List stage entries of deals',
			},
			{
				name: 'Record Invoice',
				value: 'recordInvoice',
				description: 'Write number, link, PDF, status, stage and a note to the deal, once',
				action: 'Record an invoice on a deal',
			},
			{
				name: 'Record Payment',
				value: 'recordPayment',
				description: 'Write to the deal whether the invoice is paid',
				action: 'Record a payment on a deal',
			},
			{
				name: 'Set Status',
				value: 'setStatus',
				description: 'Write to the deal where its invoice stands',
				action: 'Set the invoice status of a deal',
			},
		],
		default: 'get',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['setup'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				description: 'Say what the credential may do and what is missing',
				action: 'Check the set up',
			},
			{
				name: 'Create Fields',
				value: 'ensureFields',
				description: 'Make the deal fields that are missing (needs an administrator)',
				action: 'Create the deal fields',
			},
		],
		default: 'check',
	},
];

export const dealId = (words: CrmWords, show: Show): INodeProperties => ({
	displayName: 'Deal ID',
	name: 'dealId',
	type: 'string',
	default: '={{ $json.dealId }}',
	required: true,
	displayOptions: { show },
	description: `The number of the deal in ${words.vendor}`,
});

export const knownDeal = (show: Show): INodeProperties => ({
	displayName: 'Deal as Read',
	name: 'deal',
	type: 'json',
	default: '',
	displayOptions: { show },
	description: 'The output of "Get Deal" in this run; spares reading the deal again. May stay empty.',
});

export const fieldNames = (words: CrmWords, show: Show): INodeProperties => ({
	displayName: 'Field Names',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add Field Name',
	default: {},
	displayOptions: { show },
	description: 'Where the deal keeps what this node writes. Without an entry: the fields that "Create Fields" makes.',
	options: [
		fieldName('Document ID', 'documentId', words.fields.documentId),
		fieldName('Link', 'link', words.fields.link),
		fieldName('Number', 'number', words.fields.number),
		...(words.attachesPdf ? [] : [fieldName('PDF', 'pdf', words.fields.pdf)]),
		fieldName('Reference', 'reference', words.fields.reference),
		fieldName('Status', 'status', words.fields.status),
		{
			...fieldName('Tax Number', 'taxId', words.fields.taxId ?? '', words.taxIdHint),
			typeOptions: { loadOptionsMethod: words.taxIdFields ?? 'getDealFields' },
		},
	],
});

function fieldName(displayName: string, name: string, value: string, hint?: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getDealFields' },
		default: value,
		hint: hint ?? `Deal field for the ${displayName.toLowerCase()}`,
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}
