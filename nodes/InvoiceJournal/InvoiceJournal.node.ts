import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { claimRow, judgeClaim } from './claim.operation';
import { claimFields, journalFields, stepFields } from './descriptions';
import { findTables, summary } from './journal.operation';
import { OUTPUTS_EXPRESSION } from './outputs';
import { nextStep, stepRowOperation } from './step.operation';

const OPERATIONS: Record<string, (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>> = {
	'claim:row': claimRow,
	'claim:judge': judgeClaim,
	'step:row': stepRowOperation,
	'step:next': nextStep,
	'journal:tables': findTables,
	'journal:summary': summary,
};

/**
 * Computes rows and verdicts of the journal for the built-in Data Table nodes around it; it reads and writes no table.
 * Every operation looks at all its input items at once: they are the rows of one reference.
 */
export class InvoiceJournal implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Invoice Journal',
		name: 'invoiceJournal',
		icon: { light: 'file:invoiceJournal.svg', dark: 'file:invoiceJournal.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Keeps every invoice to exactly one: claims a deal, says which step comes next, goes on after a crash',
		defaults: { name: 'Invoice Journal' },
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS_EXPRESSION,
		usableAsTool: true,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Claim', value: 'claim' },
					{ name: 'Journal', value: 'journal' },
					{ name: 'Step', value: 'step' },
				],
				default: 'step',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['claim'] } },
				options: [
					{
						name: 'Claim Row',
						value: 'row',
						action: 'Make a claim row',
						description: 'Look first, then claim the reference',
					},
					{ name: 'Judge Claim', value: 'judge', action: 'Judge a claim', description: 'Say whether this run may act' },
				],
				default: 'row',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['step'] } },
				options: [
					{
						name: 'Next Step',
						value: 'next',
						action: 'Send to the next step',
						description: 'Go on only if the claim still stands',
					},
					{
						name: 'Step Row',
						value: 'row',
						action: 'Make a step row',
						description: 'Close the last step and announce the next',
					},
				],
				default: 'next',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['journal'] } },
				options: [
					{
						name: 'Find Tables',
						value: 'tables',
						action: 'Find the journal tables',
						description: 'The IDs of the three tables, from a list of all',
					},
					{
						name: 'Summary',
						value: 'summary',
						action: 'Summarize open references',
						description: 'What the sweep goes on with now',
					},
				],
				default: 'summary',
			},
			...claimFields,
			...stepFields,
			...journalFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const key = `${this.getNodeParameter('resource', 0) as string}:${this.getNodeParameter('operation', 0) as string}`;
		const operation = OPERATIONS[key];
		return operation ? await operation.call(this) : [[]];
	}
}
