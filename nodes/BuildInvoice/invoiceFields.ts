import type { INodeProperties } from 'n8n-workflow';
import { brakeOptions } from './options/brakes';
import { buyerOptions } from './options/buyer';
import { dateOptions } from './options/dates';
import { lineOptions } from './options/lines';
import { otherOptions } from './options/other';

const displayOptions = { show: { resource: ['invoice'], operation: ['build'] } };

/** Parameters of Invoice: Build. What has no safe default stands at the top. */
export const invoiceFields: INodeProperties[] = [
	{
		displayName: 'Deal',
		name: 'deal',
		type: 'json',
		required: true,
		displayOptions,
		default: '={{ $json.deal }}',
		description: 'The deal as a CRM node read it. Null means that the CRM no longer has it.',
	},
	{
		displayName: 'Stage Entry',
		name: 'entry',
		type: 'json',
		required: true,
		displayOptions,
		default: '={{ $json.entry }}',
		description: 'The stage entry of the deal trigger that asked for this document',
	},
	{
		displayName: 'Earlier Documents',
		name: 'earlier',
		type: 'json',
		displayOptions,
		default: '={{ $json.earlier ?? [] }}',
		description:
			'The issued documents that an advance, a final or a correction builds on, as "Get Earlier Documents" answered them',
	},
	{
		displayName: 'Seller Name',
		name: 'sellerName',
		type: 'string',
		required: true,
		displayOptions,
		default: '',
		placeholder: 'e.g. Studio Nowak sp. z o.o.',
		description: 'Your company, as customers know it from your e-mails',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		required: true,
		displayOptions,
		default: 'Europe/Warsaw',
		description: 'Zone in which issue, sale and due dates are counted',
	},
	{
		displayName: 'KSeF Duty',
		name: 'ksefDuty',
		type: 'options',
		displayOptions,
		options: [
			{
				name: 'In KSeF',
				value: 'inKsef',
				description: 'Invoices go to KSeF; none leaves before it has its KSeF number',
			},
			{
				name: 'No Duty',
				value: 'noDuty',
				description: 'The seller does not issue invoices in KSeF',
			},
			{
				name: 'Small Seller',
				value: 'smallSeller',
				description: 'Outside KSeF until 31 December 2026, in KSeF from then on',
			},
		],
		default: 'inKsef',
		description: 'Whether your invoices must have a KSeF number before they are sent. Ask your accountant.',
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		displayOptions,
		options: [
			{ name: 'Approve', value: 'approve', description: 'A person says yes before an invoice is issued' },
			{ name: 'Automatic', value: 'automatic', description: 'Invoices are issued without asking' },
			{ name: 'Dry Run', value: 'dryRun', description: 'Show the invoice and its e-mail, issue nothing' },
		],
		default: 'dryRun',
		description: 'How far the scenario may go by itself',
	},
	{
		displayName: 'Language of Deal Texts',
		name: 'dealTextLanguage',
		type: 'options',
		displayOptions,
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Polish', value: 'pl' },
		],
		default: 'pl',
		description: 'Language of the status and notes that are written on the deal',
	},
	{ ...buyerOptions, displayOptions },
	{ ...lineOptions, displayOptions },
	{ ...dateOptions, displayOptions },
	{ ...brakeOptions, displayOptions },
	{ ...otherOptions, displayOptions },
];
