import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNTINGS, type AccountingName } from './definitions/accountings';
import { CRMS, type CrmName } from './definitions/crms';
import { corrections } from './definitions/corrections';
import { dealToInvoice } from './definitions/dealToInvoice';
import { errorAlerts } from './definitions/errorAlerts';
import { SHIPPED, type ScenarioOptions } from './definitions/options';
import { payments } from './definitions/payments';
import { recurringInvoices } from './definitions/recurringInvoices';
import { replay } from './definitions/replay';
import { setUp } from './definitions/setUp';
import { sweep } from './definitions/sweep';
import type { WorkflowJson } from './lib/canvas';

type Define = (options: ScenarioOptions) => WorkflowJson;

/** The same whichever systems are used. */
const COMMON: Record<string, Define> = { sweep, replay, 'error-alerts': errorAlerts };
/** With the nodes of one CRM and one accounting system in them. */
const OF_PAIR: Record<string, Define> = {
	'set-up': setUp,
	'deal-to-invoice': dealToInvoice,
	payments,
	'recurring-invoices': recurringInvoices,
	corrections,
};

/**
 * Writes the importable files. Run after every change of a definition.
 * Without an argument: workflows/<language>/<name>.json for the default systems, which are committed.
 * With a folder: <folder>/<language>/<crm>-<accounting>/<name>.json for every other pair; the package is built with them.
 */
async function main(folder: string | undefined): Promise<void> {
	for (const language of ['pl', 'en'] as const) {
		if (folder === undefined) {
			await write(join(__dirname, language), { ...OF_PAIR, ...COMMON }, { ...SHIPPED, language });
			continue;
		}
		for (const pair of pairs()) {
			const name = `${pair.crm}-${pair.accounting}`;
			await write(join(folder, language, name), OF_PAIR, { ...SHIPPED, language, ...pair });
		}
	}
}

function pairs(): Pick<ScenarioOptions, 'crm' | 'accounting'>[] {
	const all = (Object.keys(CRMS) as CrmName[]).flatMap((crm) =>
		(Object.keys(ACCOUNTINGS) as AccountingName[]).map((accounting) => ({ crm, accounting })),
	);
	return all.filter(({ crm, accounting }) => crm !== SHIPPED.crm || accounting !== SHIPPED.accounting);
}

async function write(folder: string, files: Record<string, Define>, options: ScenarioOptions): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const [name, define] of Object.entries(files))
		await writeFile(join(folder, `${name}.json`), `${JSON.stringify(define(options), null, '\t')}\n`);
}

void main(process.argv[2]);
