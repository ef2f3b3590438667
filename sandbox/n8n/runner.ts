import { readFile } from 'node:fs/promises';
import { waitUntilActive } from './activation';
import { single, type Arrangement } from './arrangement';
import { SqliteDatabase, type N8nDatabase } from './database';
import { EditorApi } from './editorApi';
import { n8nEnvironment, type N8nSettings } from './environment';
import type { N8nInstall } from './installed';
import { Journal } from './journal';
import { N8nProcess, type N8nState } from './n8nProcess';
import { Preparation, type N8nContent } from './preparation';

/** All processes of queue mode load n8n's code at the same time. */
const READY_LIMIT_MS = 300_000;
const ACTIVE_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 35_000;

/** A real n8n in a user folder of its own: one process, or the several of queue mode. */
export class N8n {
	/** Of the editor. */
	readonly url: string;
	/** Where it takes calls from outside. */
	readonly webhookBase: string;
	readonly api: EditorApi;
	readonly database: N8nDatabase;
	readonly journal: Journal;
	private readonly processes: N8nProcess[];
	private readonly preparation: Preparation;
	private published: readonly string[] = [];
	private wasActive = false;

	constructor(
		private readonly install: N8nInstall,
		settings: N8nSettings,
		arrangement: Arrangement = single(settings),
	) {
		const { userFolder } = settings;
		const common = { ...n8nEnvironment(install, settings), ...arrangement.databaseEnv };
		const program = { ...install, cwd: userFolder };
		this.processes = arrangement.processes.map(
			(plan) => new N8nProcess(program, { ...plan, env: { ...common, ...plan.env } }),
		);
		this.url = this.main.plan.url;
		this.webhookBase = arrangement.webhookBase;
		this.api = new EditorApi(this.url);
		this.database = arrangement.database;
		this.journal = new Journal(this.database);
		this.preparation = new Preparation(install, userFolder, arrangement, common);
	}

	private get main(): N8nProcess {
		return this.processes[0]!;
	}

	/** Of each process, by its name. */
	get states(): Record<string, N8nState> {
		return Object.fromEntries(this.processes.map(({ name, state }) => [name, state]));
	}

	/** `running` while every process runs, else what the first one does that does not. */
	get state(): N8nState {
		return this.processes.find(({ state }) => state !== 'running')?.state ?? 'running';
	}

	/** Of n8n's main process, while it runs. */
	get pid(): number | undefined {
		return this.main.pid;
	}

	get version(): string {
		return this.install.version;
	}

	/** Its SQLite file; queue mode has none. */
	get databaseFile(): string {
		return this.database instanceof SqliteDatabase ? this.database.file : '';
	}

	async prepare(content: N8nContent, log: (line: string) => void): Promise<void> {
		this.published = content.publish;
		await this.preparation.prepare(content, log);
	}

	installPack(tarball: string): Promise<void> {
		return this.preparation.installPack(tarball);
	}

	importContent(content: Omit<N8nContent, 'tarball'>, log: (line: string) => void): Promise<void> {
		return this.preparation.importContent(content, log);
	}

	/**
	 * Starts what does not run and waits until it takes requests and the published workflows listen.
	 * @param names of processes; left out: all
	 * @returns a sentence for every published workflow that does not listen
	 * @throws Error with the end of n8n's log when a process ends or is not ready in time
	 */
	async start(names?: readonly string[]): Promise<string[]> {
		const starting = this.chosen(names).filter(({ isAlive }) => !isAlive);
		if (starting.length === 0) throw new Error('n8n is running already.');
		await Promise.all(starting.map((each) => each.start(READY_LIMIT_MS)));
		const problems = starting.includes(this.main) ? await this.listening() : [];
		for (const each of starting) each.isRunning();
		return problems;
	}

	private async listening(): Promise<string[]> {
		const problems = await waitUntilActive(this.database, this.published, !this.wasActive, ACTIVE_LIMIT_MS);
		this.wasActive ||= problems.length === 0;
		return problems;
	}

	/** Publishes a workflow anew and waits until n8n listens for the new version, not only until it has noted it. */
	async republish(id: string): Promise<void> {
		await this.api.publish(id);
		const problems = await waitUntilActive(this.database, [id], false, ACTIVE_LIMIT_MS);
		if (problems.length > 0) throw new Error(problems.join(' '));
	}

	/** Unpublishes a workflow and waits until n8n has told its triggers. */
	async unpublish(id: string): Promise<void> {
		await this.api.unpublish(id);
		await waitUntilActive(this.database, [id], false, ACTIVE_LIMIT_MS);
	}

	/**
	 * Asks n8n to end and waits; SIGKILL when it has not ended by then.
	 * @param patienceMs n8n itself gives running executions 30 s
	 */
	async stop(patienceMs = STOP_LIMIT_MS): Promise<void> {
		await Promise.all(this.processes.map((each) => each.stop(patienceMs)));
	}

	/** SIGKILL, all in the same moment. */
	async kill(names?: readonly string[]): Promise<void> {
		await Promise.all(this.chosen(names).map((each) => each.kill()));
	}

	/** SIGSTOP: they stand still with all connections open. */
	freeze(names?: readonly string[]): void {
		for (const each of this.chosen(names)) each.freeze();
	}

	/** SIGCONT. */
	thaw(names?: readonly string[]): void {
		for (const each of this.chosen(names)) each.thaw();
	}

	private chosen(names?: readonly string[]): N8nProcess[] {
		const known = Object.keys(this.states);
		const unknown = names?.filter((name) => !known.includes(name)) ?? [];
		if (unknown.length > 0)
			throw new RangeError(`This n8n has no process ${unknown.join(', ')}, only ${known.join(', ')}.`);
		return this.processes.filter(({ name }) => names === undefined || names.includes(name));
	}

	/** The process that runs an execution, by what the workers wrote down. */
	async runnerOf(executionId: string): Promise<string | undefined> {
		for (const { name, plan } of this.processes) {
			const log = await readFile(plan.logFile, 'utf8').catch(() => '');
			if (log.includes(`Worker started execution ${executionId} (`)) return name;
		}
		return undefined;
	}

	/** The last lines that n8n wrote, of each process. */
	async logEnd(): Promise<string> {
		const ends = this.processes.map(async (each) => `[${each.name}]\n${await each.logEnd()}`);
		return (await Promise.all(ends)).join('\n');
	}
}
