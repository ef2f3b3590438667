import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { answerWebhook } from '../../connect/trigger/webhookAnswer';
import { memory } from './hints';
import { listening } from './listening';
import { receiveNotification } from './receive';
import { verifierToken } from './verifierToken';

/**
 * Starts a run when QuickBooks tells that payments or documents changed: one item, at most one run a minute. What it
 * says is a hint; the workflow reads what is true. What comes within a minute after a run waits in this process and is
 * handed over by the poll. In queue mode the process that hears does not poll: there, it waits for the next
 * notification, or is dropped, and the workflow's own schedule finds it.
 */
export class QuickBooksInvoicesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Online Trigger',
		name: 'quickBooksInvoicesTrigger',
		icon: { light: 'file:quickbooks.svg', dark: 'file:quickbooks.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'payments and changed documents',
		description: 'Starts when payments or documents change in QuickBooks Online',
		defaults: { name: 'QuickBooks Online Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'dealToInvoiceQuickBooksOAuth2Api', required: true },
			{ name: 'dealToInvoiceQuickBooksWebhookApi', required: true, testedBy: 'verifierToken' },
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName:
					'At developer.intuit.com open your app, then Webhooks, for the environment of your keys. Put the Production URL of this node there, tick Invoice, Payment and Credit Memo, save, and copy the verifier token into the webhook credential. It only says that something changed: keep a schedule beside it, because a notification may be lost.',
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
		],
	};

	methods = {
		credentialTest: {
			async verifierToken(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return verifierToken.test(credential.data);
			},
		},
	};

	webhookMethods = { default: listening };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return answerWebhook(this, receiveNotification(this));
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return memory.polled(this);
	}
}
