import type { INodeProperties } from 'n8n-workflow';

const show = (operation: string) => ({ show: { resource: ['invoice'], operation: [operation] } });

/** What only iFirma asks. */
export const ifirmaProperties: INodeProperties[] = [
	{
		displayName: 'Outside the Accounting Month',
		name: 'accountingMonth',
		type: 'options',
		options: [
			{
				name: 'Stop',
				value: 'stop',
				description: 'Issue nothing and say which month the deal belongs to and which one iFirma is in',
			},
			{
				name: 'Switch the Month',
				value: 'switch',
				description: 'Move the accounting month of the whole account, within the year; it stays there afterwards',
			},
		],
		default: 'stop',
		displayOptions: show('issue'),
		description:
			'What to do when the sale lies in another month than the accounting month of the account. iFirma refuses such a document; the month is the same for all users of the account.',
	},
	{
		displayName: 'Conditions of Corrections Met',
		name: 'correctionConditions',
		type: 'boolean',
		default: true,
		displayOptions: show('issue'),
		description:
			'Whether the conditions for lowering the VAT are met by the day a correction is issued (in iFirma: "Spełniono warunki"). Ask your accountant; other documents do not have it.',
	},
	{
		displayName: 'Sender Mailbox',
		name: 'senderMailbox',
		type: 'string',
		default: '',
		placeholder: 'e.g. faktury@ifirma.pl',
		displayOptions: show('sendByEmail'),
		description: 'A sender address as it is set up in iFirma; empty for its default',
	},
	{
		displayName: 'Email Template',
		name: 'emailTemplate',
		type: 'string',
		default: '',
		displayOptions: show('sendByEmail'),
		description: 'Name of a template of iFirma; empty for its default',
	},
];
