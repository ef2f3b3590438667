import type { IExecuteFunctions } from 'n8n-workflow';
import type { Invoice } from '../../invoicing/invoice';

/** Who signs and what the document is for, as both message operations take it. */
export function messageParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	invoice: Invoice,
): { sellerName: string; signature: string; service: string } {
	const text = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	return {
		sellerName: text('sellerName') || invoice.seller.name,
		signature: text('signature'),
		service: text('service'),
	};
}
