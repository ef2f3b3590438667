import type { INodeProperties } from 'n8n-workflow';
import { sweepProperties } from '../../connect/trigger/properties';
import { VENDOR } from './apiErrors';
import { authentication } from './descriptions';

/**
 * One request a search, 96 a day: a tenth of what the Basic and Standard plans allow (1,000), half of what the free plan
 * does (200).
 */
export const SWEEP_EVERY_MINUTES = 15;

export const triggerProperties: INodeProperties[] = [
	authentication,
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [
			{
				name: 'Board Webhooks',
				value: 'webhooks',
				description: 'At once: this node makes a webhook on the board for each label below',
			},
			{
				name: 'Search Only',
				value: 'sweepOnly',
				description: 'Within minutes: nothing is made in monday.com, works behind a firewall',
			},
		],
		default: 'webhooks',
		description: 'How monday.com tells of a deal. Whatever it misses is found by the search.',
	},
	{
		displayName:
			'Each search is one API call. The Basic and Standard plans allow 1,000 calls a day, the free plan 200: a shorter "Sweep Every" leaves less for the invoices themselves.',
		name: 'callsNotice',
		type: 'notice',
		default: '',
	},
	...sweepProperties({ vendor: VENDOR, pipeline: 'Board', sweepEvery: SWEEP_EVERY_MINUTES }),
];
