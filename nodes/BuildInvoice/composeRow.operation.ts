import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { jsonParameter } from '../../connect/jsonParameter';
import { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import { Language } from '../../invoicing/primitives';
import { reportRow } from '../../invoicing/report';

/** Report: Compose Row. The columns stand at the top of the item, so that a sheet node maps them by itself. */
export async function composeRow(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const invoice = jsonParameter(context, 'invoice', itemIndex, Invoice, 'Invoice');
	const issued = jsonParameter(context, 'issued', itemIndex, IssuedInvoice, 'Issued Invoice');
	const archivePath = String(context.getNodeParameter('archivePath', itemIndex, '') ?? '');
	const language = Language.catch('pl').parse(context.getNodeParameter('reportLanguage', itemIndex, 'pl'));
	return { json: reportRow({ invoice, issued, archivePath, language }) };
}
