import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { Deal } from '../../invoicing/deal';
import { optionalJsonParameter } from '../jsonParameter';
import type { CrmFields } from '../ports';

export function dealIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const value = String(context.getNodeParameter('dealId', itemIndex, '')).trim();
	if (/^[1-9]\d{0,19}$/.test(value)) return value;
	throw new NodeOperationError(context.getNode(), 'The parameter "Deal ID" does not hold the number of a deal.', {
		itemIndex,
		description:
			'It comes from the trigger as dealId. Connect the trigger, or enter the number that stands in the address of the deal.',
	});
}

/** The user's field names over the defaults. A name that was emptied switches the field off. */
export function fieldsOf(context: IExecuteFunctions, itemIndex: number, defaults: CrmFields): CrmFields {
	const given = context.getNodeParameter('fields', itemIndex, {}) as Partial<Record<keyof CrmFields, unknown>>;
	const fields: CrmFields = { ...defaults };
	for (const name of ['number', 'documentId', 'reference', 'link', 'pdf', 'status', 'taxId'] as const) {
		const value = given[name];
		if (typeof value === 'string') fields[name] = value.trim();
	}
	for (const needed of ['number', 'documentId', 'reference', 'status'] as const) {
		if (fields[needed] !== '') continue;
		throw new NodeOperationError(context.getNode(), `"Field Names" leaves the field for the ${needed} empty.`, {
			itemIndex,
			description:
				'Enter the code of a deal field, or remove the entry to use the default one. Only link, PDF and tax number may be empty.',
		});
	}
	return fields;
}

export function knownDealOf(context: IExecuteFunctions, itemIndex: number): Deal | undefined {
	return optionalJsonParameter(context, 'deal', itemIndex, Deal, 'Deal as Read') as Deal | undefined;
}
