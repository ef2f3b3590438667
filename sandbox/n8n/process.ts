import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

export interface Managed {
	readonly pid: number;
	/** False as soon as it has ended. */
	readonly running: boolean;
	/** Resolves with what ended it. */
	readonly ended: Promise<string>;
	/** To the whole group: n8n's task runner as well. */
	signal(signal: NodeJS.Signals): void;
}

export interface ProcessOptions {
	env: Record<string, string>;
	cwd: string;
	logFile: string;
	/** Whom it runs as, where that is not us. */
	user?: { uid: number; gid: number };
}

const living = new Set<Managed>();
process.on('exit', () => {
	for (const each of living) each.signal('SIGKILL');
});

/**
 * Starts a program in a process group of its own, its output in a file (n8n's command line spins for ever on a
 * closed pipe). The group dies with us, even if we are killed: a tiny watcher holds a pipe to us and ends the group
 * when the pipe closes.
 */
export function startProcess(command: string, args: string[], options: ProcessOptions): Managed {
	const output = openSync(options.logFile, 'a');
	const child = spawn(command, args, {
		env: options.env,
		cwd: options.cwd,
		...options.user,
		detached: true,
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	const pid = child.pid ?? 0;
	const watcher = pid ? watch(pid) : undefined;
	let running = pid > 0;

	const ended = new Promise<string>((resolve) => {
		const end = (how: string) => {
			// What the program itself left running in its group must not outlive it.
			managed.signal('SIGKILL');
			running = false;
			living.delete(managed);
			watcher?.kill('SIGKILL');
			resolve(how);
		};
		child.once('error', (error) => end(error.message));
		child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
	});
	const managed: Managed = {
		pid,
		get running() {
			return running;
		},
		ended,
		signal: (signal) => {
			try {
				if (running) process.kill(-pid, signal);
			} catch {
				// It ended by itself in this very moment.
			}
		},
	};
	if (running) living.add(managed);
	return managed;
}

function watch(group: number): ChildProcess {
	const watcher = spawn('sh', ['-c', `read line; kill -s KILL -- -${group}`], {
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	watcher.on('error', () => undefined);
	watcher.unref();
	(watcher.stdin as Socket | null)?.unref();
	return watcher;
}

/**
 * Runs a program to its end, within a hard limit.
 * @throws Error with the end of its output when it fails or takes too long
 */
export async function runProcess(
	command: string,
	args: string[],
	options: ProcessOptions & { limitMs: number },
): Promise<void> {
	const started = startProcess(command, args, options);
	const limit = setTimeout(() => started.signal('SIGKILL'), options.limitMs);
	const how = await started.ended;
	clearTimeout(limit);
	if (how === 'exit code 0') return;
	const text = await readFile(options.logFile, 'utf8').catch(() => '');
	throw new Error(`${args.slice(-3).join(' ')} ended by ${how}. The end of ${options.logFile}:\n${text.slice(-2000)}`);
}
