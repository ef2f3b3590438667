import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const ownFiles = 'https://www.googleapis.com/auth/drive.file';
const allFiles = 'https://www.googleapis.com/auth/drive';

/**
 * Google Drive for the archive. The scope `drive.file` is enough for an archive in a folder that the archive makes
 * itself: it shows nothing else of the drive, and Google asks no verification for it. A folder that a person made is
 * invisible to it (an id typed in is no consent for that folder), so that choice needs the full scope `drive`.
 * Source: developers.google.com/workspace/drive/api/guides/api-specific-auth.
 */
export class DealToInvoiceGoogleDriveOAuth2Api implements ICredentialType {
	name = 'dealToInvoiceGoogleDriveOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: Google Drive OAuth2 API';

	icon = {
		light: 'file:../nodes/InvoiceArchive/invoiceArchive.svg',
		dark: 'file:../nodes/InvoiceArchive/invoiceArchive.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/google-drive.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://accounts.google.com/o/oauth2/v2/auth',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://oauth2.googleapis.com/token',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			// Without both Google gives no refresh token, and the connection would end after an hour.
			default: 'access_type=offline&prompt=consent',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Access',
			name: 'access',
			type: 'options',
			options: [
				{
					name: 'Only Its Own Files (Recommended)',
					value: 'ownFiles',
					description: 'The archive makes its own folder in My Drive and sees nothing else',
				},
				{
					name: 'All Files',
					value: 'allFiles',
					description: 'Needed to file into a folder that you have made yourself, or into a shared drive',
				},
			],
			default: 'ownFiles',
			description: 'What the connection may see. Connect the account again after a change.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: `={{ $self["access"] === "allFiles" ? "${allFiles}" : "${ownFiles}" }}`,
		},
	];
}
