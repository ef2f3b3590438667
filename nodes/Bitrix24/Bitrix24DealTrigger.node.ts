import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { pollStageEntries } from '../../connect/trigger/poll';
import { answerWebhook } from '../../connect/trigger/webhookAnswer';
import { VENDOR } from './apiErrors';
import { connect } from './connection';
import { credentials } from './descriptions';
import { checkListening, renewSubscription, startListening, stopListening } from './listening';
import { getPipelines, getStages } from './loadOptions';
import { receiveDealEvent } from './receive';
import { triggerProperties } from './triggerProperties';
import { rulesOf, sweepSettingsOf } from './triggerSettings';

/** Starts a run for each deal that enters a watched stage: told by Bitrix24 at once, found by the search otherwise. */
export class Bitrix24DealTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24 Deal Trigger',
		name: 'bitrix24DealTrigger',
		icon: { light: 'file:bitrix24.svg', dark: 'file:bitrix24.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["rules"]["rule"].length + " stage(s)" }}',
		description: 'Starts when a deal enters a stage of Bitrix24 that asks for an invoice',
		defaults: { name: 'Bitrix24 Deal Trigger' },
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

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return checkListening(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return startListening(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return stopListening(this);
			},
		},
	};

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
			renew: async () => renewSubscription(this, crm.client),
		};
		return pollStageEntries(this, source, new Date());
	}
}
