import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Bitrix24Crm } from '../adapter';
import { get, getDescription } from './get.operation';
import { listStageEntries, listStageEntriesDescription } from './listStageEntries.operation';
import { recordInvoice, recordInvoiceDescription } from './recordInvoice.operation';
import { recordPayment, recordPaymentDescription } from './recordPayment.operation';
import { setStatus, setStatusDescription } from './setStatus.operation';
import { check, ensureFields, setupDescription } from './setup.operation';

type Operation = (
	context: IExecuteFunctions,
	itemIndex: number,
	crm: Bitrix24Crm,
) => Promise<INodeExecutionData | INodeExecutionData[]>;

/** By the value of the parameter `operation`: the names are unique across resources. */
export const operations: Record<string, Operation> = {
	get,
	listStageEntries,
	recordInvoice,
	recordPayment,
	setStatus,
	ensureFields,
	check,
};

export const operationProperties: INodeProperties[] = [
	...getDescription,
	...listStageEntriesDescription,
	...recordInvoiceDescription,
	...recordPaymentDescription,
	...setStatusDescription,
	...setupDescription,
];
