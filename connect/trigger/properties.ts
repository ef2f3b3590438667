import type { INodeProperties } from 'n8n-workflow';
import { rulesProperty } from './rulesProperty';

export interface SweepWords {
	/** The vendor's name as people know it. */
	vendor: string;
	/** What a pipeline is called there. */
	pipeline: string;
	/** Default of "Sweep Every", minutes. */
	sweepEvery: number;
}

/** The parameters that every deal trigger has after those of its listening: pipeline, stage rules, search. */
export const sweepProperties = ({ vendor, pipeline, sweepEvery }: SweepWords): INodeProperties[] => [
	{
		displayName: `${pipeline} Name or ID`,
		name: 'pipeline',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getPipelines' },
		default: '',
		hint: 'Whose stages the list below shows',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	rulesProperty,
	{
		displayName: 'Sweep Every (Minutes)',
		name: 'sweepEvery',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: sweepEvery,
		description: `How often the search looks for deals of which ${vendor} did not tell. Poll Times above decide when it may look at all.`,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Look Back (Hours)',
				name: 'overlapHours',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				description: 'How far every search looks back behind the last one',
			},
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'dateTime',
				default: '',
				description:
					'Stage entries from this moment on start a run. Without it: those after the activation; deals already in the stage are left alone.',
			},
		],
	},
];
