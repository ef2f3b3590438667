import type { INodeProperties } from 'n8n-workflow';
import { sweepProperties } from '../../connect/trigger/properties';

export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [
			{
				name: 'Notifications',
				value: 'notifications',
				description: 'At once: this node subscribes by itself and renews what ends after a week',
			},
			{
				name: 'Search Only',
				value: 'sweepOnly',
				description: 'Within minutes: nothing is subscribed, works behind a firewall',
			},
		],
		default: 'notifications',
		description: 'How Zoho CRM tells of a deal. Whatever it misses is found by the search.',
	},
	...sweepProperties({ vendor: 'Zoho CRM', pipeline: 'Pipeline', sweepEvery: 5 }),
];
