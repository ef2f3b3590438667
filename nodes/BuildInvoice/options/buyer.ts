import type { INodeProperties } from 'n8n-workflow';

/** Where the deal holds what its client record does not. Each names a custom field of the deal as the CRM calls it. */
export const buyerOptions: INodeProperties = {
	displayName: 'Buyer Options',
	name: 'buyerOptions',
	type: 'collection',
	placeholder: 'Add Buyer Option',
	default: {},
	options: [
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: 'PL',
			description: 'Two-letter country of buyers whose record names none',
		},
		{
			displayName: 'E-Mail Field',
			name: 'emailField',
			type: 'string',
			default: '',
			placeholder: 'e.g. UF_CRM_INVOICE_EMAIL',
			description:
				'Deal field with the address for invoices. Otherwise the company and then the primary contact is asked.',
		},
		{
			displayName: 'No E-Mail Field',
			name: 'noEmailField',
			type: 'string',
			default: '',
			description: 'Deal field that is ticked when the client wants no e-mail',
		},
		{
			displayName: 'Order Number Field',
			name: 'orderNumberField',
			type: 'string',
			default: '',
			description: "Deal field with the customer's order number",
		},
		{
			displayName: 'Recipient Field',
			name: 'recipientField',
			type: 'string',
			default: '',
			description: 'Deal field with the name of the recipient, where it is not the buyer',
		},
		{
			displayName: 'Tax Number Field',
			name: 'taxIdField',
			type: 'string',
			default: '',
			description: 'Deal field with the NIP or EU VAT number, used when the client record has none',
		},
	],
};
