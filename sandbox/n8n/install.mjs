/**
 * Makes sure that a finished n8n install lies in a cache folder of the user's, outside the checkout.
 * Plain JavaScript without dependencies: it runs on the machine's own Node (20 or later) before anything is installed.
 * The folder is named by what it is made of, so a second run costs nothing and a changed lock makes a new one.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const LOCK_STALE_MS = 60 * 60_000;
const MINUTE = 60_000;

/** Where everything that outlives one run is kept. */
export function cacheRoot() {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'deal-to-invoice');
}

/** The folder of the install that belongs to this package.json and lock on this platform. */
export function installFolder() {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(HERE, file)));
	hash.update(`node${bundledNodeMajor()}-${process.platform}-${process.arch}`);
	return join(cacheRoot(), `n8n-${hash.digest('hex').slice(0, 16)}`);
}

/**
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ folder: string, node: string, n8nBin: string, version: string }>} paths of the install
 * @throws Error whose message says which step failed and where its log lies
 */
export async function ensureN8n({ log = () => {} } = {}) {
	const folder = installFolder();
	mkdirSync(folder, { recursive: true });
	if (!isComplete(folder)) await withLock(folder, log, () => install(folder, log));
	return {
		folder,
		node: join(folder, 'node_modules', 'node', 'bin', 'node'),
		n8nBin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		version: JSON.parse(readFileSync(join(folder, 'node_modules', 'n8n', 'package.json'), 'utf8')).version,
	};
}

async function install(folder, log) {
	if (isComplete(folder)) return;
	for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, file), join(folder, file));
	log('Installing n8n (about 3 GB, once; 7 minutes or so) …');
	// Not `npm ci`: it refuses a lock without the optional packages of other platforms. `npm install` keeps to the lock.
	await npm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund'], 40 * MINUTE, log);
	log('Fetching the Node.js that n8n needs …');
	await npm(folder, ['rebuild', 'node'], 10 * MINUTE, log);
	log('Building the database driver (2 minutes or so) …');
	await npm(folder, ['rebuild', 'sqlite3'], 20 * MINUTE, log, [
		join(folder, 'node_modules', 'node', 'bin'),
		join(folder, 'node_modules', '.bin'),
	]);
	writeFileSync(join(folder, '.complete'), `${new Date().toISOString()}\n`);
	log('n8n is installed.');
}

/** Runs npm with its output in a file; every minute says that it is still at work. */
function npm(folder, args, limitMs, log, pathFirst = []) {
	const logFile = join(folder, `npm-${args[0]}-${args[1]}.log`.replace(/--/g, ''));
	const output = openSync(logFile, 'w');
	const PATH = [...pathFirst, process.env.PATH].join(delimiter);
	const started = Date.now();
	return new Promise((resolve, reject) => {
		const child = spawn('npm', args, { cwd: folder, env: { ...process.env, PATH }, stdio: ['ignore', output, output] });
		const tick = setInterval(() => log(`… still at it, ${Math.round((Date.now() - started) / MINUTE)} min`), MINUTE);
		const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
		const end = (problem) => {
			clearInterval(tick);
			clearTimeout(limit);
			if (problem) reject(new Error(`npm ${args.join(' ')} ${problem}. Its log is ${logFile}.`));
			else resolve();
		};
		child.on('error', (error) => end(`could not be started (${error.message})`));
		child.on('exit', (code, signal) => end(code === 0 ? '' : `failed (${signal ?? `exit code ${code}`})`));
	});
}

/** A lock folder holds off a second run; one whose owner is dead or that is an hour old is taken over. */
async function withLock(folder, log, work) {
	const lock = `${folder}.lock`;
	for (let told = false; !tryLock(lock); told = true) {
		if (!told) log('Another run is installing n8n; waiting for it …');
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
	const release = () => rmSync(lock, { recursive: true, force: true });
	process.once('exit', release);
	try {
		await work();
	} finally {
		process.off('exit', release);
		release();
	}
}

function tryLock(lock) {
	try {
		mkdirSync(lock);
		writeFileSync(join(lock, 'pid'), String(process.pid));
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
		return false;
	}
}

function isStale(lock) {
	try {
		const pidFile = join(lock, 'pid');
		const age = Date.now() - statSync(lock).mtimeMs;
		if (!existsSync(pidFile)) return age > 10_000;
		if (age > LOCK_STALE_MS) return true;
		process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
		return false;
	} catch (error) {
		return error.code === 'ESRCH';
	}
}

const isComplete = (folder) => existsSync(join(folder, '.complete'));

const bundledNodeMajor = () =>
	JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8')).dependencies.node.split('.')[0];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	// Progress goes to stderr, the answer to stdout as one line of JSON: so any program can ask for the install.
	const install = await ensureN8n({ log: (line) => console.error(line) });
	// For the program that asked; a person who starts it by hand has read the progress on standard error.
	if (process.argv.includes('--json')) console.log(JSON.stringify({ ...install, cacheRoot: cacheRoot() }));
}
