import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PACKED, bundle, pack } from './build.mjs';
import { NODE, ROOT, run } from './process.mjs';
import { say } from './say.mjs';
import { Tally } from './tally.mjs';

const RESULTS = path.join(ROOT, '.cache/test');
/** Layers that share nothing run side by side; those with a real n8n or a browser one file after the other. */
const QUICK = ['unit', 'node', 'contract'];
const WITH_N8N = ['e2e', 'browser'];
/** e2e tests that have an n8n for a pair of systems of their own and nothing that hangs on seconds. */
const PAIRS = String.raw`test/e2e/\w+To[A-Z]\w+\.test`;
const LAYERS = [...QUICK, ...WITH_N8N];

/** What is checked besides the tests; each counts as one. These make what the tests run on, so they come first. */
const MAKING = [
	['the bundles build and match package.json', bundle],
	['the package packs', pack],
];
const CHECKS = [
	['the types hold', tool('typescript/bin/tsc', '--noEmit')],
	['the linter is content', tool('eslint/bin/eslint.js', '.')],
	['the format is kept', tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
];

function tool(script, ...args) {
	return async (how) => {
		const code = await run(NODE, [path.join('node_modules', script), ...args], how);
		if (code !== 0) throw new Error(`${path.basename(script)} ended with code ${code}; its findings are above.`);
	};
}

const hasTests = (layer) =>
	existsSync(path.join(ROOT, 'test', layer)) &&
	readdirSync(path.join(ROOT, 'test', layer), { recursive: true }).some((file) => file.endsWith('.test.ts'));

/** Runs jest over some layers and takes its results into the tally; a run without results is a failure. */
async function jest(tally, name, layers, options, how) {
	say(`Tests: ${name} …`);
	const file = path.join(RESULTS, `${name.replaceAll(/\W+/g, '-')}.json`);
	rmSync(file, { force: true });
	// --forceExit: a server that a failed test left open must not keep the sum from being printed.
	const selection = ['--selectProjects', ...layers, '--forceExit', '--json', '--outputFile', file];
	// What a person reads goes to jest's error output; the other one only says where the results lie.
	const { code } = await run(NODE, ['node_modules/jest/bin/jest.js', ...selection, ...options], {
		capture: true,
		// CI: two runs side by side cannot both redraw the same terminal.
		env: { ...PACKED, CI: 'true' },
		...how,
	});
	if (existsSync(file)) tally.addJest(JSON.parse(readFileSync(file, 'utf8')), code);
	else tally.fail(`jest (${name}) ended with code ${code} and left no results`);
}

async function runChecks(tally, checks, how) {
	for (const [name, check] of checks) {
		say(`Check: ${name} …`);
		try {
			await check(how);
			tally.pass();
		} catch (error) {
			tally.fail(`${name}: ${error.message}`);
		}
	}
}

/** What needs no n8n: all processors are kept busy. */
async function runQuick(tally, layers, how) {
	await runChecks(tally, CHECKS, how);
	if (layers.length > 0) await jest(tally, layers.join(', '), layers, ['--maxWorkers=100%'], how);
}

const ONE_BY_ONE = ['--runInBand'];

async function runBrowser(tally, how) {
	await run(NODE, ['--import', 'tsx', 'test/browser/support/fetchChromium.ts']);
	await jest(tally, 'browser', ['browser'], ONE_BY_ONE, how);
}

/**
 * Every check and every test. The last line printed is the sum: `N passed, N failed`, and `, N skipped` when any.
 *
 * The e2e tests wait for most of their time, for leases and pauses to end: everything else runs beside them and takes
 * only what they leave of the processors.
 * @param layers only these; none means all
 * @returns the exit code
 */
export async function runTests({ layers, ensureN8n }) {
	const unknown = layers.filter((layer) => !LAYERS.includes(layer));
	if (unknown.length > 0) throw new Error(`No such tests: ${unknown.join(', ')}. There are ${LAYERS.join(', ')}.`);
	const chosen = (layers.length > 0 ? layers : LAYERS).filter(hasTests);
	const isChosen = (layer) => chosen.includes(layer);
	mkdirSync(RESULTS, { recursive: true });

	const tally = new Tally();
	await runChecks(tally, MAKING);
	const n8n = WITH_N8N.some(isChosen) ? ensureN8nOnce(tally, chosen, ensureN8n) : false;
	const beside = { patient: isChosen('e2e') };
	await Promise.all([
		(async () => {
			const others = [...ONE_BY_ONE, '--testPathIgnorePatterns', PAIRS];
			if ((await n8n) && isChosen('e2e')) await jest(tally, 'e2e', ['e2e'], others);
		})(),
		(async () => {
			await runQuick(tally, QUICK.filter(isChosen), beside);
			if (!(await n8n)) return;
			if (isChosen('browser')) await runBrowser(tally, beside);
			if (isChosen('e2e')) await jest(tally, 'e2e of the pairs', ['e2e'], [...ONE_BY_ONE, PAIRS], beside);
		})(),
	]);

	for (const line of tally.details()) say(line);
	say(tally.line());
	return tally.exitCode();
}

/** A layer that needs a real n8n is not run without one; that it could not be had is one failure, not a hundred. */
async function ensureN8nOnce(tally, chosen, ensureN8n) {
	say('Looking for n8n …');
	try {
		await ensureN8n();
		return true;
	} catch (error) {
		tally.fail(`${chosen.filter((layer) => WITH_N8N.includes(layer)).join(' and ')} did not run: ${error.message}`);
		return false;
	}
}
