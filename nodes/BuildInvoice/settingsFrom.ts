import type { IExecuteFunctions, INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { z } from 'zod';
import { InvoiceSettings } from '../../invoicing/settings';
import { invoiceFields } from './invoiceFields';

/** Settings whose parameter has another name than the setting. */
const PARAMETER_OF: Record<string, string> = {
	'seller.name': 'sellerName',
	'seller.ksef': 'ksefDuty',
};

/** The settings as the node's parameters hold them. Throws an error that names the parameter that is wrong. */
export function settingsFrom(context: IExecuteFunctions, itemIndex: number): InvoiceSettings {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex);
	const collection = (name: string) => context.getNodeParameter(name, itemIndex, {}) as Record<string, unknown>;
	const { consumers, departmentId, vatStanding, ...options } = collection('options');
	const brakes = collection('brakes');
	const result = InvoiceSettings.safeParse({
		...options,
		timeZone: parameter('timeZone'),
		dealTextLanguage: parameter('dealTextLanguage'),
		seller: { name: parameter('sellerName'), ksef: parameter('ksefDuty'), consumers, departmentId, vatStanding },
		buyer: collection('buyerOptions'),
		lines: collection('lineOptions'),
		dates: collection('dateOptions'),
		brakes: { ...brakes, mode: parameter('mode'), approveAbove: typedAmount(brakes.approveAbove) },
	});
	if (result.success) return result.data;
	throw new NodeOperationError(context.getNode(), 'A setting of Build Invoice does not hold what is expected.', {
		itemIndex,
		description: result.error.issues.map(sentence).join(' '),
	});
}

function sentence(issue: z.ZodIssue): string {
	const path = issue.path.join('.');
	const name = PARAMETER_OF[path] ?? String(issue.path.at(-1) ?? '');
	const label = DISPLAY_NAMES.get(name) ?? path;
	return `"${label}": ${issue.message.toLowerCase() === 'required' ? 'choose or enter a value' : issue.message}.`;
}

/** Amounts as people type them: `10 000,50`. */
function typedAmount(value: unknown): unknown {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).replace(/\s/g, '').replace(',', '.');
	return text === '' ? undefined : text;
}

const isProperty = (
	option: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): option is INodeProperties => 'type' in option;

const DISPLAY_NAMES = new Map(
	invoiceFields
		.flatMap((field) => [field, ...(field.type === 'collection' ? (field.options ?? []).filter(isProperty) : [])])
		.map((field) => [field.name, field.displayName]),
);
