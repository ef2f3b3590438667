import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Bitrix24 by an inbound webhook: an address that carries its own secret. */
export class DealToInvoiceBitrix24WebhookApi implements ICredentialType {
	name = 'dealToInvoiceBitrix24WebhookApi';

	displayName = 'Deal to Invoice: Bitrix24 Webhook API';

	icon: Icon = { light: 'file:../nodes/Bitrix24/bitrix24.svg', dark: 'file:../nodes/Bitrix24/bitrix24.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/bitrix24.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. https://company.bitrix24.pl/rest/1/…/',
			description:
				'In Bitrix24: Developer resources, Other, Inbound webhook, with the permissions "CRM (crm)" and "Users (basic) (user_brief)". The address holds a secret: whoever has it can use your CRM.',
		},
		{
			displayName: 'Application Token',
			name: 'applicationToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger: the token that Bitrix24 shows on the card of the outgoing webhook. Events without it are refused.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			// A copied address may end with the name of a method; the method "profile" works with every permission.
			baseURL:
				'={{ $credentials.webhookUrl.trim().replace(/^(https:\\/\\/[^\\/]+\\/rest\\/\\d+\\/[A-Za-z0-9]+)(\\/.*)?$/, "$1") }}',
			url: '/profile',
			headers: { Accept: 'application/json' },
			body: {},
			disableFollowRedirect: true,
		},
	};
}
