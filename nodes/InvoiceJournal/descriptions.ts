import type { INodeProperties } from 'n8n-workflow';

/** Where a field is shown: at some operations of one resource. */
export const show = (resource: string, ...operation: string[]) => ({ show: { resource: [resource], operation } });

export const claimFields: INodeProperties[] = [
	{
		displayName: 'Stage Entry',
		name: 'entry',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		displayOptions: show('claim', 'row'),
		description: 'What the deal trigger emitted',
	},
	{
		displayName: 'Finished References',
		name: 'done',
		type: 'json',
		default: '[]',
		displayOptions: show('claim', 'row'),
		description: 'Rows of the table deal_to_invoice_done with this reference',
	},
	{
		displayName: 'Asked By',
		name: 'askedBy',
		type: 'options',
		options: [
			{ name: 'A Person (Replay)', value: 'replay', description: 'Starts again even what waits for a person' },
			{ name: 'Stage Entry', value: 'event' },
			{ name: 'Sweep', value: 'sweep', description: 'Goes on with what stopped half way' },
		],
		default: 'event',
		displayOptions: { show: { resource: ['claim', 'step'], operation: ['row'] } },
		description: 'Who wants this run',
	},
	{
		displayName: 'Lease (Seconds)',
		name: 'leaseSeconds',
		type: 'number',
		typeOptions: { minValue: 180 },
		default: 240,
		displayOptions: show('claim', 'row'),
		description:
			'How long a run may be silent before another may take over. Longer than the slowest single step of the workflow plus one minute; at least 180, since issuing may look for a minute and must then wait out the quiet time of the accounting system.',
	},
];

export const stepFields: INodeProperties[] = [
	{
		displayName: 'Attempt',
		name: 'attempt',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('claim', 'judge'),
		description: 'The random name of this try, from the claim row',
	},
	{
		displayName: 'Attempt',
		name: 'attempt',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('step', 'row', 'next'),
		description: 'The random name of this try, from the claim row',
	},
	{
		displayName: 'Journal Rows',
		name: 'rows',
		type: 'json',
		default: '[]',
		required: true,
		displayOptions: show('step', 'row'),
		description: 'All rows of the reference as read last',
	},
	{
		displayName: 'Build',
		name: 'build',
		type: 'json',
		default: '',
		displayOptions: show('step', 'row'),
		description: 'What Build Invoice answered in this run',
	},
	{
		displayName: 'Language of Notes',
		name: 'language',
		type: 'options',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Polish', value: 'pl' },
		],
		default: 'pl',
		displayOptions: show('step', 'row'),
		description: 'Language of the sentences that go to the deal and the journal',
	},
	{
		displayName: 'Options',
		name: 'stepOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: show('step', 'row'),
		options: [
			{
				displayName: 'Pauses (Seconds)',
				name: 'pauses',
				type: 'string',
				default: '70, 140, 280',
				description:
					'Pauses inside a run, one after the other; after that the sweep goes on. Use 70 or more: a shorter pause keeps a worker busy.',
			},
			{
				displayName: 'Steps to Leave Out',
				name: 'skip',
				type: 'multiOptions',
				options: [
					{ name: 'Archive', value: 'archive' },
					{ name: 'E-Mail', value: 'mail' },
					{ name: 'Record on Deal', value: 'record' },
					{ name: 'Report', value: 'report' },
				],
				default: [],
				description: 'Steps that your workflow does not have',
			},
			{
				displayName: 'Tries on One Cause',
				name: 'maxTries',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 8,
				description: 'After so many tries that met the same obstacle a person is asked',
			},
		],
	},
];

export const journalFields: INodeProperties[] = [
	{
		displayName: 'With Subscriptions',
		name: 'withSubscriptions',
		type: 'boolean',
		default: false,
		displayOptions: show('journal', 'tables'),
		description: 'Whether the table of subscriptions is needed, too',
	},
	{
		displayName: 'Stage Entries',
		name: 'entries',
		type: 'json',
		default: '[]',
		required: true,
		displayOptions: show('journal', 'unknown'),
		description: 'What the deal trigger handed over',
	},
	{
		displayName: 'Row Counts',
		name: 'rowCounts',
		type: 'json',
		default: '[]',
		required: true,
		displayOptions: show('journal', 'space'),
		description: 'How many rows each of the tables has',
	},
	{
		displayName: 'Limit (MB)',
		name: 'limitMb',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 200,
		displayOptions: show('journal', 'space'),
		description: 'What n8n allows for all Data Tables together: N8N_DATA_TABLES_MAX_SIZE_BYTES',
	},
	{
		displayName: 'References a Turn',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: show('journal', 'summary'),
		description: 'Max number of results to return',
		hint: 'One turn of the sweep goes on with so many references, oldest first',
	},
];
