import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { VendorError } from '../../../../connect/http';
import { pollStageEntries } from '../../../../connect/trigger/poll';
import { stageEntryOf, stageRules } from '../../../../connect/trigger/rules';
import type { StageEntry } from '../../../../invoicing/deal';
import type { AskedBy } from '../../../../invoicing/journal/claim';
import { isAlert } from '../../../../invoicing/journal/alerts';
import { fold } from '../../../../invoicing/journal/fold';
import type { Alert } from '../../../../invoicing/journal/row';
import { byReference, turnOf, unknownEntries } from '../../../../invoicing/journal/summary';
import type { DealIn } from '../../../../sandbox/fakes/types';
import { DEMO } from '../../../../sandbox/scenario';
import { googleAccount } from './account';
import { tellAlert } from './alert';
import { Doubts } from './doubts';
import { virtualOutside, type VirtualOutside } from './outside';
import { Life, Process, type Point } from './process';
import { REAL, type Protocol } from './protocol';
import { Scheduler } from './scheduler';
import { Tables } from './table';
import { vendorsOf } from './vendors';
import { LEASE_SECONDS, way, type Execution, type Surroundings } from './way';

export interface SimulationOptions {
	seed: number;
	/** n8n processes; the first has the triggers. More than one: queue mode. Left out: one. */
	processes?: number;
	protocol?: Protocol;
	/** Sees every point; may kill or freeze the point's process. */
	onPoint?: (point: Point, simulation: Simulation) => void;
}

const START = Date.parse('2026-11-23T09:00:00Z');
const MINUTE = 60_000;
/** As shipped. */
const POLL_MS = 5 * MINUTE;
const SWEEP_MS = 15 * MINUTE;
const RULES = stageRules(DEMO.rules!);
let incarnations = 0;

/** Vendors, journal, n8n processes with trigger, scenario, sweep and alerts: everything but n8n itself, in virtual time. */
export class Simulation implements Surroundings {
	readonly scheduler: Scheduler;
	readonly outside: VirtualOutside;
	readonly tables: Tables;
	readonly protocol: Protocol;
	readonly google;
	readonly processes: Process[];
	/** Errors that no part of the harness or the product expected. */
	readonly defects: string[] = [];
	readonly doubts = new Doubts();
	/** Executions that sleep in n8n's database, and what a schedule has still to do. */
	private asleep = 0;
	private planned = 0;
	private attempts = 0;
	private executions = 0;
	/** The trigger was activated before the first deal. */
	private readonly staticData: IDataObject = {
		watchedSince: Object.fromEntries(RULES.map(({ stageId }) => [stageId, new Date(START).toISOString()])),
	};
	private triggerMemory = '';

	constructor(private readonly options: SimulationOptions) {
		this.scheduler = new Scheduler(options.seed, START);
		this.outside = virtualOutside(this.scheduler);
		this.tables = new Tables(this.scheduler);
		this.protocol = options.protocol ?? REAL;
		this.google = googleAccount(this.outside);
		const count = options.processes ?? 1;
		this.processes = Array.from({ length: count }, (_, at) => new Process(`process ${at + 1}`, this.scheduler));
		this.forgetTrigger();
		this.every(POLL_MS, (life) => this.poll(life), 1000);
		if (this.protocol.sweeps) this.every(SWEEP_MS, (life) => this.sweep(life), SWEEP_MS / 2);
	}

	async deal(deal: DealIn): Promise<string> {
		const { id } = await this.outside.crm.createDeal(deal);
		this.outside.books.deals.set(`bitrix24/${id}`, { crm: 'bitrix24', id, deal });
		return id;
	}

	/** As a user drags it; the event is the schedule's to send. */
	move(id: string, stage: 'open' | 'invoice'): void {
		void this.outside.crm.patchDeal(id, { stage }, { silent: true });
	}

	/** Something that a schedule does at a moment; the simulation does not come to rest before. */
	plan(ms: number, act: () => void): void {
		this.planned++;
		this.scheduler.after(ms, () => {
			this.planned--;
			act();
		});
	}

	/** The CRM's webhook arrives: the trigger reads the deal's newest stage entry, and starts a run when it is watched. */
	event(dealId: string): void {
		this.spawn(async (life) => {
			life.dealId = dealId;
			life.step = 'trigger';
			const { crm } = vendorsOf(this.outside, life, this.protocol, this.google);
			const move = await crm.latestStageMove(dealId).catch(quiet);
			const account = await crm.account();
			const entry = move && stageEntryOf(move, RULES, { name: crm.name, account });
			if (entry) this.start(entry, 'event');
		}, this.processes[0]);
	}

	start(entry: StageEntry, askedBy: AskedBy): void {
		const execution: Execution = { id: `e${++this.executions}`, entry, askedBy, memory: {} };
		this.spawn(async (life) => way(this, life, execution));
	}

	pause(execution: Execution, ms: number): void {
		this.asleep++;
		this.scheduler.after(ms, () => {
			this.asleep--;
			this.spawn(async (life) => way(this, life, execution), undefined, true);
		});
	}

	tell(alert: Alert): void {
		const id = `e${++this.executions}`;
		this.spawn(async (life) => tellAlert(this, life, id, alert));
	}

	newAttempt = (): string => `a${++this.attempts}`;

	kill(process: Process, downMs: number): void {
		this.doubts.killed(process);
		process.kill();
		if (process === this.processes[0]) this.forgetTrigger();
		this.plan(downMs, () => {
			process.start();
			if (process === this.processes[0]) this.run(process, async (life) => this.poll(life));
		});
	}

