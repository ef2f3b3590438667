import type { AccountingName } from '../../workflows/definitions/accountings';
import { fakturownia } from './fakturownia';
import { http } from './http';
import { ifirma } from './ifirma';
import { invoiceocean } from './invoiceocean';
import { quickbooks } from './quickbooks';
import type { SandboxAccounting } from './types';

/** The accounting systems that a sandbox can be started with; one at a time. */
export const SANDBOX_ACCOUNTINGS: Record<AccountingName, SandboxAccounting> = {
	fakturownia,
	invoiceocean,
	ifirma,
	quickbooks,
	http,
};

export const ACCOUNTING_NAMES = Object.keys(SANDBOX_ACCOUNTINGS) as AccountingName[];
