import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { renewSubscription } from '../../connect/trigger/listening';
import { pollStageEntries } from '../../connect/trigger/poll';
import { rulesOf, sweepSettingsOf } from '../../connect/trigger/settings';
import { answerWebhook } from '../../connect/trigger/webhookAnswer';
import { VENDOR } from './apiErrors';
import { connect } from './connection';
import { credentials } from './descriptions';
import { listenByOf, listening, watchedPlaces, webhooksOf } from './listening';
import { loadOptions } from './loadOptions';
import { receiveStatusEvent } from './receive';
import { triggerProperties } from './triggerProperties';

const { getPipelines, getStages } = loadOptions;

/** Starts a run for each item that gets a watched label: told by monday.com at once, found by the search otherwise. */
export class MondayDealTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'monday.com Deal Trigger',
		name: 'mondayDealTrigger',
		icon: { light: 'file:monday.svg', dark: 'file:monday.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["rules"]["rule"].length + " stage(s)" }}',
		description: 'Starts when a deal gets a status in monday.com that asks for an invoice',
		defaults: { name: 'monday.com Deal Trigger' },
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
		return answerWebhook(this, receiveStatusEvent(this));
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const connection = await connect(this);
		const { crm } = connection;
		if (listenByOf(this) === 'webhooks')
			crm.webhooksOf = [...new Set(watchedPlaces(this).map(({ boardId }) => boardId))];
		const source = {
			crm,
			rules: rulesOf(this),
			settings: sweepSettingsOf(this),
			vendor: VENDOR,
			renew: async () => renewSubscription(this, webhooksOf(this, connection)),
		};
		return pollStageEntries(this, source, new Date());
	}
}
