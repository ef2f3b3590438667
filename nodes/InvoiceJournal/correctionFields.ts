import type { INodeProperties } from 'n8n-workflow';
import { languageField } from './languageField';
import { show } from './descriptions';

const onCorrection = { show: { resource: ['correction'] } };

export const correctionOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: onCorrection,
	options: [
		{
			name: 'Compare',
			value: 'compare',
			action: 'Compare a deal with what was issued',
			description: 'Says whether the issued document has to be read',
		},
		{
			name: 'Find Due',
			value: 'due',
			action: 'Find documents to compare',
			description: 'Which issued documents are compared with their deals now',
		},
		{
			name: 'List Proposals',
			value: 'proposals',
			action: 'List proposals of a deal',
			description: 'What a person can do about the proposals of one deal',
		},
		{
			name: 'Propose',
			value: 'propose',
			action: 'Propose a correction',
			description: 'Tells a difference between deal and document once',
		},
		{
			name: 'Read Decision',
			value: 'decision',
			action: 'Read the decision',
			description: 'What the chosen line leads to',
		},
	],
	default: 'due',
};

/** What the operations about corrections are told. */
export const correctionFields: INodeProperties[] = [
	{
		displayName: 'Finished References',
		name: 'done',
		type: 'json',
		default: '[]',
		displayOptions: onCorrection,
		description: 'Rows of the table deal_to_invoice_done',
	},
	{
		displayName: 'Documents a Turn',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: show('correction', 'due'),
		description: 'Max number of results to return',
		hint: 'Each costs the CRM the requests of one deal',
	},
	{
		displayName: 'Look Every (Hours)',
		name: 'everyHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		displayOptions: show('correction', 'due'),
		description: 'How long a document that was compared is left alone',
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('correction', 'compare', 'propose'),
		description: 'Of the document that is compared',
	},
	{
		displayName: 'Build',
		name: 'build',
		type: 'json',
		default: '',
		displayOptions: show('correction', 'compare', 'propose'),
		description: 'What Build Invoice made of the deal as it stands now',
	},
	{
		displayName: 'Issued Invoice',
		name: 'issued',
		type: 'json',
		default: '',
		displayOptions: show('correction', 'propose'),
		description: 'The document as the accounting system holds it now',
	},
	{
		displayName: 'Read in Any Case',
		name: 'read',
		type: 'boolean',
		default: false,
		displayOptions: show('correction', 'compare'),
		description: 'Whether the document itself differs in the list of the accounting system',
	},
	{
		displayName: 'Corrections Can Be Issued',
		name: 'canCorrect',
		type: 'boolean',
		default: false,
		displayOptions: show('correction', 'propose'),
		description:
			'Whether the node of the accounting system issues corrections; otherwise the proposal says to do it by hand',
	},
	{
		displayName: 'Corrections Can Only Lower',
		name: 'onlyLowers',
		type: 'boolean',
		default: false,
		displayOptions: show('correction', 'propose'),
		description:
			'Whether the accounting system can lower a document and not raise it; a deal that grew is then left to a person',
	},
	{
		displayName: 'Deal ID',
		name: 'dealId',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('correction', 'proposals', 'decision'),
		description: 'The number of the deal in the CRM',
	},
	{
		displayName: 'Choice',
		name: 'choice',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('correction', 'decision'),
		description: 'The line that the person chose',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		displayOptions: show('correction', 'decision'),
		description: 'Why the document is corrected; printed on the correction',
	},
	languageField(show('correction', 'compare', 'propose', 'proposals', 'decision')),
];
