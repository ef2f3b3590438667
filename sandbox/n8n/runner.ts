import axios from 'axios';
import { setTimeout as pause } from 'node:timers/promises';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntilActive } from './activation';
import { EditorApi } from './editorApi';
import { n8nEnvironment, type N8nSettings } from './environment';
import type { N8nInstall } from './installed';
import { Journal } from './journal';
import { runProcess, startProcess, type Managed } from './process';
import { Templates } from './template';

const PACK = 'n8n-nodes-deal-to-invoice';
const READY_LIMIT_MS = 180_000;
const ACTIVE_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 35_000;
const COMMAND_LIMIT_MS = 120_000;

export interface N8nContent {
	/** The packed pack. */
	tarball: string;
	/** As n8n's `import:credentials` and `import:workflow` take them, with ids. */
	credentials: object[];
	workflows: object[];
	/** Ids of the workflows to publish, in this order. */
	publish: string[];
}

export type N8nState = 'stopped' | 'starting' | 'running' | 'frozen' | 'killed';

/** A real n8n in a user folder of its own: prepared, started, stopped, killed, frozen. */
export class N8n {
	readonly url: string;
	readonly api: EditorApi;
	readonly journal: Journal;
	/** Its SQLite file: see database.ts. */
	readonly databaseFile: string;
	private published: readonly string[] = [];
	private wasActive = false;
	private process: Managed | undefined;
	private current: N8nState = 'stopped';

	constructor(
		private readonly install: N8nInstall,
		private readonly settings: N8nSettings,
	) {
		this.url = `http://127.0.0.1:${settings.port}`;
		this.api = new EditorApi(this.url);
		this.databaseFile = join(this.home, 'database.sqlite');
		this.journal = new Journal(this.databaseFile);
	}

	get state(): N8nState {
		const isAlive = this.process?.running === true;
		return !isAlive && (this.current === 'running' || this.current === 'frozen') ? 'stopped' : this.current;
	}

	/** Of n8n's main process, while it runs. */
	get pid(): number | undefined {
		return this.process?.running ? this.process.pid : undefined;
	}

	get version(): string {
		return this.install.version;
	}

	get logFile(): string {
		return join(this.settings.userFolder, 'n8n.log');
	}

	private get home(): string {
		return join(this.settings.userFolder, '.n8n');
	}

	/** Fills the user folder: from the copy kept of the last time when nothing has changed since, else anew. */
	async prepare(content: N8nContent, log: (line: string) => void): Promise<void> {
		const { tarball, credentials, workflows, publish } = content;
		this.published = publish;
		await mkdir(this.settings.userFolder, { recursive: true });
		const templates = new Templates(join(this.install.cacheRoot, 'templates'));
		const key = await Templates.keyOf(tarball, this.install.version, credentials, workflows, publish);
		if (await templates.use(key, this.home)) return;
		await this.installPack(tarball);
		await this.importContent(content, log);
		await templates.keep(key, this.home);
	}

	/** Puts the pack where n8n itself installs community packages, so that node types get their real names. */
	async installPack(tarball: string): Promise<void> {
		const target = join(this.home, 'nodes', 'node_modules', PACK);
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
		const logFile = join(this.settings.userFolder, 'tar.log');
		const env = { PATH: process.env.PATH ?? '' };
		const args = ['-xzf', tarball, '-C', target, '--strip-components=1'];
		await runProcess('tar', args, { env, cwd: target, logFile, limitMs: COMMAND_LIMIT_MS });
	}

	async importContent({ credentials, workflows, publish }: Omit<N8nContent, 'tarball'>, log: (line: string) => void) {
		log(`Importing ${credentials.length} credentials and ${workflows.length} workflows …`);
		if (credentials.length > 0) await this.importFile('import:credentials', credentials);
		if (workflows.length > 0) await this.importFile('import:workflow', workflows);
		for (const id of publish) {
			log(`Publishing workflow ${id} …`);
			await this.command(['publish:workflow', `--id=${id}`]);
		}
	}

