import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter } from '../../connect/jsonParameter';
import { StageEntry } from '../../invoicing/deal';
import { judge, look, type AskedBy } from '../../invoicing/journal/claim';
import { parseRows } from '../../invoicing/journal/row';
import { onOutput } from './outputs';

const rowsOf = (context: IExecuteFunctions) => parseRows(context.getInputData().map((item) => item.json));

/** Claim Row: the input is every row of the reference. Way 0: a row to insert. Way 1: nothing to do, and why. */
export async function claimRow(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const entry = jsonParameter(this, 'entry', 0, StageEntry, 'Stage Entry');
	const done = jsonParameter(this, 'done', 0, z.array(z.record(z.string(), z.unknown())), 'Finished References');
	const result = look({
		rows: rowsOf(this),
		done: done.some((row) => row.reference === entry.reference),
		entry,
		askedBy: this.getNodeParameter('askedBy', 0) as AskedBy,
		attempt: randomBytes(8).toString('hex'),
		holder: this.getExecutionId(),
		leaseSeconds: this.getNodeParameter('leaseSeconds', 0) as number,
		now: Date.now(),
	});
	const pairedItem = { item: 0 };
	return result.claim
		? onOutput(0, 2, { json: { ...result.row }, pairedItem })
		: onOutput(1, 2, { json: { reference: entry.reference, why: result.why }, pairedItem });
}

/** Judge Claim: the input is every row of the reference, read after the claim was inserted. */
export async function judgeClaim(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rows = rowsOf(this);
	const attempt = this.getNodeParameter('attempt', 0) as string;
	const result = judge(rows, attempt, Date.now());
	const pairedItem = { item: 0 };
	if (result.verdict === 'wait') return onOutput(1, 3, { json: { attempt }, pairedItem });
	if (result.verdict === 'yield') return onOutput(2, 3, { json: { ...result.row }, pairedItem });
	return onOutput(0, 3, { json: { ...result.state.entry, attempt }, pairedItem });
}
