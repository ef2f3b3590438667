import { sleep, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { issueOnce, type IssueOutcome } from '../../issueOnce';
import { jsonParameter } from '../../jsonParameter';
import { textParameter } from '../../textParameter';
import { compareIssued } from '../../../invoicing/compare';
import { Invoice } from '../../../invoicing/invoice';
import { Instant } from '../../../invoicing/primitives';
import type { AccountingAtWork } from './atWork';

interface Options {
	inFlightSince?: string;
	quietTime?: number;
}

/** Output: `{ outcome: 'issued', documentId, issued, differences }`, or `{ outcome, reason, … }` for all else. */
export async function issue(
	context: IExecuteFunctions,
	itemIndex: number,
	{ accounting }: AccountingAtWork,
): Promise<INodeExecutionData> {
	const invoice = jsonParameter(context, 'invoice', itemIndex, Invoice, 'Invoice');
	const options = context.getNodeParameter('options', itemIndex, {}) as Options;
	const inFlightSince = options.inFlightSince
		? textParameter(context, 'options.inFlightSince', itemIndex, Instant, 'In Flight Since')
		: undefined;
	const result = await issueOnce(accounting, invoice, {
		sleep: async (ms) => sleep(ms),
		now: () => new Date(),
		inFlightSince,
		quietTimeMs: options.quietTime ? options.quietTime * 1000 : undefined,
	});
	return { json: outputOf(result, invoice) };
}

/** The item of an outcome. */
export function outputOf(result: IssueOutcome, invoice: Invoice): IDataObject {
	if (result.outcome === 'issued') {
		const { issued } = result;
		return { outcome: 'issued', documentId: issued.documentId, issued, differences: compareIssued(invoice, issued) };
	}
	if (result.outcome === 'conflict')
		return { ...result, reason: result.problems.map((problem) => problem.text[invoice.language]).join(' ') };
	return { ...result };
}
