import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dealToInvoice } from './definitions/dealToInvoice';
import { errorAlerts } from './definitions/errorAlerts';
import { SHIPPED } from './definitions/options';
import { replay } from './definitions/replay';
import { setUp } from './definitions/setUp';
import { sweep } from './definitions/sweep';

/** Writes the importable files: workflows/<language>/<name>.json. Run after every change of a definition. */
const DEFINITIONS = { 'set-up': setUp, 'deal-to-invoice': dealToInvoice, sweep, replay, 'error-alerts': errorAlerts };

async function main(): Promise<void> {
	for (const language of ['pl', 'en'] as const) {
		const folder = join(__dirname, language);
		await mkdir(folder, { recursive: true });
		for (const [name, define] of Object.entries(DEFINITIONS)) {
			const json = define({ ...SHIPPED, language });
			await writeFile(join(folder, `${name}.json`), `${JSON.stringify(json, null, '\t')}\n`);
		}
	}
}

void main();
