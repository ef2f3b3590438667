import type { INodeProperties } from 'n8n-workflow';
import { sweepProperties } from '../../connect/trigger/properties';
import { authentication } from './descriptions';

const outgoingWebhook = {
	name: 'Outgoing Webhook',
	value: 'outgoingWebhook',
	description: 'At once: you paste the address of this node into an outgoing webhook in Bitrix24',
};
const sweepOnly = {
	name: 'Search Only',
	value: 'sweepOnly',
	description: 'Within minutes: nothing to set up in Bitrix24, works behind a firewall',
};

export const triggerProperties: INodeProperties[] = [
	authentication,
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [outgoingWebhook, sweepOnly],
		default: 'outgoingWebhook',
		displayOptions: { show: { authentication: ['webhook'] } },
		description: 'How Bitrix24 tells of a deal. Whatever it misses is found by the search.',
	},
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [
			{
				name: 'Application Events',
				value: 'eventBind',
				description: 'At once: this node subscribes by itself',
			},
			outgoingWebhook,
			sweepOnly,
		],
		default: 'eventBind',
		displayOptions: { show: { authentication: ['oAuth2'] } },
		description: 'How Bitrix24 tells of a deal. Whatever it misses is found by the search.',
	},
	{
		displayName:
			'In Bitrix24 open Developer resources → Other → Outgoing webhook, paste the Production URL of this node as the handler, tick "Deal created" and "Deal updated", and put its application token into the credential.',
		name: 'outgoingWebhookNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { listenBy: ['outgoingWebhook'], authentication: ['webhook'] } },
	},
	...sweepProperties({ vendor: 'Bitrix24', pipeline: 'Pipeline', sweepEvery: 5 }),
];
