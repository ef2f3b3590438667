import axios from 'axios';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startProcess, type Managed } from './process';

export type N8nState = 'stopped' | 'starting' | 'running' | 'frozen' | 'killed';

export interface ProcessPlan {
	/** `main`, `webhook`, `worker1` … */
	name: string;
	/** After n8n's own program: `start`, `worker` … */
	args: string[];
	env: Record<string, string>;
	/** Where it answers whether it is ready. */
	url: string;
	logFile: string;
}

/** One process of an n8n, with the task runner that it starts: started, stopped, killed, frozen. */
export class N8nProcess {
	private managed: Managed | undefined;
	private current: N8nState = 'stopped';

	constructor(
		private readonly program: { node: string; n8nBin: string; cwd: string },
		readonly plan: ProcessPlan,
	) {}

	get name(): string {
		return this.plan.name;
	}

	get state(): N8nState {
		return !this.isAlive && (this.current === 'running' || this.current === 'frozen') ? 'stopped' : this.current;
	}

	get isAlive(): boolean {
		return this.managed?.running === true;
	}

	/** While it runs. */
	get pid(): number | undefined {
		return this.isAlive ? this.managed?.pid : undefined;
	}

	/**
	 * Starts it and waits until it takes requests; whoever waits for more calls `isRunning` afterwards.
	 * @throws Error with the end of its log when it ends or is not ready in time
	 */
	async start(limitMs: number): Promise<void> {
		this.current = 'starting';
		const { node, n8nBin, cwd } = this.program;
		const { args, env, logFile } = this.plan;
		const managed = (this.managed = startProcess(node, [n8nBin, ...args], { env, cwd, logFile }));
		for (const limit = Date.now() + limitMs; !(await this.answers('/healthz/readiness')); await pause(200)) {
			if (managed.running && Date.now() < limit) continue;
			await this.kill();
			throw new Error(`n8n (${this.name}) did not start. The end of ${logFile}:\n${await this.logEnd()}`);
		}
	}

	isRunning(): void {
		if (this.isAlive) this.current = 'running';
	}

	private async answers(path: string): Promise<boolean> {
		const options = { timeout: 2000, validateStatus: () => true, proxy: false as const };
		return axios.get(`${this.plan.url}${path}`, options).then(
			({ status }) => status === 200,
			() => false,
		);
	}

	/** Asks it to end and waits; SIGKILL when it has not ended by then. */
	async stop(patienceMs: number): Promise<void> {
		const { managed } = this;
		if (!managed?.running) return;
		managed.signal('SIGCONT');
		managed.signal('SIGTERM');
		await Promise.race([managed.ended, pause(patienceMs, undefined, { ref: false })]);
		await this.kill('stopped');
	}

	/** SIGKILL: it ends in the middle of whatever it does. */
	async kill(state: 'killed' | 'stopped' = 'killed'): Promise<void> {
		this.managed?.signal('SIGKILL');
		await this.managed?.ended;
		this.current = state;
	}

	/** SIGSTOP: it stands still with all connections open. */
	freeze(): void {
		this.demandRunning();
		this.managed?.signal('SIGSTOP');
		this.current = 'frozen';
	}

	/** SIGCONT. */
	thaw(): void {
		this.demandRunning();
		this.managed?.signal('SIGCONT');
		this.current = 'running';
	}

	private demandRunning(): void {
		if (!this.isAlive) throw new Error(`n8n (${this.name}) is not running.`);
	}

	/** The last lines that it wrote. */
	async logEnd(): Promise<string> {
		return (await readFile(this.plan.logFile, 'utf8').catch(() => '')).slice(-3000);
	}
}