	freeze(process: Process, ms: number): void {
		process.freeze();
		const late = ms > (LEASE_SECONDS * 1000) / 2;
		if (late) this.doubts.overtaken(process);
		this.plan(ms, () => {
			if (late) process.thawedLateAt = this.scheduler.now;
			process.thaw();
		});
	}

	/** Triggers and schedules go over to the next process, as to the new leader of several mains. */
	moveMain(): void {
		this.processes.push(this.processes.shift()!);
		this.forgetTrigger();
	}

	/** The database's clock jumps: every lease may be over at once. */
	jump(ms: number): void {
		this.tables.clockOffset += ms;
		for (const process of this.processes) this.doubts.overtaken(process);
	}

	/** Lets everything go on until nothing is left to do by itself, or for so long. */
	async settle(limitMs: number): Promise<void> {
		const end = this.scheduler.now + limitMs;
		for (let quietLooks = 0; this.scheduler.now < end && quietLooks < 2;) {
			await this.scheduler.run(this.scheduler.now + SWEEP_MS);
			quietLooks = this.isQuiet() ? quietLooks + 1 : 0;
		}
	}

	private isQuiet(): boolean {
		const busy = this.processes.some((process) => process.state !== 'up' || process.lives.size > 0);
		if (busy || this.asleep > 0 || this.planned > 0) return false;
		const rows = this.tables.rows();
		const groups = byReference(rows).filter(([reference]) => !isAlert(reference));
		const due = [...this.outside.books.deals.values()].filter(({ id }) => isDue(this.outside, id));
		if (due.some(({ id }) => !groups.some(([reference]) => reference.includes(`:${id}:`)))) return false;
		const resting = groups.every(([, own]) => {
			const { finished, rest } = fold(own);
			return finished || (rest !== undefined && rest !== 'retry' && rest !== 'waiting');
		});
		return resting && turnOf(rows, this.scheduler.now, 20).untold.length === 0;
	}

	private async poll(life: Life): Promise<void> {
		life.step = 'poll';
		const { crm } = vendorsOf(this.outside, life, this.protocol, this.google);
		const emitted: StageEntry[][] = [];
		const context = {
			getMode: () => 'trigger',
			getWorkflow: () => ({ id: this.triggerMemory }),
			getNode: () => ({ id: 'trigger' }),
			getWorkflowStaticData: () => this.staticData,
			__emit: ([items]: { json: StageEntry }[][]) => void emitted.push((items ?? []).map(({ json }) => json)),
			__emitError: () => undefined,
		};
		const settings = { overlapHours: 24, everyMinutes: 5 };
		const source = { crm, rules: RULES, settings, vendor: 'Bitrix24' };
		await pollStageEntries(context as unknown as IPollFunctions, source, life.now());
		for (const entries of emitted) {
			if (entries.length === 1) this.start(entries[0]!, 'event');
			else this.spawn(async (own) => this.startUnknown(own, entries));
		}
	}

	/** What the trigger hands over to be sure. */
	private async startUnknown(life: Life, entries: StageEntry[]): Promise<void> {
		const { rows: claims } = await this.tables.read(life, (row) => row.step === 'claim');
		for (const entry of unknownEntries(claims, entries)) this.start(entry, 'event');
	}

	private async sweep(life: Life): Promise<void> {
		life.step = 'sweep';
		const { rows } = await this.tables.read(life, () => true);
		const { due, untold, ended } = turnOf(rows, life.process.now(), 20);
		for (const { entry } of due) this.start(entry, 'sweep');
		for (const alert of untold) this.tell(alert);
		for (const row of ended) await this.tables.insert(life, row);
	}

	/** Triggers and schedules are the first process's; a turn that comes while it is not up is left out. */
	private every(ms: number, turn: (life: Life) => Promise<void>, first: number): void {
		const tick = () => {
			this.scheduler.after(ms, tick);
			const [main] = this.processes;
			if (main!.state === 'up') this.run(main!, turn);
		};
		this.scheduler.after(first, tick);
	}

	/** Gives work to a process that is there. Without a queue, work that nobody takes is lost, unless it is kept in the database. */
	private spawn(work: (life: Life) => Promise<void>, on?: Process, kept = this.processes.length > 1 && !on): void {
		const there = (on ? [on] : this.processes).filter((process) => process.state !== 'down');
		if (there.length > 0) return this.run(this.scheduler.pick(there), work);
		if (kept) this.plan(1000, () => this.spawn(work, on, kept));
	}

	private run(process: Process, work: (life: Life) => Promise<void>): void {
		const life = new Life(process, (point) => {
			this.doubts.passed(point);
			this.options.onPoint?.(point, this);
		});
		const begun = async () => {
			await life.turn(this.scheduler.between(0, 20));
			try {
				await work(life);
			} catch (error) {
				this.defects.push(
					`${life.step} of deal ${life.dealId}: ${error instanceof Error ? error.stack : String(error)}`,
				);
			}
			life.leave();
		};
		void begun();
	}

	private forgetTrigger(): void {
		this.triggerMemory = `simulation ${++incarnations}`;
	}
}

function quiet(error: unknown): undefined {
	if (error instanceof VendorError) return undefined;
	throw error;
}

/** The deal has been in a stage that asks for a document. */
function isDue({ crm }: VirtualOutside, id: string): boolean {
	const { history } = crm.portal.books;
	return history.some((row) => String(row.ownerId) === id && RULES.some((rule) => rule.stageId === row.stageId));
}
