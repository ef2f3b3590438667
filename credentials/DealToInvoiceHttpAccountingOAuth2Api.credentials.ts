import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Any accounting system whose API wants OAuth2. n8n keeps and renews the token. */
export class DealToInvoiceHttpAccountingOAuth2Api implements ICredentialType {
	name = 'dealToInvoiceHttpAccountingOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: HTTP Accounting OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/HttpAccounting/httpAccounting.svg',
		dark: 'file:../nodes/HttpAccounting/httpAccounting.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/http-accounting.md';

	properties: INodeProperties[] = [
		{
			displayName: 'System Name',
			name: 'systemName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Xero',
			description: 'How messages name the accounting system',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.xero.com/api.xro/2.0',
			description: 'What every address of the API begins with. No request of the node goes anywhere else.',
		},
	];
}
