import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NODE, ROOT, run } from './process.mjs';
import { say } from './say.mjs';

const STAMP = path.join(ROOT, 'node_modules/.installed-from');

/** What decides about the installed packages. The rest of package.json may change without a new installation. */
function wanted() {
	const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
	return createHash('sha256').update(JSON.stringify(devDependencies)).update(lock).digest('hex');
}

const installed = () => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '');

async function npm(...args) {
	const code = await run('npm', args);
	if (code !== 0) throw new Error(`npm ${args[0]} ended with code ${code}; its own words are above.`);
}

/**
 * Installs what the lock names, with install scripts off (several packages would compile or fetch things that nothing
 * here uses), and then lets one script run after all: the one that puts Node 24 in its place.
 * `npm ci` is no way: it refuses a lock that lacks the optional packages of other platforms.
 */
export async function ensureDependencies() {
	if (installed() !== wanted()) {
		say('Installing the development packages (a few minutes the first time) …');
		await npm('install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error');
	}
	if (!existsSync(NODE)) {
		say('Putting Node 24 in its place …');
		await npm('rebuild', 'node');
	}
	if (installed() !== wanted()) writeFileSync(STAMP, wanted());
}
