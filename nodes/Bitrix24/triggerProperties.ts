import type { INodeProperties } from 'n8n-workflow';
import { authentication } from './descriptions';
import { rulesProperty } from './rulesProperty';

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
	{
		displayName: 'Pipeline Name or ID',
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
		default: 5,
		description:
			'How often the search looks for deals of which Bitrix24 did not tell. Poll Times above decide when it may look at all.',
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
