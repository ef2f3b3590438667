import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { alertRow, composeAlert, gatherAlert, judgeAlert } from './alert.operation';
import { claimRow, judgeClaim } from './claim.operation';
import { alertFields, replayFields } from './alertFields';
import { claimFields, journalFields, stepFields } from './descriptions';
import { findTables, space, summary, unknown } from './journal.operation';
import {
	compareCorrection,
	dueCorrections,
	listProposals,
	proposeCorrection,
	readDecision,
} from './correction.operation';
import { correctionFields, correctionOperations } from './correctionFields';
import { OPERATION_PROPERTIES } from './operations';
import { moneyFields } from './moneyFields';
import { OUTPUTS_EXPRESSION } from './outputs';
import { listChoices, readAnswer } from './replay.operation';
import { listOpen, paymentChanges } from './payment.operation';
import { change, duePeriods } from './subscription.operation';
import { nextStep, stepRowOperation } from './step.operation';

const OPERATIONS: Record<string, (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>> = {
	'claim:row': claimRow,
	'claim:judge': judgeClaim,
	'step:row': stepRowOperation,
	'step:next': nextStep,
	'journal:tables': findTables,
	'journal:summary': summary,
	'journal:unknown': unknown,
	'journal:space': space,
	'payment:open': listOpen,
	'payment:changes': paymentChanges,
	'subscription:due': duePeriods,
	'subscription:change': change,
	'alert:gather': gatherAlert,
	'alert:compose': composeAlert,
	'alert:row': alertRow,
	'alert:judge': judgeAlert,
	'correction:due': dueCorrections,
	'correction:compare': compareCorrection,
	'correction:propose': proposeCorrection,
	'correction:proposals': listProposals,
	'correction:decision': readDecision,
	'replay:choices': listChoices,
	'replay:answer': readAnswer,
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
			...OPERATION_PROPERTIES,
			correctionOperations,
			...correctionFields,
			...alertFields,
			...claimFields,
			...stepFields,
			...journalFields,
			...replayFields,
			...moneyFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const key = `${this.getNodeParameter('resource', 0) as string}:${this.getNodeParameter('operation', 0) as string}`;
		const operation = OPERATIONS[key];
		return operation ? await operation.call(this) : [[]];
	}
}
