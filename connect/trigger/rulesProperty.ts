import type { INodeProperties } from 'n8n-workflow';

/** The stage rules: which document a stage asks for. Shared by the trigger and "List Stage Entries". */
export const rulesProperty: INodeProperties = {
	displayName: 'Stages',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Stage',
	default: { rule: [{ stage: '', kind: 'invoice', part: 1, percent: 100 }] },
	description:
		'Which stage asks for which document. A deal in two parts has two rules: part 1 with 40 %, part 2 with 60 %.',
	options: [
		{
			displayName: 'Stage Rule',
			name: 'rule',
			values: [
				{
					displayName: 'Stage Name or ID',
					name: 'stage',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getStages', loadOptionsDependsOn: ['pipeline'] },
					default: '',
					hint: 'A deal that enters this stage starts the document',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Document',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Advance Invoice', value: 'advance' },
						{ name: 'Final Invoice', value: 'final', description: 'What the advances left of the deal' },
						{ name: 'Invoice', value: 'invoice' },
						{ name: 'Proforma', value: 'proforma' },
					],
					default: 'invoice',
					description: 'What is issued',
				},
				{
					displayName: 'Part',
					name: 'part',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					description:
						'Number of the part, 1 for a deal that is invoiced at once. It belongs to the key of the document: do not change it later.',
				},
				{
					displayName: 'Percent',
					name: 'percent',
					type: 'number',
					typeOptions: { minValue: 0.01, numberPrecision: 2 },
					default: 100,
					displayOptions: { hide: { kind: ['final'] } },
					description:
						'Share of the deal that this part takes. Of an advance: what it is for when no received amount is known.',
				},
			],
		},
	],
};
