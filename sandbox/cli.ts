import { OWNER } from './n8n/editorApi';
import { startSandbox } from './index';
import { startReal } from './real';

const USAGE = `Usage: npm start [-- --real | --queue]

  (nothing)   a whole world on this machine: fake vendors, a real n8n, a console page
  --real      the same n8n with the nodes and workflows, for your own accounts
  --queue     the whole world with n8n in queue mode: PostgreSQL, Redis, main, webhook process, two workers`;

async function main([command, ...flags]: string[]): Promise<number> {
	const unknown = flags.filter((flag) => !['--real', '--queue'].includes(flag));
	if (command !== 'start' || unknown.length > 0 || flags.length > 1) {
		console.error(unknown.length > 0 ? `Unknown: ${unknown.join(' ')}\n\n${USAGE}` : USAGE);
		return 2;
	}
	const log = (line: string) => console.log(line);
	const interrupted = nextInterrupt();
	const starting = flags.includes('--real') ? real(log) : demo(log, flags.includes('--queue'));
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

interface Running {
	stop(): Promise<void>;
}

async function demo(log: (line: string) => void, queue: boolean): Promise<Running> {
	const sandbox = await startSandbox({ log, queue });
	log(`
The sandbox is ready.

  Console    ${sandbox.url}          drag a deal to “Zakończono – do faktury” and watch
  n8n        ${sandbox.n8n?.url}          sign in as ${OWNER.email} with ${OWNER.password}
  API        ${sandbox.url}/api

Ctrl-C stops everything.`);
	return sandbox;
}

async function real(log: (line: string) => void): Promise<Running> {
	const { n8n, userFolder, isNew } = await startReal(log);
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
