import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Accounting } from '../../ports';
import type { AccountingWords } from '../words';

/** An accounting system that is signed in, and how its node speaks. */
export interface AccountingAtWork {
	accounting: Accounting;
	words: AccountingWords;
}

export type Operation<T = INodeExecutionData> = (
	context: IExecuteFunctions,
	itemIndex: number,
	at: AccountingAtWork,
) => Promise<T>;
