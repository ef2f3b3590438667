import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startSandbox, type PreparedN8n } from '../../sandbox';
import { WORKFLOW_IDS } from '../../sandbox/scenario';
import { domainTime, totalsPerSecond } from './domain';
import { figuresOf } from './figures';
import { measure } from './measure';
import { emptyRuns } from './n8nSide';
import { profileOf } from './profile';
import { report, TARGET, type Results } from './report';

const USAGE = `Usage: npm run bench -- [--deals 50] [--json file] [--profile]

  --deals     how many deals are moved, one after the other and then at once
  --json      writes all figures to this file as well
  --profile   only shows where the time of one deal goes, step by step`;

const WARM_UP = 3;
const PROFILED = 5;
const DOMAIN_INVOICES = 2_000;
const ONE_LIMIT_MS = 60_000;
/** For one deal of a burst: Bitrix24 takes two requests a second, and a deal costs six. */
const BURST_LIMIT_MS_A_DEAL = 8_000;
const log = (line: string) => console.log(line);

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			deals: { type: 'string', default: '50' },
			json: { type: 'string' },
			profile: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const deals = Number(values.deals);
	if (values.help || !Number.isInteger(deals) || deals < 1) {
		log(USAGE);
		return values.help ? 0 : 2;
	}
	let isLimited = false;
	// A sweep each minute, so that what a limit has stopped goes on; leases as a firm has them.
	const workflowOptions = { leaseSeconds: 240, sweepInterval: { field: 'minutes', minutesInterval: 1 } };
	const sandbox = await startSandbox({ profile: 'test', log, workflowOptions, isLimited: () => isLimited });
	try {
		const n8n = sandbox.n8n!;
		if (values.profile) await saveRuns(n8n);
		log(`Warming up with ${WARM_UP} deals …`);
		await measure(sandbox, WARM_UP, { atOnce: false, limitMs: ONE_LIMIT_MS });
		if (values.profile) {
			const measured = await measure(sandbox, PROFILED, { atOnce: false, limitMs: ONE_LIMIT_MS });
			log(report.profile(await profileOf(n8n, WORKFLOW_IDS.dealToInvoice, PROFILED), measured));
			return measured.complete === PROFILED ? 0 : 1;
		}
		log('Calling an empty workflow …');
		const empty = figuresOf(await emptyRuns(n8n, deals, WARM_UP));
		log(`Moving ${deals} deals, one after the other …`);
		const oneByOne = await measure(sandbox, deals, { atOnce: false, limitMs: ONE_LIMIT_MS });
		log(`Moving ${deals} deals at once, with the vendors' rate limits on …`);
		const limitMs = ONE_LIMIT_MS + deals * BURST_LIMIT_MS_A_DEAL;
		const burst = await measure(sandbox, deals, { atOnce: true, limitMs, ready: () => (isLimited = true) });
		const results: Results = {
			machine: { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, n8n: n8n.version },
			empty,
			oneByOne,
			burst,
			ratio: oneByOne.mail.p50 / empty.p50,
			domain: domainTime(DOMAIN_INVOICES),
			totalsPerSecond: totalsPerSecond(DOMAIN_INVOICES),
			target: TARGET,
		};
		log(report.results(results));
		if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, '\t')}\n`);
		return report.failures(results).length === 0 ? 0 : 1;
	} finally {
		await sandbox.stop();
	}
}

/** The shipped workflow saves no successful runs; to look into them it has to. */
async function saveRuns(n8n: PreparedN8n): Promise<void> {
	const { settings } = await n8n.api.workflow(WORKFLOW_IDS.dealToInvoice);
	const saving = { ...(settings as object), saveDataSuccessExecution: 'all' };
	await n8n.api.patchWorkflow(WORKFLOW_IDS.dealToInvoice, { settings: saving });
	await n8n.republish(WORKFLOW_IDS.dealToInvoice);
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
