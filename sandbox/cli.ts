import { parseArgs } from 'node:util';
import type { AccountingName } from '../workflows/definitions/accountings';
import type { CrmName } from '../workflows/definitions/crms';
import { ACCOUNTING_NAMES } from './accountings';
import { CRM_NAMES } from './crms';
import { OWNER } from './n8n/editorApi';
import { startSandbox } from './index';
import { startReal } from './real';

const USAGE = `Usage: npm start [-- [--crm <name>] [--accounting <name>] [--real | --queue]]

  (nothing)    a whole world on this machine: fake vendors, a real n8n, a console page
  --crm        the CRM that the deals are in: ${CRM_NAMES.join(', ')}; left out: the first of them
  --accounting the accounting system: ${ACCOUNTING_NAMES.join(', ')}; left out: the first of them
  --real       the same n8n with the nodes and workflows, for your own accounts
  --queue      the whole world with n8n in queue mode: PostgreSQL, Redis, main, webhook process, two workers`;

const OPTIONS = {
	crm: { type: 'string' },
	accounting: { type: 'string' },
	real: { type: 'boolean' },
	queue: { type: 'boolean' },
} as const;

async function main([command, ...args]: string[]): Promise<number> {
	const asked = readOptions(args);
	if (command !== 'start' || typeof asked === 'string') {
		console.error(typeof asked === 'string' ? `${asked}\n\n${USAGE}` : USAGE);
		return 2;
	}
	const log = (line: string) => console.log(line);
	const interrupted = nextInterrupt();
	const starting = asked.real ? real(log, asked) : demo(log, asked);
	// An interrupt while starting: what has been started so far is killed and removed as this process exits.
	const started = await Promise.race([starting, interrupted]);
	if (started) {
		await interrupted;
		console.log('\nStopping …');
		const insisted = nextInterrupt();
		await Promise.race([started.stop(), insisted]);
	}
	return 0;
}

interface Asked {
	crm?: CrmName;
	accounting?: AccountingName;
	real?: boolean;
	queue?: boolean;
}

/** What was asked for, or a sentence that says what is wrong with it. */
function readOptions(args: string[]): Asked | string {
	try {
		const { crm, accounting, ...modes } = parseArgs({ args, options: OPTIONS }).values;
		if (modes.real && modes.queue) return 'Choose one of --real and --queue.';
		const asked = {
			crm: CRM_NAMES.find((name) => name === crm),
			accounting: ACCOUNTING_NAMES.find((name) => name === accounting),
		};
		if (asked.crm !== crm) return `There is no CRM "${crm}" here.`;
		if (asked.accounting !== accounting) return `There is no accounting system "${accounting}" here.`;
		return { ...asked, ...modes };
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

interface Running {
	stop(): Promise<void>;
}

async function demo(log: (line: string) => void, { crm, accounting, queue }: Asked): Promise<Running> {
	const sandbox = await startSandbox({ log, crm, accounting, queue });
	log(`
The sandbox is ready.

  Console    ${sandbox.url}          drag a deal to “Zakończono – do faktury” and watch
  n8n        ${sandbox.n8n?.url}          sign in as ${OWNER.email} with ${OWNER.password}
  API        ${sandbox.url}/api

Ctrl-C stops everything.`);
	return sandbox;
}

async function real(log: (line: string) => void, asked: Asked): Promise<Running> {
	const { n8n, userFolder, isNew } = await startReal(log, asked);
	log(`
n8n is ready: ${n8n.url}${isNew ? '  (make the owner account there first)' : ''}

  The workflows are imported and not published: add your credentials, run “set-up”, then publish.
  Everything is kept in ${userFolder}

Ctrl-C stops it.`);
	return n8n;
}

/** Resolves at the next Ctrl-C, SIGTERM or closed terminal. */
function nextInterrupt(): Promise<undefined> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(undefined));
	});
}

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
