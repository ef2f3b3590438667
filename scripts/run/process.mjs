import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Node 24, which the package `node` brings: n8n needs it, whatever the machine has. */
export const NODE = path.join(ROOT, 'node_modules/node/bin/node');

const GRACE_MS = 20_000;
/** One process group a child: a group can be ended whole, with whatever the child started in it. */
const groups = new Set();
let stopping = false;

const signal = (pid, name) => {
	try {
		process.kill(-pid, name);
		return true;
	} catch {
		return false; // the group has ended
	}
};

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(name, () => {
		process.exitCode = 130;
		for (const pid of groups) signal(pid, stopping ? 'SIGKILL' : name);
		stopping = true;
		setTimeout(() => groups.forEach((pid) => signal(pid, 'SIGKILL')), GRACE_MS).unref();
		if (groups.size === 0) process.exit(130);
	});
}
process.on('exit', () => groups.forEach((pid) => signal(pid, 'SIGKILL')));

/**
 * Runs a program to its end, with the pack's own tools first on PATH, and ends what it left behind.
 * @param options.patient takes only what of the processor the others leave
 * @returns its exit code (128 for one that was ended by a signal); with `capture`, `{ code, output }`
 */
export function run(program, args, { env = {}, capture = false, patient = false } = {}) {
	if (stopping) throw new Error('Stopped.');
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: ROOT,
			detached: true,
			stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
			env: {
				...process.env,
				...env,
				PATH: [path.join(ROOT, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
			},
		});
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.on('spawn', () => {
			groups.add(child.pid);
			if (patient) setPriority(child.pid, constants.priority.PRIORITY_LOW);
		});
		child.on('error', (error) => reject(new Error(`${path.basename(program)} could not be started: ${error.message}`)));
		child.on('exit', () => {
			signal(child.pid, 'SIGKILL');
			groups.delete(child.pid);
		});
		child.on('close', (exitCode) => {
			if (stopping) reject(new Error('Stopped.'));
			else resolve(capture ? { code: exitCode ?? 128, output } : (exitCode ?? 128));
		});
	});
}
