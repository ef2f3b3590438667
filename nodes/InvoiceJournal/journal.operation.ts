import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { parseRows } from '../../invoicing/journal/row';
import { dueForSweep } from '../../invoicing/journal/summary';

const TABLES = {
	journal: 'deal_to_invoice_journal',
	done: 'deal_to_invoice_done',
	settings: 'deal_to_invoice_settings',
} as const;

/**
 * Find Tables: the input is the list of Data Tables. Tables are addressed by id, since n8n's own "by name" is a
 * pattern and would take a user's backup copy; there must be exactly one of each exact name.
 */
export async function findTables(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const all = this.getInputData().map((item) => item.json);
	const ids: Record<string, string> = {};
	for (const [key, name] of Object.entries(TABLES)) {
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

/** Summary: the input is the journal; what the sweep goes on with now, oldest first. */
export async function summary(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rows = parseRows(this.getInputData().map((item) => item.json));
	const limit = this.getNodeParameter('limit', 0) as number;
	const due = dueForSweep(rows, Date.now(), limit);
	return [
		due.map(({ entry, lastAt, state }) => ({
			json: { ...entry, askedBy: 'sweep', alarms: [...state.alarms], lastAt: new Date(lastAt).toISOString() },
			pairedItem: { item: 0 },
		})),
	];
}
