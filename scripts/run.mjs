#!/usr/bin/env node
/**
 * `npm start`, `npm test`, `npm run bench` and `npm run pack`, from a fresh clone on: runs on bare Node 20 with nothing
 * installed, fetches what is missing and then works with the Node 24 that n8n asks for.
 */
import { packPackage } from './run/build.mjs';
import { ensureDependencies } from './run/install.mjs';
import { NODE, run } from './run/process.mjs';
import { say } from './run/say.mjs';
import { runTests } from './run/tests.mjs';

const [command, ...args] = process.argv.slice(2);

const commands = {
	start: async () => {
		await ensureN8n();
		await packPackage();
		return await run(NODE, ['--import', 'tsx', 'sandbox/cli.ts', 'start', ...args]);
	},
	bench: async () => {
		await ensureN8n();
		await packPackage();
		return await run(NODE, ['--import', 'tsx', 'test/bench/main.ts', ...args]);
	},
	pack: async () => {
		await packPackage({ always: true });
		return 0;
	},
	test: async () => await runTests({ layers: args, ensureN8n }),
};

/** Loaded late: its own module belongs to the sandbox, and most commands can do without. */
async function ensureN8n() {
	const { ensureN8n: ensure } = await import('../sandbox/n8n/install.mjs');
	return await ensure({ log: say });
}

async function main() {
	if (!(command in commands)) {
		say('Usage: node scripts/run.mjs start | test [unit|node|contract|e2e|browser …] | bench | pack');
		return 2;
	}
	await ensureDependencies();
	return await commands[command]();
}

try {
	process.exitCode = await main();
} catch (error) {
	say(error.message);
	process.exitCode = 1;
}
