import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { jsonParameter } from '../../connect/jsonParameter';
import { Invoice } from '../../invoicing/invoice';
import { composePreviewMail } from '../../invoicing/mail';
import { Language } from '../../invoicing/primitives';
import { summaryOf } from '../../invoicing/summary';
import { messageParameters } from './messageParameters';

/**
 * Message: Preview. `{ mail, summary, reference, fingerprint, dealId }` for a dry run or an approval: nothing is issued
 * yet, so a phrase stands for the number. An approval holds for this fingerprint only.
 */
export async function preview(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const invoice = jsonParameter(context, 'invoice', itemIndex, Invoice, 'Invoice');
	const language = Language.catch('pl').parse(context.getNodeParameter('summaryLanguage', itemIndex, 'pl'));
	const { reference, fingerprint } = invoice;
	const json: IDataObject = {
		mail: { ...composePreviewMail({ invoice, ...messageParameters(context, itemIndex, invoice) }) },
		summary: summaryOf(invoice, language),
		reference,
		fingerprint,
		dealId: invoice.deal.id,
	};
	return { json };
}
