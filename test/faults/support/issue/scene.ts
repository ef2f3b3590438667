import { VendorError, type Http } from '../../../../connect/http';
import { issueOnce, type IssueOutcome } from '../../../../connect/issueOnce';
import type { Accounting, AccountingCapabilities } from '../../../../connect/ports';
import type { Invoice } from '../../../../invoicing/invoice';
import { createDispatcher } from '../../../../sandbox/dispatcher';
import type { EffectInvoice, FakeAccounting, World } from '../../../../sandbox/fakes/types';
import type { FaultName } from '../../../../sandbox/faults';
import type { SandboxWorld } from '../../../../sandbox/world';
import { virtualHttp, type Client } from '../sim/http';
import { virtualWorld } from '../sim/outside';
import { Life, Process, type Point } from '../sim/process';
import { Scheduler } from '../sim/scheduler';

/** An accounting system as the rows need it: its fake, its adapter, and how its requests are signed. */
export interface IssuingSystem<F extends FakeAccounting = FakeAccounting> {
	client: Client;
	createFake(world: World): F;
	accounting(http: Http, clock: { sleep: (ms: number) => Promise<void>; now: () => Date }): Accounting;
	/** As this system takes it. */
	invoice: Invoice;
	/** The name of the call that creates, as points have it: `ifirma POST /iapi/fakturakraj.json`. */
	create: string;
	/** Milliseconds for which the system knows our reference, if not for ever: who was frozen for longer cannot be fenced off (docs/promises.md). */
	knowsReferenceMs?: number;
	/** Faults that only this system's fake plays. */
	plays: readonly FaultName[];
}

/** How a reference stands in the end: as the journal would say. */
export type Ending = 'issued' | 'unknown' | 'attention' | 'conflict' | 'open';

export interface SceneOptions {
	seed: number;
	onPoint?: (point: Point, scene: IssueScene) => void;
	/** Milliseconds until a run that is silent is taken over. */
	leaseMs?: number;
}

const START = Date.parse('2026-11-30T10:00:00Z');
const LEASE_MS = 240_000;
const PAUSE_MS = 70_000;
const MOST_ROUNDS = 40;
const DAY_MS = 24 * 3_600_000;

/**
 * One reference, issued round after round as journal and sweep would do it: an intent before each round, its outcome
 * after it; a run that was cut off or fell silent for its lease is taken over as "in flight". Time is virtual.
 */
export class IssueScene {
	readonly scheduler: Scheduler;
	readonly world: SandboxWorld;
	readonly fake: FakeAccounting;
	/** Ids of what is in the books from the start, such as what a correction corrects. */
	/** The newest one is the machine that acts. */
	readonly processes: Process[] = [];
	ending: Ending = 'open';
	number = '';
	rounds = 0;
	/** Every end of a run, in their order. */
	readonly outcomes: string[] = [];
	/** Nothing is struck any more. */
	private calm = false;
	readonly dispatch: ReturnType<typeof createDispatcher>;
	private readonly before: ReadonlySet<string>;
	private inFlightSince: string | undefined;

	constructor(
		readonly system: IssuingSystem,
		private readonly options: SceneOptions,
	) {
		this.scheduler = new Scheduler(options.seed, START);
		this.world = virtualWorld(this.scheduler);
		this.fake = system.createFake(this.world);
		this.before = new Set(this.fake.invoices().map(({ id }) => id));
		this.dispatch = createDispatcher(this.world, [this.fake]);
		this.addProcess();
	}

	/** Documents that came into the books and are not cancelled. */
	get live(): EffectInvoice[] {
		return this.fake.invoices().filter(({ id, cancelled }) => !cancelled && !this.before.has(id));
	}

	get capabilities(): AccountingCapabilities {
		return this.accountingOf(new Life(new Process('onlooker', this.scheduler), () => undefined)).capabilities;
	}

	addProcess(): Process {
		const process = new Process(`n8n-${this.processes.length}`, this.scheduler);
		this.processes.push(process);
		return process;
	}

	/** Plays until the reference has come to its end, and then what is still on its way. */
	async play(): Promise<this> {
		const { scheduler } = this;
		let over = false;
		void this.allRounds().then(() => (over = true));
		await scheduler.run(START + 30 * DAY_MS, () => over);
		await scheduler.run(scheduler.now + DAY_MS);
		return this;
	}

	/** Once more from the beginning, as if the journal were lost. */
	async again(): Promise<IssueOutcome | VendorError | 'cut off'> {
		this.calm = true;
		this.world.faults.clear();
		let result: IssueOutcome | VendorError | 'cut off' = 'cut off';
		let over = false;
		void this.attempt(undefined).then((answer) => {
			result = answer;
			over = true;
		});
		await this.scheduler.run(this.scheduler.now + DAY_MS, () => over);
		return result;
	}

	private async allRounds(): Promise<void> {
		while (this.ending === 'open' && this.rounds++ < MOST_ROUNDS) {
			const intent = new Date(this.scheduler.now).toISOString();
			this.settle(await this.attempt(this.inFlightSince), intent);
			if (this.ending === 'open') await this.scheduler.sleep(PAUSE_MS);
		}
	}

	private settle(result: IssueOutcome | VendorError | 'cut off', intent: string): void {
		this.outcomes.push(result === 'cut off' ? result : result instanceof VendorError ? 'refused' : result.outcome);
		if (result === 'cut off') this.inFlightSince = intent;
		else if (!(result instanceof VendorError)) this.settleOutcome(result);
		else if (result.cause_ === 'rejected') this.ending = 'attention';
		// Everything else passes: a lapsed sign-in, a system that is down or answers nonsense to a look.
	}

	private settleOutcome(result: IssueOutcome): void {
		if (result.outcome === 'parked') this.inFlightSince = result.inFlightSince;
		else this.ending = result.outcome;
		if (result.outcome === 'issued') this.number = result.issued.number;
	}

	/** One execution of the step, on the newest machine that is up. It is given up on at the end of its lease. */
	private async attempt(inFlightSince: string | undefined): Promise<IssueOutcome | VendorError | 'cut off'> {
		const { system, scheduler } = this;
		const process = this.processes.findLast(({ state }) => state === 'up') ?? this.addProcess();
		const life = new Life(process, (point) => {
			if (!this.calm) this.options.onPoint?.(point, this);
		});
		const { sleep, now } = life;
		return await new Promise((resolve, reject) => {
			const end = scheduler.after(this.options.leaseMs ?? LEASE_MS, () => resolve('cut off'));
			life.atEnd(() => resolve('cut off'));
			issueOnce(this.accountingOf(life), system.invoice, { sleep, now, inFlightSince }).then(
				(outcome) => {
					end();
					resolve(outcome);
				},
				(error: unknown) => {
					end();
					if (error instanceof VendorError) resolve(error);
					else reject(error instanceof Error ? error : new Error(String(error)));
				},
			);
		});
	}

	private accountingOf(life: Life): Accounting {
		const { client, accounting } = this.system;
		return accounting(virtualHttp(this, life, client), life);
	}
}
