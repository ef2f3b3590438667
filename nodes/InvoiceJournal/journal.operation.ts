import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter } from '../../connect/jsonParameter';
import { StageEntry } from '../../invoicing/deal';
import { parseRows } from '../../invoicing/journal/row';
import { spaceAlert } from '../../invoicing/journal/space';
import { turnOf, unknownEntries } from '../../invoicing/journal/summary';

const TABLES = {
	journal: 'deal_to_invoice_journal',
	done: 'deal_to_invoice_done',
	settings: 'deal_to_invoice_settings',
} as const;
/** Made by a later set-up than the three: asked for only where it is needed. */
const MORE = { subscriptions: 'deal_to_invoice_subscriptions' } as const;

/**
 * Find Tables: the input is the list of Data Tables. Tables are addressed by id, since n8n's own "by name" is a
 * pattern and would take a user's backup copy; there must be exactly one of each exact name.
 */
export async function findTables(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const all = this.getInputData().map((item) => item.json);
	const ids: Record<string, string> = {};
	const wanted = this.getNodeParameter('withSubscriptions', 0, false) === true ? { ...TABLES, ...MORE } : TABLES;
	for (const [key, name] of Object.entries(wanted)) {
		const found = all.filter((table) => table.name === name);
		if (found.length !== 1) {
			throw new NodeOperationError(
				this.getNode(),
				`There ${found.length === 0 ? 'is no' : 'is more than one'} Data Table "${name}".`,
				{
					itemIndex: 0,
					description:
						found.length === 0
							? 'Run the workflow "set-up" once: it makes the tables.'
							: 'Rename or delete the copies: exactly one table may have this name.',
				},
			);
		}
		ids[key] = String(found[0]!.id);
	}
	return [[{ json: ids, pairedItem: { item: 0 } }]];
}

const pairedItem = { item: 0 };
const rowsOf = (context: IExecuteFunctions) => parseRows(context.getInputData().map((item) => item.json));

/** Summary: the input is the journal; what the sweep goes on with now, oldest first, and what it has to say. */
export async function summary(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { due, untold, ended } = turnOf(rowsOf(this), Date.now(), this.getNodeParameter('limit', 0) as number);
	return [
		due.map(({ entry, lastAt }) => ({
			json: { ...entry, askedBy: 'sweep', lastAt: new Date(lastAt).toISOString() },
			pairedItem,
		})),
		untold.map((alert) => ({ json: { ...alert }, pairedItem })),
		ended.map((row) => ({ json: { ...row }, pairedItem })),
	];
}

/** Unknown Entries: the input is the journal since the oldest of the entries; those that no run has claimed. */
export async function unknown(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const entries = jsonParameter(this, 'entries', 0, z.array(StageEntry), 'Stage Entries');
	return [unknownEntries(rowsOf(this), entries).map((entry) => ({ json: { ...entry }, pairedItem }))];
}

/** Space: an alert when the tables take more of what n8n allows than they should; nothing otherwise. */
export async function space(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rows = rowsOf(this);
	const counts = jsonParameter(this, 'rowCounts', 0, z.array(z.coerce.number()), 'Row Counts');
	const alert = spaceAlert(rows, counts, this.getNodeParameter('limitMb', 0) as number);
	return [alert ? [{ json: { ...alert }, pairedItem }] : []];
}
