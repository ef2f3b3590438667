import type { INodeProperties } from 'n8n-workflow';
import type { AccountingWords } from './words';

const displayOptions = { show: { resource: ['invoice'], operation: ['attachFile'] } };

export const ATTACH_FILE = {
	name: 'Attach File',
	value: 'attachFile',
	action: 'Attach a file to an invoice',
	description: 'Keep a file with the document, once, such as the signed order or a timesheet',
};

export const attachFields = ({ vendor }: AccountingWords): INodeProperties[] => [
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions,
		hint: 'The name of the input binary field that holds the file',
	},
	{
		displayName: `Send With ${vendor}'s E-Mail`,
		name: 'withEmail',
		type: 'boolean',
		default: false,
		displayOptions,
		description: `Whether the e-mail that ${vendor} itself sends of the document takes the file along`,
	},
];
