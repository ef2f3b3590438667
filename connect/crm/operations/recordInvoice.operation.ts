import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { IssuedInvoice } from '../../../invoicing/invoice';
import { jsonParameter } from '../../jsonParameter';
import { dealId, fieldNames, knownDeal } from '../properties';
import { dealIdOf, fieldsOf, knownDealOf } from '../parameters';
import type { PdfFile } from '../../ports';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';

const show = { resource: ['deal'], operation: ['recordInvoice'] };

export const recordInvoiceDescription = (words: CrmWords): INodeProperties[] => [
	dealId(words, show),
	{
		displayName: 'Issued Invoice',
		name: 'issued',
		type: 'json',
		default: '={{ $json.issued }}',
		required: true,
		displayOptions: { show },
		description: 'The document as the accounting step returned it',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		displayOptions: { show },
		hint: 'The name of the input field that holds the PDF; empty: record without the PDF',
	},
	{
		displayName: 'Stage Once Invoiced Name or ID',
		name: 'invoicedStage',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getStagesOrLeave' },
		default: 'leave',
		displayOptions: { show },
		hint: 'Only a deal that still stands in the stage that asked for the invoice is moved, and never by a proforma or an advance',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		displayOptions: { show },
		description: 'Text of the comment in the deal, written once. The key of the document is put below it.',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'string',
		default: '=Faktura {{ $json.issued.number }}',
		displayOptions: { show },
		description: 'What the status field of the deal says',
	},
	knownDeal(show),
	fieldNames(words, show),
];

/** Number, link, PDF, status, stage and note, each once however often it runs. */
export async function recordInvoice(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm, words }: CrmAtWork,
): Promise<INodeExecutionData> {
	const id = dealIdOf(context, itemIndex);
	const issued = jsonParameter(context, 'issued', itemIndex, IssuedInvoice, 'Issued Invoice');
	const text = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	const stage = text('invoicedStage');
	await crm.recordInvoice(id, issued, await pdfOf(context, itemIndex, text('binaryPropertyName')), {
		// A proforma invoices nothing, an advance a part only: the deal stays where it is.
		stageId: stage === 'leave' || ['proforma', 'advance'].includes(issued.kind) ? '' : stage,
		fields: fieldsOf(context, itemIndex, words.fields),
		note: text('note'),
		status: text('status'),
		deal: knownDealOf(context, itemIndex),
	});
	return { json: { recorded: true, dealId: id }, pairedItem: { item: itemIndex } };
}

async function pdfOf(context: IExecuteFunctions, itemIndex: number, property: string): Promise<PdfFile | undefined> {
	if (property === '') return undefined;
	const { fileName } = context.helpers.assertBinaryData(itemIndex, property);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, property);
	return { fileName: fileName ?? 'invoice.pdf', content };
}
