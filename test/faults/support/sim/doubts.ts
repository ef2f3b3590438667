import type { Thing } from '../checker';
import type { Life, Point, Process } from './process';

/** PostgreSQL gives a row its id before it shows it: for so long a claim may stand before what is announced after it. */
const SLOWEST_COMMIT_MS = 3_000;

/** Steps whose request no vendor can tell from its own repetition (docs/promises.md). */
const UNFENCED: Record<string, readonly Thing[]> = { record: ['recording', 'note'], report: ['report row'] };

/** What nobody outside can decide after a process was killed, or was held up for longer than a lease. */
export class Doubts {
	/** Deals whose mail may or may not have gone, whatever the vendors' books say. */
	readonly mails = new Set<string>();
	/** By deal: what may stand twice outside, because somebody was held up between the last look and the request. */
	readonly doubles = new Map<string, Set<Thing>>();

	killed(process: Process): void {
		for (const { mailOpen, dealId } of process.lives) if (mailOpen) this.mails.add(dealId);
	}

	/** Others may take over while the runs of this process are at work. */
	overtaken(process: Process): void {
		this.killed(process);
		for (const life of process.lives) this.mayDouble(life);
	}

	/** A run that goes on after its lease may announce something in the moment in which a claim is not visible yet. */
	passed({ kind, moment, life }: Point): void {
		const { thawedLateAt, scheduler } = life.process;
		const justThawed = scheduler.now < thawedLateAt + SLOWEST_COMMIT_MS;
		if (kind === 'write' && moment === 'done' && justThawed) this.mayDouble(life);
	}

	private mayDouble({ step, dealId }: Life): void {
		const things = this.doubles.get(dealId) ?? new Set();
		for (const thing of UNFENCED[step] ?? []) things.add(thing);
		this.doubles.set(dealId, things);
	}
}
