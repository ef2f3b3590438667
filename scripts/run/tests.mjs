import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PACKED, bundle, pack } from './build.mjs';
import { NODE, ROOT, run } from './process.mjs';
import { say } from './say.mjs';
import { Tally } from './tally.mjs';

const RESULTS = path.join(ROOT, '.cache/test');
/** Layers that share nothing run side by side; those with a real n8n or a browser one file after the other. */
const QUICK = ['unit', 'node', 'contract'];
const HEAVY = ['e2e', 'browser'];
const LAYERS = [...QUICK, ...HEAVY];

/** What is checked besides the tests. Each counts as one. */
const CHECKS = [
	['the bundles build and match package.json', bundle],
	['the package packs', pack],
	['the types hold', tool('typescript/bin/tsc', '--noEmit')],
	['the linter is content', tool('eslint/bin/eslint.js', '.')],
	['the format is kept', tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
];

function tool(script, ...args) {
	return async () => {
		const code = await run(NODE, [path.join('node_modules', script), ...args]);
		if (code !== 0) throw new Error(`${path.basename(script)} ended with code ${code}; its findings are above.`);
	};
}

const hasTests = (layer) =>
	existsSync(path.join(ROOT, 'test', layer)) &&
	readdirSync(path.join(ROOT, 'test', layer), { recursive: true }).some((file) => file.endsWith('.test.ts'));

/** Runs jest over some layers and takes its results into the tally; a run without results is a failure. */
async function jest(tally, name, layers, options = []) {
	const file = path.join(RESULTS, `${name}.json`);
	rmSync(file, { force: true });
	// --forceExit: a server that a failed test left open must not keep the sum from being printed.
	const selection = ['--selectProjects', ...layers, '--forceExit', '--json', '--outputFile', file];
	// What a person reads goes to jest's error output; the other one only says where the results lie.
	const { code } = await run(NODE, ['node_modules/jest/bin/jest.js', ...selection, ...options], {
		capture: true,
		env: PACKED,
	});
	if (existsSync(file)) tally.addJest(JSON.parse(readFileSync(file, 'utf8')), code);
	else tally.fail(`jest (${layers.join(', ')}) ended with code ${code} and left no results`);
}

async function runChecks(tally) {
	for (const [name, check] of CHECKS) {
		say(`Check: ${name} …`);
		try {
			await check();
			tally.pass();
		} catch (error) {
			tally.fail(`${name}: ${error.message}`);
		}
	}
}

/** A layer that needs a real n8n is not run without one; that it could not be had is one failure, not a hundred. */
async function runHeavy(tally, layers, ensureN8n) {
	say('Looking for n8n …');
	try {
		await ensureN8n();
	} catch (error) {
		return tally.fail(`${layers.join(' and ')} did not run: ${error.message}`);
	}
	for (const layer of layers) {
		say(`Tests: ${layer} …`);
		if (layer === 'browser') await run(NODE, ['--import', 'tsx', 'test/browser/support/fetchChromium.ts']);
		await jest(tally, layer, [layer], ['--runInBand']);
	}
}

/**
 * Every check and every test. The last line printed is the sum: `N passed, N failed`, and `, N skipped` when any.
 * @param layers only these; none means all
 * @returns the exit code
 */
export async function runTests({ layers, ensureN8n }) {
	const unknown = layers.filter((layer) => !LAYERS.includes(layer));
	if (unknown.length > 0) throw new Error(`No such tests: ${unknown.join(', ')}. There are ${LAYERS.join(', ')}.`);
	const chosen = (layers.length > 0 ? layers : LAYERS).filter(hasTests);
	mkdirSync(RESULTS, { recursive: true });

	const tally = new Tally();
	await runChecks(tally);
	const quick = chosen.filter((layer) => QUICK.includes(layer));
	if (quick.length > 0) {
		say(`Tests: ${quick.join(', ')} …`);
		await jest(tally, 'quick', quick, ['--maxWorkers=100%']);
	}
	const heavy = chosen.filter((layer) => HEAVY.includes(layer));
	if (heavy.length > 0) await runHeavy(tally, heavy, ensureN8n);

	for (const line of tally.details()) say(line);
	say(tally.line());
	return tally.exitCode();
}
