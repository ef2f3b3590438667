import type { INodeProperties } from 'n8n-workflow';

export const otherOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Consumer Invoices',
			name: 'consumers',
			type: 'options',
			options: [
				{ name: 'In KSeF', value: 'inKsef', description: 'They wait for their KSeF number as all others do' },
				{ name: 'Outside KSeF', value: 'outsideKsef', description: 'They are sent at once' },
			],
			default: 'outsideKsef',
			description: 'Where invoices to private persons go. Must match what your accounting system does.',
		},
		{
			displayName: 'Department ID',
			name: 'departmentId',
			type: 'string',
			default: '',
			description: "The accounting system's ID of the issuing company or department. Empty for its default.",
		},
		{
			displayName: 'Document Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'auto', description: 'Polish for buyers in Poland, else English' },
				{ name: 'English', value: 'en' },
				{ name: 'Polish', value: 'pl' },
			],
			default: 'auto',
			description: 'Language of the invoice and its e-mail',
		},
		{
			displayName: 'Foreign Currency',
			name: 'foreignCurrency',
			type: 'options',
			options: [
				{ name: 'Accounting System Adds the Exchange Rate', value: 'accountingSystem' },
				{
					name: 'NBP Rate',
					value: 'nbp',
					description:
						'Average rate of the National Bank of Poland, of the last working day before sale or issue. Ask your accountant.',
				},
				{ name: 'Stop', value: 'problem', description: 'The deal needs attention' },
			],
			default: 'nbp',
			description: 'What to do with a deal in another currency than PLN',
		},
		{
			displayName: 'Notes',
			name: 'notesTemplate',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			hint: 'You can use {dealTitle}, {dealId}, {orderNumber} and {NAME_OF_A_DEAL_FIELD}',
			description: 'Notes that are printed on the invoice',
		},
		{
			displayName: 'Reference Time',
			name: 'now',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-30T12:00:00+01:00',
			description: 'Advanced: the moment that counts as now. Empty for the time of the run.',
		},
		{
			displayName: 'VAT Standing',
			name: 'vatStanding',
			type: 'options',
			options: [
				{ name: 'Exempt (Art. 113)', value: 'exempt113', description: 'Small business; no line may carry VAT' },
				{ name: 'VAT Payer', value: 'vatPayer' },
			],
			default: 'vatPayer',
			description: 'Whether the seller charges VAT',
		},
	],
};
