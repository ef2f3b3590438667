import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * What Intuit signs an app's notifications with. It opens nothing at Intuit, and no call tells whether it is right: the
 * trigger looks at the field only.
 */
export class DealToInvoiceQuickBooksWebhookApi implements ICredentialType {
	name = 'dealToInvoiceQuickBooksWebhookApi';

	displayName = 'Deal to Invoice: QuickBooks Online Webhook API';

	icon: Icon = {
		light: 'file:../nodes/QuickBooks/quickbooks.svg',
		dark: 'file:../nodes/QuickBooks/quickbooks.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/quickbooks.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Verifier Token',
			name: 'verifierToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'At developer.intuit.com: your app, Webhooks, Show verifier token. Production and development have one each; it is not the client secret.',
		},
	];
}
