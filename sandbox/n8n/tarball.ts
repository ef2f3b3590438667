import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PACKED = join(ROOT, '.cache', 'pack', 'n8n-nodes-deal-to-invoice.tgz');
const SOURCES = ['nodes', 'credentials', 'connect', 'invoicing', 'workflows', 'package.json', 'gulpfile.js'];

/**
 * The packed pack, as a user would install it: D2I_TARBALL where it is set, else one built from the sources when
 * those are newer than the last one.
 */
export async function packedTarball(log: (line: string) => void): Promise<string> {
	const given = process.env.D2I_TARBALL;
	if (given) {
		if (!existsSync(given)) throw new Error(`D2I_TARBALL names ${given}, but there is no such file.`);
		return given;
	}
	if (existsSync(PACKED) && statSync(PACKED).mtimeMs > newest(SOURCES.map((path) => join(ROOT, path)))) return PACKED;
	log('Building and packing the nodes …');
	await mkdir(dirname(PACKED), { recursive: true });
	await run(join(ROOT, 'node_modules', '.bin', 'gulp'), ['build']);
	const name = (await run('npm', ['pack', '--pack-destination', dirname(PACKED), '--ignore-scripts', '--silent'])).trim();
	// Under its own name first: a reader never meets half a tarball.
	await copyFile(join(dirname(PACKED), name), `${PACKED}.new`);
	await rename(`${PACKED}.new`, PACKED);
	return PACKED;
}

function newest(paths: string[]): number {
	let latest = 0;
	for (const path of paths) {
		if (!existsSync(path)) continue;
		const state = statSync(path);
		const inside = state.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : state.mtimeMs;
		latest = Math.max(latest, inside);
	}
	return latest;
}

function run(command: string, args: string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
		const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let all = '';
		child.stdout.on('data', (part: Buffer) => (output += part.toString()));
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (all += part.toString()));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(output);
			else reject(new Error(`${[command, ...args].join(' ')} failed:\n${all.slice(-3000)}`));
		});
	});
}
