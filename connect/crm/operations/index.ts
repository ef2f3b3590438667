import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';
import { get, getDescription } from './get.operation';
import { listStageEntries, listStageEntriesDescription } from './listStageEntries.operation';
import { recordInvoice, recordInvoiceDescription } from './recordInvoice.operation';
import { recordPayment, recordPaymentDescription } from './recordPayment.operation';
import { setStatus, setStatusDescription } from './setStatus.operation';
import { check, ensureFields, setupDescription } from './setup.operation';

type Operation = (
	context: IExecuteFunctions,
	itemIndex: number,
	at: CrmAtWork,
) => Promise<INodeExecutionData | INodeExecutionData[]>;

/** By the value of the parameter `operation`: the names are unique across resources. */
export const crmOperations: Record<string, Operation> = {
	get,
	listStageEntries,
	recordInvoice,
	recordPayment,
	setStatus,
	ensureFields,
	check,
};

/** The parameters of all operations, in the words of one CRM. */
export const crmOperationProperties = (words: CrmWords): INodeProperties[] => [
	...getDescription(words),
	...listStageEntriesDescription,
	...recordInvoiceDescription(words),
	...recordPaymentDescription(words),
	...setStatusDescription(words),
	...setupDescription(words),
];
