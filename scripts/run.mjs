#!/usr/bin/env node
/**
 * `npm start`, `npm test`, `npm run test:faults`, `npm run bench` and `npm run pack`, from a fresh clone on: runs on bare Node 20 with nothing
 * installed, fetches what is missing and then works with the Node 24 that n8n asks for.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PACKED, packPackage } from './run/build.mjs';
import { ensureDependencies } from './run/install.mjs';
import { NODE, ROOT, run } from './run/process.mjs';
import { say } from './run/say.mjs';
import { runTests } from './run/tests.mjs';

const BENCH = 'test/bench/main.ts';
const FAULTS = 'test/faults/main.ts';
const [command, ...args] = process.argv.slice(2);

const commands = {
	start: async () => {
		await ensureN8n();
		await packPackage();
		return await run(NODE, ['--import', 'tsx', 'sandbox/cli.ts', 'start', ...args], { env: PACKED });
	},
	bench: async () => {
		if (!existsSync(path.join(ROOT, BENCH))) throw new Error(`There is no bench yet: ${BENCH} is missing.`);
		await ensureN8n();
		await packPackage();
		return await run(NODE, ['--import', 'tsx', BENCH, ...args], { env: PACKED });
	},
	faults: async () => {
		await ensureN8n();
		await packPackage();
		return await run(NODE, ['--import', 'tsx', FAULTS, ...args], { env: PACKED });
	},
	pack: async () => {
		await packPackage({ always: true });
		return 0;
	},
	test: async () => await runTests({ layers: args, ensureN8n }),
};

/** A program of its own: it starts npm for minutes, and like every other child it must end when this one is stopped. */
async function ensureN8n() {
	const code = await run(process.execPath, ['sandbox/n8n/install.mjs']);
	if (code !== 0) throw new Error('n8n could not be installed; the reason is above.');
}

async function main() {
	if (!(command in commands)) {
		say('Usage: node scripts/run.mjs start | test [unit|node|contract|e2e|browser …] | faults | bench | pack');
		return 2;
	}
	await ensureDependencies();
	return await commands[command]();
}

try {
	process.exitCode = await main();
} catch (error) {
	say(error.message);
	process.exitCode ||= 1; // one that was stopped by a signal keeps the code that says so
}
