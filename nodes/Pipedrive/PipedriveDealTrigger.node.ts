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
import { pollStageEntries } from '../../connect/trigger/poll';
import { rulesOf, sweepSettingsOf } from '../../connect/trigger/settings';
import { answerWebhook } from '../../connect/trigger/webhookAnswer';
import { VENDOR } from './apiErrors';
import { connect } from './connection';
import { credentials } from './descriptions';
import { listening, renewHourly } from './listening';
import { receiveDealEvent } from './receive';
import { triggerProperties } from './triggerProperties';

const { getPipelines, getStages } = crmLoadOptions(async (context) => connect(context));

/** Starts a run for each deal that enters a watched stage: told by Pipedrive at once, found by the search otherwise. */
export class PipedriveDealTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pipedrive Deal Trigger',
		name: 'pipedriveDealTrigger',
		icon: { light: 'file:pipedrive.svg', dark: 'file:pipedrive.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["rules"]["rule"].length + " stage(s)" }}',
		description: 'Starts when a deal enters a stage of Pipedrive that asks for an invoice, or is won',
		defaults: { name: 'Pipedrive Deal Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
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
		const now = new Date();
		const source = {
			crm,
			rules: rulesOf(this),
			settings: sweepSettingsOf(this),
			vendor: VENDOR,
			renew: async () => renewHourly(this, crm.client, now.getTime()),
		};
		return pollStageEntries(this, source, now);
	}
}
