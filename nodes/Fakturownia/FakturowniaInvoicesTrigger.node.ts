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
import { subscribedByHand } from '../../connect/trigger/hints';
import { answerWebhook } from '../../connect/trigger/webhookAnswer';
import { memory, receiveChange } from './receive';
import { webhookToken } from './webhookToken';

/**
 * Starts a run when Fakturownia tells that a document changed: one item, at most one run a minute. Its webhooks are not
 * signed, so what they say is a hint; the workflow reads what is true. What comes within a minute after a run waits in
 * this process and is handed over by the poll. In queue mode the process that hears does not poll: there, it waits for
 * the next call, or is dropped, and the workflow's own schedule finds it.
 */
export class FakturowniaInvoicesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fakturownia Trigger',
		name: 'fakturowniaInvoicesTrigger',
		icon: { light: 'file:fakturownia.svg', dark: 'file:fakturownia.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'changed documents',
		description: 'Starts when documents change in Fakturownia, as when they are paid',
		defaults: { name: 'Fakturownia Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealToInvoiceFakturowniaWebhookApi', required: true, testedBy: 'webhookToken' }],
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
					'In Fakturownia open Settings, Account settings, Integration, Webhooks and add one of the kind invoice:update with the Production URL of this node and the text of the webhook credential as its token. It only says that something changed: keep a schedule beside it, because a call may be lost.',
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
		],
	};

	methods = {
		credentialTest: {
			async webhookToken(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return webhookToken.test(credential.data);
			},
		},
	};

	// A program would have to subscribe through an API whose name for the repeated text is that of its own sign-in.
	webhookMethods = {
		default: subscribedByHand(memory, async (context) => webhookToken.assert(await webhookToken.of(context))),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return answerWebhook(this, receiveChange(this));
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return memory.polled(this);
	}
}
