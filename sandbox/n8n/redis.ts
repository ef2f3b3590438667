import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeTempFolder, removeTempFolder } from '../tempFolder';
import { startProcess, type Managed } from './process';

const READY_LIMIT_MS = 30_000;

/** A Redis of the sandbox's own: on the loopback, in memory only. */
export class Redis {
	private readonly folder = makeTempFolder('redis');
	private server: Managed | undefined;

	constructor(
		private readonly program: string,
		readonly port: number,
	) {}

	/** @throws Error with the end of the server's log when it does not start */
	async start(): Promise<void> {
		const logFile = join(this.folder, 'server.log');
		const inMemory = ['--save', '', '--appendonly', 'no', '--dir', this.folder];
		const args = ['--port', String(this.port), '--bind', '127.0.0.1', ...inMemory];
		const env = { PATH: process.env.PATH ?? '' };
		this.server = startProcess(this.program, args, { env, cwd: this.folder, logFile });
		for (const limit = Date.now() + READY_LIMIT_MS; !(await this.answers()); await pause(100)) {
			if (this.server.running && Date.now() < limit) continue;
			throw new Error(`Redis did not start:\n${(await readFile(logFile, 'utf8').catch(() => '')).slice(-2000)}`);
		}
	}

	async stop(): Promise<void> {
		this.server?.signal('SIGKILL');
		await this.server?.ended;
		removeTempFolder(this.folder);
	}

	private answers(): Promise<boolean> {
		return new Promise((resolve) => {
			const socket = connect(this.port, '127.0.0.1', () => socket.write('PING\r\n'));
			const end = (answer: boolean) => {
				socket.destroy();
				resolve(answer);
			};
			socket.setTimeout(2000, () => end(false));
			socket.on('data', (data) => end(data.toString().startsWith('+PONG')));
			socket.on('error', () => end(false));
		});
	}
}
