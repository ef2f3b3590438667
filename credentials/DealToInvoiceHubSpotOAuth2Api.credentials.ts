import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** What the nodes use, and nothing more. Notes are written with the right to write contacts: HubSpot has no other. */
const SCOPES = [
	'oauth',
	'crm.objects.deals.read',
	'crm.objects.deals.write',
	'crm.objects.line_items.read',
	'crm.objects.companies.read',
	'crm.objects.contacts.read',
	'crm.objects.contacts.write',
	'crm.objects.owners.read',
	'crm.schemas.deals.write',
	'crm.schemas.companies.write',
	'tax_rates.read',
	'files',
];

/** HubSpot by an app of one's own. Tokens last 30 minutes; n8n renews them at the date-versioned address. */
export class DealToInvoiceHubSpotOAuth2Api implements ICredentialType {
	name = 'dealToInvoiceHubSpotOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: HubSpot OAuth2 API';

	icon: Icon = { light: 'file:../nodes/HubSpot/hubspot.svg', dark: 'file:../nodes/HubSpot/hubspot.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/hubspot.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://app.hubspot.com/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://api.hubapi.com/oauth/2026-09/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: SCOPES.join(' '),
			description: 'Has to be the list of scopes of your app in HubSpot, separated by spaces',
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger with "HubSpot Workflow": a long random text that you also enter in the workflow. The app\'s own events are checked with the client secret above.',
		},
	];
}
