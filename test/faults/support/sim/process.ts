import { Line } from '../../../../connect/line';
import type { Scheduler } from './scheduler';

export type Moment = 'before' | 'done';

/** A place at which a run can be stopped: a vendor call or a table operation, before it and once it is done. */
export interface Point {
	/** `call` to a vendor, `write` into the journal, `read` of it. */
	kind: 'call' | 'write' | 'read';
	/** `fakturownia POST /invoices.json`, `write build done → issue`. */
	name: string;
	moment: Moment;
	life: Life;
}

/** One n8n process: it can be killed (nothing of it goes on), started anew, frozen and thawed. */
export class Process {
	state: 'up' | 'frozen' | 'down' = 'up';
	/** Milliseconds by which this machine's clock is wrong. */
	clockOffset = 0;
	/** When it was thawed last after a time in which leases of its runs may have ended. */
	thawedLateAt = -Infinity;
	/** Memory that a kill loses. */
	generation = 0;
	line = new Line();
	readonly lives = new Set<Life>();
	private parked: (() => void)[] = [];

	constructor(
		readonly name: string,
		readonly scheduler: Scheduler,
	) {}

	now(): number {
		return this.scheduler.now + this.clockOffset;
	}

	/** Goes on if the process that asked is still there: at once, or after the thaw; never once it was killed. */
	resume(generation: number, go: () => void): void {
		if (generation !== this.generation) return;
		if (this.state === 'frozen') this.parked.push(() => this.resume(generation, go));
		else go();
	}

	kill(): void {
		this.state = 'down';
		this.generation++;
		this.parked = [];
		this.line = new Line();
		const lives = [...this.lives];
		this.lives.clear();
		for (const life of lives) life.end();
	}

	start(): void {
		if (this.state === 'down') this.state = 'up';
	}

	freeze(): void {
		if (this.state === 'up') this.state = 'frozen';
	}

	thaw(): void {
		if (this.state !== 'frozen') return;
		this.state = 'up';
		const parked = this.parked;
		this.parked = [];
		for (const go of parked) this.scheduler.after(this.scheduler.between(0, 20), go);
	}
}

/** One execution on a process: dies with it. */
export class Life {
	/** What it is about. */
	dealId = '';
	/** The action that it has announced. */
	step = 'start';
	/** The mail is announced and its outcome is not in the journal yet. */
	mailOpen = false;
	private readonly generation: number;
	private readonly ends = new Set<() => void>();

	constructor(
		readonly process: Process,
		private readonly onPoint: (point: Point) => void,
	) {
		this.generation = process.generation;
		process.lives.add(this);
	}

	now = (): Date => new Date(this.process.now());
	sleep = async (ms: number): Promise<void> => this.turn(ms);

	/** A scheduling point: goes on after some milliseconds, as long as the process lives. */
	async turn(ms: number): Promise<void> {
		const { scheduler } = this.process;
		await new Promise<void>((resolve) => scheduler.after(ms, () => this.process.resume(this.generation, resolve)));
	}

	/** A place where somebody may kill or freeze the process. */
	async point(kind: Point['kind'], name: string, moment: Moment): Promise<void> {
		this.onPoint({ kind, name, moment, life: this });
		await this.turn(this.process.scheduler.between(0, 3));
	}

	/** Runs when the process is killed. Answers how to take it back. */
	atEnd(run: () => void): () => void {
		this.ends.add(run);
		return () => void this.ends.delete(run);
	}

	end(): void {
		for (const run of this.ends) run();
		this.ends.clear();
	}

	leave(): void {
		this.process.lives.delete(this);
	}
}
