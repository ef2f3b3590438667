import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter } from '../../connect/jsonParameter';
import { IssuedInvoice } from '../../invoicing/invoice';
import { parseRows } from '../../invoicing/journal/row';
import { changesOf, seenOf } from '../../invoicing/payments/changes';
import { openDocuments, periodOf } from '../../invoicing/payments/open';
import { entriesAfter, isAwaited, type AfterProforma } from '../../invoicing/payments/proforma';
import { Language } from '../../invoicing/primitives';
import { momentOf, Rows } from './moment';

const pairedItem = { item: 0 };

/** Open Documents: the days of issue that hold every document whose money is awaited; nothing when there is none. */
export async function listOpen(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { open } = openOf(this);
	const period = periodOf(open, momentOf(this).today);
	return [period ? [{ json: { ...period, documents: open.length }, pairedItem }] : []];
}

/**
 * Payment Changes: the input is what the accounting system lists. Way 0: one item a deal to tell, with the row that
 * remembers it. Way 1: stage entries that paid proformas ask for.
 */
export async function paymentChanges(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const moment = momentOf(this);
	const { open, after, done } = openOf(this);
	const issued = this.getInputData().flatMap(({ json }) => {
		const parsed = IssuedInvoice.safeParse(json.issued);
		return parsed.success ? [parsed.data] : [];
	});
	const seen = seenOf(open, issued, moment.today);
	const language = Language.catch('pl').parse(this.getNodeParameter('language', 0));
	return [
		changesOf(seen, language).map((change) => ({ json: { ...change }, pairedItem })),
		entriesAfter(seen, after, done, moment).map((entry) => ({ json: { ...entry }, pairedItem })),
	];
}

function openOf(context: IExecuteFunctions) {
	const rows = jsonParameter(context, 'done', 0, Rows, 'Finished References');
	const after = context.getNodeParameter('afterProforma', 0) as AfterProforma;
	const done = new Set(rows.map(({ reference }) => String(reference)));
	const open = openDocuments({
		done: rows,
		rows: parseRows(jsonParameter(context, 'paymentRows', 0, z.array(z.unknown()), 'Payment Rows')),
		crm: context.getNodeParameter('crm', 0) as string,
		zone: context.getTimezone(),
		awaited: (document) => isAwaited(document, after, done),
	});
	return { open, after, done };
}
