import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { jsonParameter } from '../../connect/jsonParameter';
import { compareIssued } from '../../invoicing/compare';
import { invoiceFileName } from '../../invoicing/fileName';
import type { LegalState } from '../../invoicing/invoice';
import { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import { composeMail } from '../../invoicing/mail';
import { messageParameters } from './messageParameters';

/** On its way to KSeF, whatever the settings say about it: sent too early, it would be mailed before it exists. */
const UNDER_WAY: readonly LegalState[] = ['pending', 'rejected', 'retry', 'unclear'];

/**
 * Message: Compose. `{ mail: { to, cc, subject, text, html }, reference, kind, number, dealId, fileName }`; the item's
 * files pass through. It is the last step before the mail, so it refuses a document that may not leave.
 */
export async function compose(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const invoice = jsonParameter(context, 'invoice', itemIndex, Invoice, 'Invoice');
	const issued = jsonParameter(context, 'issued', itemIndex, IssuedInvoice, 'Issued Invoice');
	refuseUnlessItMayLeave(context, itemIndex, invoice, issued);
	const mail = composeMail({ invoice, issued, ...messageParameters(context, itemIndex, invoice) });
	const { reference, kind } = invoice;
	const json: IDataObject = {
		mail: { ...mail },
		reference,
		kind,
		number: issued.number,
		dealId: invoice.deal.id,
		fileName: invoiceFileName({ number: issued.number, kind }),
	};
	const { binary } = context.getInputData()[itemIndex] ?? {};
	return { json, ...(binary ? { binary } : {}) };
}

function refuseUnlessItMayLeave(
	context: IExecuteFunctions,
	itemIndex: number,
	invoice: Invoice,
	issued: IssuedInvoice,
): void {
	const refuse = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), `Deal ${invoice.deal.id}: ${message}`, { itemIndex, description });
	// A system that cannot carry our reference answers an empty one.
	if (issued.reference !== '' && issued.reference !== invoice.reference) {
		throw refuse(
			'the issued document belongs to another reference.',
			'Connect the invoice and the issued document of the same run to this step.',
		);
	}
	if (issued.cancelled) {
		throw refuse('the document is cancelled in the accounting system.', 'Nothing was sent. Look at it there.');
	}
	if (invoice.gate === 'ksefNumber' && (issued.legal.state !== 'legal' || !issued.legal.ksefNumber)) {
		throw refuse(
			'the document has no KSeF number yet, so it does not legally exist.',
			'Read its legal status until it has one. If it never goes to KSeF, correct KSeF Duty in Build Invoice.',
		);
	}
	if (UNDER_WAY.includes(issued.legal.state)) {
		throw refuse(
			'the accounting system sends the document to KSeF, and KSeF has not accepted it yet.',
			'Wait for its KSeF number. If the settings say that it stays outside KSeF, correct KSeF Duty or Consumer Invoices in Build Invoice.',
		);
	}
	const problems = compareIssued(invoice, issued);
	if (problems.length > 0) {
		throw refuse(
			'the document in the accounting system is not the one that was built.',
			problems.map((problem) => problem.text.en).join(' '),
		);
	}
}
