import type { INodeProperties } from 'n8n-workflow';
import { sweepProperties } from '../../connect/trigger/properties';
import { authentication } from './descriptions';

const appEvents = {
	name: 'App Events',
	value: 'appEvents',
	description: 'At once: you put the address of this node into your HubSpot app',
};
const appSubscription = {
	name: 'App Events, Subscribed by This Node',
	value: 'appSubscription',
	description: 'At once: only for public apps made before June 2026, with their developer API key',
};
const workflow = {
	name: 'HubSpot Workflow',
	value: 'workflow',
	description: 'At once: a workflow in HubSpot sends the deal to the address of this node',
};
const sweepOnly = {
	name: 'Search Only',
	value: 'sweepOnly',
	description: 'Within minutes: nothing to set up in HubSpot, works behind a firewall',
};
const description = 'How HubSpot tells of a deal. Whatever it misses is found by the search.';

export const triggerProperties: INodeProperties[] = [
	authentication,
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [appEvents, workflow, sweepOnly],
		default: 'sweepOnly',
		displayOptions: { show: { authentication: ['serviceKey'] } },
		description,
	},
	{
		displayName: 'Listen By',
		name: 'listenBy',
		type: 'options',
		options: [appEvents, appSubscription, workflow, sweepOnly],
		default: 'appEvents',
		displayOptions: { show: { authentication: ['oAuth2'] } },
		description,
	},
	{
		displayName:
			'Put the Production URL of this node into your app as the target of its webhooks, subscribe to "deal created" and to changes of the deal property "dealstage", and put the client secret of the app into the credential. A service key alone has no events.',
		name: 'appEventsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { listenBy: ['appEvents'] } },
	},
	{
		displayName:
			'In HubSpot make a deal-based workflow that starts when the deal stage is one of those below, with the action "Send a webhook": method POST, the Production URL of this node, and as authentication an API key in the request header x-deal-to-invoice-secret with the "Webhook Secret" of the credential. Let it enroll a deal again. Needs Data Hub Professional or Enterprise.',
		name: 'workflowNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { listenBy: ['workflow'] } },
	},
	{
		displayName: 'Public URL',
		name: 'publicUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…',
		displayOptions: { show: { listenBy: ['appEvents', 'workflow'] } },
		description:
			'Only when HubSpot calls another address than the Production URL of this node, such as that of a tunnel: the address as it stands in HubSpot. It is part of what HubSpot signs.',
	},
	...sweepProperties({ vendor: 'HubSpot', pipeline: 'Pipeline', sweepEvery: 5 }),
];
