import axios, { type AxiosInstance } from 'axios';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bitrix24Fake } from '../../../sandbox/fakes/bitrix24';
import type { DealIn, LogicalStage } from '../../../sandbox/fakes/types';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { scenario, WORKFLOW_IDS } from '../../../sandbox/scenario';
import { idOf } from '../../../workflows/lib/canvas';
import type { AccountingName } from '../../../workflows/definitions/accountings';
import { SHIPPED, type ScenarioOptions } from '../../../workflows/definitions/options';
import { isComplete, type Effects } from './effects';
import { plainDeal } from './plainDeal';

export { counts, isComplete, ONE_OF_EACH, type Effects } from './effects';
export { freshNip, plainDeal } from './plainDeal';

interface Call {
	vendor: string;
	method: string;
	path: string;
	status: number;
	at: string;
}

/** Short pauses and leases, so that a test need not wait as a firm would. */
export const FAST: Partial<ScenarioOptions> = {
	leaseSeconds: 12,
	pauses: '66, 66, 66',
	ksefSeconds: 3,
	sweepInterval: { field: 'seconds', secondsInterval: 5 },
};

/** One sandbox with a real n8n, and what a test does with it. */
export class Scene {
	private readonly http: AxiosInstance;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly options: Partial<ScenarioOptions>,
		private readonly timezone: string,
		private readonly more: Partial<SandboxOptions>,
	) {
		this.http = axios.create({ baseURL: `${sandbox.url}/api`, proxy: false, timeout: 120_000 });
	}

	/** @param isLimited whether the vendors' rate limits hold; a test of many deals that is about something else has none */
	static async open(
		options: Partial<ScenarioOptions> = {},
		timezone = 'America/New_York',
		isLimited?: () => boolean,
		more: Partial<SandboxOptions> = {},
	): Promise<Scene> {
		const workflowOptions = { ...FAST, ...options };
		const sandbox = await startSandbox({
			profile: 'test',
			quiet: true,
			timezone,
			workflowOptions,
			...(isLimited && { isLimited }),
			...more,
		});
		return new Scene(sandbox, workflowOptions, timezone, more);
	}

	/** n8n in queue mode: main, a process for webhooks, two workers, PostgreSQL, Redis. */
	static async openQueue(options: Partial<ScenarioOptions> = {}, isLimited?: () => boolean): Promise<Scene> {
		return await Scene.open(options, undefined, isLimited, { queue: true });
	}

	get crm(): string {
		return this.sandbox.outside.crm.name;
	}

	get accountingSystem(): AccountingName {
		return this.more.accounting ?? SHIPPED.accounting;
	}

	/** With what only its administrator sees: handlers and tokens. */
	get bitrix24(): Bitrix24Fake {
		return this.sandbox.outside.crm as Bitrix24Fake;
	}

	/** Where a person replays a deal. */
	get replayUrl(): string {
		return `${this.sandbox.n8n?.url}/form/${idOf('replay form')}`;
	}

	/** As the accountant would. */
	async pay(documentId: string, payment: { amount?: string; date?: string }): Promise<void> {
		await this.http.post(
			`/accounting/${this.sandbox.outside.accounting.name}/invoices/${documentId}/payments`,
			payment,
		);
	}

	/** Of the workflows. */
	get language(): 'en' | 'pl' {
		return this.options.language ?? SHIPPED.language;
	}

	async close(): Promise<void> {
		await this.sandbox.stop();
	}

	/** Publishes one workflow of the scenario anew with other options, as a user would in the editor. */
	async change(
		options: Partial<ScenarioOptions>,
		workflow: keyof typeof WORKFLOW_IDS = 'dealToInvoice',
	): Promise<void> {
		const workflowId = WORKFLOW_IDS[workflow];
		const { n8n, outside } = this.sandbox;
		if (!n8n) throw new Error('This scene has no n8n.');
		const { crm, accounting, bitrix24SignIn } = this.more;
		const place = { n8nUrl: n8n.url, smtpPort: outside.smtpPort, timezone: this.timezone };
		const input = { ...place, profile: 'test' as const, crm, accounting, bitrix24SignIn };
		const { workflows } = scenario({ ...input, workflowOptions: { ...this.options, ...options } });
		const { nodes, connections, settings } = workflows.find(({ id }) => id === workflowId)!;
		await n8n.api.patchWorkflow(workflowId, { nodes, connections, settings });
		await n8n.republish(workflowId);
	}

	async deal(deal: Partial<DealIn> = {}): Promise<string> {
		const { data } = await this.http.post(`/crm/${this.crm}/deals`, { ...plainDeal(), ...deal });
		return data.id;
	}

	async move(id: string, stage: LogicalStage, silent = false): Promise<void> {
		await this.http.patch(`/crm/${this.crm}/deals/${id}${silent ? '?silent=1' : ''}`, { stage });
	}

	async patch(id: string, patch: Partial<DealIn>): Promise<void> {
		await this.http.patch(`/crm/${this.crm}/deals/${id}`, patch);
	}

	async getDeal(id: string): Promise<{ stage: string; fields: Record<string, string> } & Record<string, unknown>> {
		return (await this.http.get(`/crm/${this.crm}/deals/${id}`)).data;
	}

	async effects(id?: string): Promise<Effects> {
		return (await this.http.get('/effects', { params: id ? { crm: this.crm, deal: id } : {} })).data;
	}

	async calls(vendor: string, since?: string): Promise<Call[]> {
		return (await this.http.get('/calls', { params: { vendor, since } })).data;
	}

	async fault(fault: Record<string, unknown>): Promise<void> {
		await this.http.post('/faults', fault);
	}

	/** How many faults are set that have not struck as often as they were told to. */
	async faultsLeft(): Promise<number> {
		return (await this.http.get('/faults')).data.faults.length;
	}

	async status(): Promise<{ ready: boolean; ports: Record<string, number> }> {
		return (await this.http.get('/status')).data;
	}

	async clearFaults(): Promise<void> {
		await this.http.delete('/faults');
	}

	async release(): Promise<void> {
		await this.http.post('/faults/release');
	}

	async replay(deal: string, copies: number, parallel: number, spreadMs = 200): Promise<void> {
		const order = { crm: this.crm, deal, copies, parallel, spreadMs };
		// Answers when n8n has answered every copy.
		await this.http.post('/events/replay', order, { timeout: 600_000 });
	}

	async accounting(settings: Record<string, unknown>): Promise<void> {
		await this.http.patch(`/accounting/${this.sandbox.outside.accounting.name}/settings`, settings);
	}

	async clock(at: string | null): Promise<void> {
		await this.http.put('/clock', { now: at });
	}

	/** @param processes `main`, `webhook`, `worker1`, `worker2`; none named: all there are */
	async n8n(action: 'kill' | 'start' | 'freeze' | 'thaw', ...processes: string[]): Promise<void> {
		const chosen = processes.length > 0 ? `?process=${processes.join(',')}` : '';
		// Several processes of n8n load for longer than one call of anything else lasts.
		await this.http.post(`/n8n/${action}${chosen}`, undefined, { timeout: 300_000 });
	}

	async journal(): Promise<{ reference: string; step: string; state: string; note: string; data: string }[]> {
		return (await this.http.get('/journal')).data;
	}

	async download(path: string): Promise<Buffer> {
		return Buffer.from((await this.http.get(path, { responseType: 'arraybuffer' })).data);
	}

	/** Answers the approval form behind the link that the owner got by mail. */
	async answer(link: string, option: string): Promise<void> {
		const form = new FormData();
		form.set('field-0', option);
		await axios.post(link, form, { proxy: false, timeout: 30_000 });
	}

	/** The link is written a moment before the run comes to rest: waits until it shows the form. */
	async formOpens(link: string): Promise<void> {
		const look = async () => axios.get(link, { proxy: false, timeout: 5_000, validateStatus: () => true });
		for (let looks = 0; looks < 60; looks++) {
			const { status, data } = await look().catch(() => ({ status: 0, data: '' }));
			if (status === 200 && String(data).includes('form')) return await pause(300);
			await pause(250);
		}
		throw new Error('The approval form did not open.');
	}

	/** The link in the newest mail to the owner that names this buyer. */
	async approvalLink(buyer: string): Promise<string> {
		const { alerts } = await this.until(undefined, ({ alerts: all }) =>
			all.some((alert) => JSON.stringify(alert).includes(buyer)),
		);
		const mail = JSON.stringify(alerts.findLast((alert) => JSON.stringify(alert).includes(buyer)));
		const [link] = /http:[^\s"\\]+form-waiting[^\s"\\]+/.exec(mail) ?? [];
		if (!link) throw new Error(`No link in ${mail}`);
		return link;
	}

	/** Waits until the outside looks as asked for; the last look goes into the error. */
	async until(id: string | undefined, want: (effects: Effects) => boolean, limitMs = 30_000): Promise<Effects> {
		const end = Date.now() + limitMs;
		for (;;) {
			const effects = await this.effects(id);
			if (want(effects)) return effects;
			if (Date.now() > end) {
				const rows = (await this.journal())
					.filter((row) => !id || row.reference.includes(`:${id}:`))
					.map(({ step, state, note, data }) => `${step} ${state} ${note} ${data}`);
				throw new Error(
					`Not within ${limitMs} ms: ${JSON.stringify(effects, null, 1).slice(0, 3000)}\n${rows.join('\n')}`,
				);
			}
			await pause(150);
		}
	}

	/** Everything that one finished deal leaves outside. */
	async finished(id: string, limitMs = 30_000): Promise<Effects> {
		return await this.until(id, isComplete, limitMs);
	}

	/** Waits long enough for something that must not happen. */
	async stays(id: string, ms: number): Promise<Effects> {
		await pause(ms);
		return await this.effects(id);
	}
}
