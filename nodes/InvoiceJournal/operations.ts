import type { INodeProperties } from 'n8n-workflow';

/** Resources and what can be done with each. */
export const OPERATION_PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Alert', value: 'alert' },
			{ name: 'Claim', value: 'claim' },
			{ name: 'Journal', value: 'journal' },
			{ name: 'Replay', value: 'replay' },
			{ name: 'Step', value: 'step' },
		],
		default: 'step',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['claim'] } },
		options: [
			{
				name: 'Claim Row',
				value: 'row',
				action: 'Make a claim row',
				description: 'Look first, then claim the reference',
			},
			{ name: 'Judge Claim', value: 'judge', action: 'Judge a claim', description: 'Say whether this run may act' },
		],
		default: 'row',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['step'] } },
		options: [
			{
				name: 'Next Step',
				value: 'next',
				action: 'Send to the next step',
				description: 'Go on only if the claim still stands',
			},
			{
				name: 'Step Row',
				value: 'row',
				action: 'Make a step row',
				description: 'Close the last step and announce the next',
			},
		],
		default: 'next',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['journal'] } },
		options: [
			{
				name: 'Find Tables',
				value: 'tables',
				action: 'Find the journal tables',
				description: 'The IDs of the three tables, from a list of all',
			},
			{
				name: 'Find Unknown Entries',
				value: 'unknown',
				action: 'Find unknown stage entries',
				description: 'Stage entries that no run has claimed',
			},
			{
				name: 'Space',
				value: 'space',
				action: 'Watch the space of the tables',
				description: 'Warns before the limit of n8n is reached',
			},
			{
				name: 'Summary',
				value: 'summary',
				action: 'Summarize open references',
				description: 'What the sweep goes on with now',
			},
		],
		default: 'summary',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['alert'] } },
		options: [
			{ name: 'Alert Row', value: 'row', action: 'Make an alert row', description: 'Look first, then raise the alert' },
			{
				name: 'Compose Mail',
				value: 'compose',
				action: 'Write the alert to the owner',
				description: 'Subject and text of the mail',
			},
			{
				name: 'Gather',
				value: 'gather',
				action: 'Gather an alert',
				description: 'What was handed over, or what a stopped run means',
			},
			{ name: 'Judge Alert', value: 'judge', action: 'Judge an alert', description: 'Say whether this run tells it' },
		],
		default: 'row',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['replay'] } },
		options: [
			{
				name: 'List Choices',
				value: 'choices',
				action: 'List what can be done',
				description: 'What a person can do about one deal',
			},
			{ name: 'Read Answer', value: 'answer', action: 'Read the answer', description: 'What the chosen line leads to' },
		],
		default: 'choices',
	},
];
