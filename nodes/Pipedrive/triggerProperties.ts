import type { INodeProperties } from 'n8n-workflow';
import { sweepProperties } from '../../connect/trigger/properties';
import { authentication } from './descriptions';

export const triggerProperties: INodeProperties[] = [
	authentication,
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [
			{
				name: 'Webhook',
				value: 'webhook',
				description: 'At once: this node subscribes by itself. Pipedrive must reach this n8n from the internet.',
			},
			{
				name: 'Search Only',
				value: 'sweepOnly',
				description: 'Within minutes: works behind a firewall, and without the right to make webhooks',
			},
		],
		default: 'webhook',
		description: 'How Pipedrive tells of a deal. Whatever it misses is found by the search.',
	},
	...sweepProperties({ vendor: 'Pipedrive', pipeline: 'Pipeline', sweepEvery: 15 }),
];