	private async importFile(command: string, content: object[]): Promise<void> {
		const file = join(this.settings.userFolder, `${command.replace(':', '-')}.json`);
		await writeFile(file, JSON.stringify(content), { mode: 0o600 });
		const text = await this.command([command, `--input=${file}`]).finally(() => rm(file));
		// n8n 2.41.1 logs a failed import and still ends with code 0.
		if (/error occurred while importing/i.test(text)) throw new Error(`n8n refused ${command}:\n${text.slice(-2000)}`);
	}

	/** Runs one of n8n's own commands (n8n must not be running); answers what it printed. */
	private async command(args: string[]): Promise<string> {
		const { userFolder } = this.settings;
		const logFile = join(userFolder, 'command.log');
		await rm(logFile, { force: true });
		const env = n8nEnvironment(this.install, this.settings);
		const command = [this.install.n8nBin, ...args];
		await runProcess(this.install.node, command, { env, cwd: userFolder, logFile, limitMs: COMMAND_LIMIT_MS });
		return readFile(logFile, 'utf8');
	}

	/**
	 * Starts n8n and waits until it takes requests and its published workflows listen.
	 * @returns a sentence for every published workflow that does not listen
	 * @throws Error with the end of n8n's log when it ends or is not ready within three minutes
	 */
	async start(): Promise<string[]> {
		if (this.process?.running) throw new Error('n8n is running already.');
		this.current = 'starting';
		this.process = startProcess(this.install.node, [this.install.n8nBin, 'start'], {
			env: n8nEnvironment(this.install, this.settings),
			cwd: this.settings.userFolder,
			logFile: this.logFile,
		});
		const limit = Date.now() + READY_LIMIT_MS;
		while (!(await this.answers('/healthz/readiness'))) {
			if (!this.process.running || Date.now() > limit) {
				await this.kill();
				throw new Error(`n8n did not start. The end of ${this.logFile}:\n${await this.logEnd()}`);
			}
			await pause(200);
		}
		const problems = await waitUntilActive(this.databaseFile, this.published, !this.wasActive, ACTIVE_LIMIT_MS);
		this.wasActive ||= problems.length === 0;
		this.current = 'running';
		return problems;
	}

	/** Publishes a workflow anew and waits until n8n listens for the new version, not only until it has noted it. */
	async republish(id: string): Promise<void> {
		await this.api.publish(id);
		const problems = await waitUntilActive(this.databaseFile, [id], false, ACTIVE_LIMIT_MS);
		if (problems.length > 0) throw new Error(problems.join(' '));
	}

	/** Unpublishes a workflow and waits until n8n has told its triggers. */
	async unpublish(id: string): Promise<void> {
		await this.api.unpublish(id);
		await waitUntilActive(this.databaseFile, [id], false, ACTIVE_LIMIT_MS);
	}

	private async answers(path: string): Promise<boolean> {
		const options = { timeout: 2000, validateStatus: () => true, proxy: false as const };
		return axios.get(`${this.url}${path}`, options).then(
			({ status }) => status === 200,
			() => false,
		);
	}

	/**
	 * Asks n8n to end and waits; SIGKILL when it has not ended by then.
	 * @param patienceMs n8n itself gives running executions 30 s
	 */
	async stop(patienceMs = STOP_LIMIT_MS): Promise<void> {
		const { process: running } = this;
		if (!running?.running) return;
		running.signal('SIGCONT');
		running.signal('SIGTERM');
		await Promise.race([running.ended, pause(patienceMs, undefined, { ref: false })]);
		await this.kill('stopped');
	}

	/** SIGKILL: n8n ends in the middle of whatever it does. */
	async kill(state: 'killed' | 'stopped' = 'killed'): Promise<void> {
		this.process?.signal('SIGKILL');
		await this.process?.ended;
		this.current = state;
	}

	/** SIGSTOP: n8n stands still with all connections open. */
	freeze(): void {
		this.demandRunning();
		this.process?.signal('SIGSTOP');
		this.current = 'frozen';
	}

	/** SIGCONT. */
	thaw(): void {
		this.demandRunning();
		this.process?.signal('SIGCONT');
		this.current = 'running';
	}

	private demandRunning(): void {
		if (!this.process?.running) throw new Error('n8n is not running.');
	}

	/** The last lines that n8n wrote. */
	async logEnd(): Promise<string> {
		return (await readFile(this.logFile, 'utf8').catch(() => '')).slice(-3000);
	}
}
