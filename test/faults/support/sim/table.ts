import { parseRows, type JournalRow, type NewRow } from '../../../../invoicing/journal/row';
import type { Life } from './process';
import type { Scheduler } from './scheduler';

export interface Read {
	raw: Stored[];
	rows: JournalRow[];
}

type Stored = NewRow & { id: number; createdAt: string };

/**
 * n8n's Data Tables as a database really is: ids are given at the start of an insert, a row becomes visible at its
 * commit, commits come in any order, and an insert returns after its own.
 */
export class Tables {
	/** Milliseconds by which the database's clock is wrong. */
	clockOffset = 0;
	private journal: { row: Stored; parsed: JournalRow; visible: boolean }[] = [];
	private done = new Set<string>();
	private nextId = 1;

	constructor(private readonly scheduler: Scheduler) {}

	async insert(life: Life, row: NewRow): Promise<void> {
		const { next } = JSON.parse(row.data) as { next?: string };
		const name = `${row.step} ${row.state}${next ? ` → ${next}` : ''}`;
		await life.point('write', name, 'before');
		await life.turn(this.scheduler.between(0, 4));
		const createdAt = new Date(this.scheduler.now + this.clockOffset).toISOString();
		const given = { ...row, id: this.nextId++, createdAt };
		const stored = { row: given, parsed: parseRows([given])[0]!, visible: false };
		this.journal.push(stored);
		// The database goes on without its client. Now and then a commit takes long: another row comes in between.
		await this.scheduler.sleep(this.scheduler.chance(0.05) ? this.scheduler.between(50, 3000) : this.latency());
		stored.visible = true;
		await life.point('write', name, 'done');
	}

	/** Rows as n8n's node answers them, and as the product reads them: each is read once, since rows never change. */
	async read(life: Life, which: (row: { reference: string; step: string }) => boolean): Promise<Read> {
		await life.turn(this.latency());
		const found = this.journal.filter(({ row, visible }) => visible && which(row));
		await life.point('read', 'journal', 'done');
		return { raw: found.map(({ row }) => row), rows: found.map(({ parsed }) => parsed) };
	}

	async finish(life: Life, reference: string): Promise<void> {
		await life.point('write', 'finished', 'before');
		await life.turn(this.latency());
		this.done.add(reference);
		await life.point('write', 'finished', 'done');
	}

	async isDone(life: Life, reference: string): Promise<boolean> {
		await life.turn(this.latency());
		return this.done.has(reference);
	}

	/** Somebody empties the tables, or brings back those of a moment before. */
	lose(): void {
		this.journal = [];
		this.done.clear();
	}

	/** For the eyes of the harness. */
	rows(): JournalRow[] {
		return this.journal.filter(({ visible }) => visible).map(({ parsed }) => parsed);
	}

	private latency(): number {
		return this.scheduler.between(1, 6);
	}
}
