import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { crmLoadOptions } from '../../connect/crm/loadOptions';
import { renewSubscription } from '../../connect/trigger/listening';
import { pollStageEntries } from '../../connect/trigger/poll';
import { rulesOf, sweepSettingsOf } from '../../connect/trigger/settings';
import { answerWebhook } from '../../connect/trigger/webhookAnswer';
import { VENDOR } from './apiErrors';
import { connect } from './connection';
import { triggerCredentials } from './descriptions';
import { eventsOf, listening } from './listening';
import { receiveDealEvent } from './receive';
import { triggerProperties } from './triggerProperties';

const { getPipelines, getStages } = crmLoadOptions(connect);

/** Starts a run for each deal that enters a watched stage: told by HubSpot at once, found by the search otherwise. */
export class HubSpotDealTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Deal Trigger',
		name: 'hubSpotDealTrigger',
		icon: { light: 'file:hubspot.svg', dark: 'file:hubspot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["rules"]["rule"].length + " stage(s)" }}',
		description: 'Starts when a deal enters a stage of HubSpot that asks for an invoice',
		defaults: { name: 'HubSpot Deal Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: triggerCredentials,
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: triggerProperties,
	};

	methods = { loadOptions: { getPipelines, getStages } };

	webhookMethods = { default: listening };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return answerWebhook(this, receiveDealEvent(this));
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { crm } = await connect(this);
		const source = {
			crm,
			rules: rulesOf(this),
			settings: sweepSettingsOf(this),
			vendor: VENDOR,
			renew: async () => renewSubscription(this, await eventsOf(this)),
		};
		return pollStageEntries(this, source, new Date());
	}
}
