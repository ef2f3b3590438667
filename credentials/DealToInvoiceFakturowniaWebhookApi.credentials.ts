import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * What Fakturownia repeats in the calls of a webhook, which it does not sign. It opens nothing at Fakturownia, and no
 * call tells whether it is right: the trigger looks at the field only.
 */
export class DealToInvoiceFakturowniaWebhookApi implements ICredentialType {
	name = 'dealToInvoiceFakturowniaWebhookApi';

	displayName = 'Deal to Invoice: Fakturownia Webhook API';

	icon: Icon = {
		light: 'file:../nodes/Fakturownia/fakturownia.svg',
		dark: 'file:../nodes/Fakturownia/fakturownia.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/fakturownia.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A random text that you make up, at least 16 characters without blanks. Enter the same at the webhook in Fakturownia. It is not the API token: Fakturownia sends it in every call.',
		},
	];
}
