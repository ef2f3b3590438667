import type { IDataObject } from 'n8n-workflow';
import { InvoiceJournal } from '../../../nodes/InvoiceJournal/InvoiceJournal.node';
import { executeInN8n, itemOf, type Parameters } from '../executeInN8n';

/** Runs the node in a workflow of Warsaw; answers the items of each way out. */
export async function runJournal(parameters: Parameters, items: IDataObject[]): Promise<IDataObject[][]> {
	const run = { parameters, items: items.map((json) => itemOf(json)), timezone: 'Europe/Warsaw' };
	const ways = await executeInN8n(new InvoiceJournal(), run);
	return ways.map((way) => way.map(({ json }) => json));
}
