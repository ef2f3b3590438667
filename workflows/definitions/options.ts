import type { Language } from '../../invoicing/primitives';
import type { AccountingName } from './accountings';
import type { CrmName } from './crms';

/**
 * What differs between the shipped files, the sandbox's and the tests'. Everything has the value of the shipped file
 * as default; a user changes the same things in the editor.
 */
export interface ScenarioOptions {
	language: Language;
	timezone: string;
	crm: CrmName;
	/** What the user of this CRM has to set in its nodes beside stages: boards, columns, where the lines come from. */
	crmParameters: { trigger: Record<string, unknown>; deals: Record<string, unknown> };
	accounting: AccountingName;
	/** What the user of this system has to set in its nodes. */
	accountingParameters: Record<string, unknown>;
	seller: { name: string; sender: string; ownerEmail: string };
	mode: 'dryRun' | 'approve' | 'automatic';
	ksef: 'inKsef' | 'smallSeller' | 'noDuty';
	spreadsheetId: string;
	/** Name of the sheet; empty: by language. */
	sheetName: string;
	archiveFolder: string;
	pipeline: string;
	rules: { stage: string; kind: string; part: number; percent: string }[];
	invoicedStage: string;
	/** Minutes; left out: what suits the CRM. */
	sweepEvery?: number;
	leaseSeconds: number;
	pauses: string;
	/** How long one look at KSeF may take before the run pauses. */
	ksefSeconds: number;
	/** Reference time of Build Invoice, of payments and of subscriptions, for tests of dates; empty: now. */
	now: string;
	/** How often the sweep workflow looks. */
	sweepInterval: Record<string, unknown>;
	/** How often payments are read, and how often subscriptions are looked at. */
	paymentsInterval: Record<string, unknown>;
	recurringInterval: Record<string, unknown>;
	/** Which document follows a paid proforma. */
	whenProformaPaid: 'nothing' | 'advance' | 'invoice';
	/** How often issued documents are compared with their deals, and how long a compared one is left alone. */
	corrections: { interval: Record<string, unknown>; everyHours: number };
	/** How long a run that stopped is left to the sweep before the owner is told. */
	healSeconds: number;
	/** Workflow ids that links point to; empty: the user picks them after the import. */
	ids: { dealToInvoice: string; errorAlerts: string };
	/** Extra parameters of Build Invoice. */
	build: Record<string, unknown>;
}

export const SHIPPED: ScenarioOptions = {
	language: 'pl',
	timezone: 'Europe/Warsaw',
	crm: 'bitrix24',
	crmParameters: { trigger: {}, deals: {} },
	accounting: 'fakturownia',
	accountingParameters: {},
	seller: { name: '', sender: '', ownerEmail: '' },
	mode: 'dryRun',
	ksef: 'inKsef',
	spreadsheetId: '',
	sheetName: '',
	archiveFolder: '',
	pipeline: '',
	rules: [],
	invoicedStage: '',
	leaseSeconds: 240,
	pauses: '70, 140, 280',
	ksefSeconds: 30,
	now: '',
	sweepInterval: { field: 'minutes', minutesInterval: 15 },
	paymentsInterval: { field: 'hours', hoursInterval: 6 },
	recurringInterval: { field: 'hours', hoursInterval: 1 },
	whenProformaPaid: 'nothing',
	corrections: { interval: { field: 'hours', hoursInterval: 1 }, everyHours: 24 },
	healSeconds: 1200,
	ids: { dealToInvoice: '', errorAlerts: '' },
	build: {},
};
