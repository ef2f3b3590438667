import type { StageEntry } from '../../../../invoicing/deal';
import type { AskedBy } from '../../../../invoicing/journal/claim';
import { describe as describeRow } from '../../../../invoicing/journal/describe';
import type { EffectItem } from '../../../../invoicing/journal/outcome';
import type { Alert, JournalRow, NewRow, RowData } from '../../../../invoicing/journal/row';
import { mailFailure } from '../../../../invoicing/mailOutcome';
import type { Account } from './account';
import { Effects, type Memory } from './effects';
import type { VirtualOutside } from './outside';
import type { Life } from './process';
import type { Protocol } from './protocol';
import type { Tables } from './table';

/** One execution of the scenario: what n8n keeps of it while it waits. */
export interface Execution {
	id: string;
	entry: StageEntry;
	askedBy: AskedBy;
	memory: Memory;
	/** Only where a bug lets a paused run go on with its old claim. */
	goesOn?: { attempt: string; action: string };
}

/** What the way needs of everything around it. */
export interface Surroundings {
	outside: VirtualOutside;
	tables: Tables;
	protocol: Protocol;
	google: Account;
	newAttempt(): string;
	/** Puts the execution to sleep in n8n's database. */
	pause(execution: Execution, ms: number): void;
	tell(alert: Alert): void;
}

/** As shipped. */
export const LEASE_SECONDS = 240;
const PAUSES = [70, 140, 280];
const CONTEST_MS = 2_000;
const describe = describeRow('pl');

/** The canvas of deal-to-invoice for one deal, from the claim to the end, on a process that may end at any moment. */
export async function way(around: Surroundings, life: Life, execution: Execution): Promise<void> {
	const { entry } = execution;
	life.dealId = entry.dealId;
	if (execution.goesOn) {
		const { attempt, action } = execution.goesOn;
		execution.goesOn = undefined;
		const done = await new Run(around, life, execution, attempt, []).goOn(action);
		if (done !== 'again') return;
	}
	for (;;) {
		life.step = 'claim';
		const won = await claim(around, life, execution);
		if (!won) return;
		if ((await new Run(around, life, execution, won.attempt, won.rows).fromBuild()) !== 'again') return;
	}
}

interface Won {
	attempt: string;
	rows: JournalRow[];
}

async function claim(around: Surroundings, life: Life, { id, entry, askedBy }: Execution): Promise<Won | undefined> {
	const { tables, protocol } = around;
	const { reference } = entry;
	const done = await tables.isDone(life, reference);
	const { rows } = await tables.read(life, (row) => row.reference === reference);
	const attempt = around.newAttempt();
	const seen = protocol.look({
		rows: protocol.seen(rows, attempt),
		done,
		entry,
		askedBy,
		attempt,
		holder: id,
		leaseSeconds: LEASE_SECONDS,
		now: life.process.now(),
	});
	if (!seen.claim) return undefined;
	await tables.insert(life, seen.row);
	for (;;) {
		const { rows: now } = await tables.read(life, (row) => row.reference === reference);
		const verdict = protocol.judge(protocol.seen(now, attempt), attempt, life.process.now());
		if (verdict.verdict === 'won') return { attempt, rows: now };
		if (verdict.verdict === 'yield') {
			await tables.insert(life, verdict.row);
			return undefined;
		}
		await life.turn(CONTEST_MS);
	}
}

/** One claim of an execution: its steps until it rests. */
class Run {
	private readonly effects: Effects;
	/** What the execution has read so far: the newest reading before the effect, as the canvas hands it to Step Row. */
	private readonly seen = new Map<number, JournalRow>();

	constructor(
		private readonly around: Surroundings,
		private readonly life: Life,
		private readonly execution: Execution,
		private readonly attempt: string,
		claims: readonly JournalRow[],
	) {
		this.see(claims);
		const { outside, protocol, google } = around;
		this.effects = new Effects(outside, life, protocol, google, execution.entry, execution.memory);
	}

	async fromBuild(): Promise<'again' | 'rests'> {
		this.life.step = 'build';
		return this.loop(await this.effects.build());
	}

	/** Goes on with the step that failed before a pause, as if nobody could have done it meanwhile. */
	async goOn(action: string): Promise<'again' | 'rests'> {
		const { json } = await this.around.protocol.next(await this.read(), this.attempt, this.execution.id);
		const closing = action === 'build' ? await this.effects.build() : await this.effect(action, json);
		const paused = [...this.seen.values()].findLast((row) => row.attempt === this.attempt);
		if (paused) this.seen.set(paused.id, { ...paused, data: { ...paused.data, next: action as RowData['next'] } });
		return this.loop(closing);
	}

	private async loop(first: EffectItem): Promise<'again' | 'rests'> {
		for (let closing = first; ;) {
			await this.write(this.row(closing));
			const { action, json } = await this.around.protocol.next(await this.read(), this.attempt, this.execution.id);
			if (action === 'yield') await this.around.tables.insert(this.life, json as unknown as NewRow);
			if (action === 'wait') {
				await this.effects.setStatus(String(json.status));
				return await this.wait();
			}
			if (action === 'again') return 'again';
			if (action === 'yield' || action === 'end') return 'rests';
			closing = await this.effect(action, json);
		}
	}

	private async wait(): Promise<'again' | 'rests'> {
		const last = [...this.seen.values()].findLast((row) => row.attempt === this.attempt);
		const ms = Math.max(1000, Date.parse(last?.data.notBefore ?? '') - this.life.process.now());
		const { execution, around } = this;
		if (!around.protocol.startsAgainAfterPause) {
			execution.goesOn = { attempt: this.attempt, action: last?.step ?? 'build' };
		}
		around.pause(execution, ms);
		return 'rests';
	}

	private async effect(action: string, json: Record<string, unknown>): Promise<EffectItem> {
		const { life, around } = this;
		if (action === 'finish') {
			await around.tables.finish(life, this.execution.entry.reference);
			return {};
		}
		if (action === 'attention' || action === 'alarm') {
			const told = await this.effects.setStatus(String(json.status));
			if (action === 'attention' && told.error !== undefined) return told;
			around.tell(json.alert as Alert);
			return {};
		}
		const asked = {
			documentId: String(json.documentId ?? ''),
			status: String(json.status ?? ''),
			inFlightSince: String(json.inFlightSince ?? ''),
			archivePath: String(json.archivePath ?? ''),
		};
		if (!around.protocol.outcomeFirst.has(action)) return await this.effects.act(action, asked);
		const closing = { accepted: ['x'], archive: { path: '' } };
		await this.write(this.row(closing));
		await this.effects.act(action, asked);
		return closing;
	}

	private row(closing: EffectItem): NewRow {
		const { execution, attempt, life, around } = this;
		const rows = around.protocol.seen(
			[...this.seen.values()].sort((a, b) => a.id - b.id),
			attempt,
		);
		return around.protocol.stepRow({
			rows,
			attempt,
			item: closing,
			build: execution.memory.build,
			options: {
				now: life.process.now(),
				pauses: PAUSES,
				maxTries: 8,
				skip: new Set(),
				replay: execution.askedBy === 'replay',
				attempt,
			},
			mailFailure,
			describe,
		});
	}

	private async write(row: NewRow): Promise<void> {
		const { next } = JSON.parse(row.data) as RowData;
		// From here on a look that was taken before a pause of the machine may be acted on after it.
		this.life.step = next ?? 'end';
		if (next === 'mail') this.life.mailOpen = true;
		await this.around.tables.insert(this.life, row);
		if (row.step === 'mail') this.life.mailOpen = false;
	}

	private async read(): Promise<object[]> {
		const { reference } = this.execution.entry;
		const { raw, rows } = await this.around.tables.read(this.life, (row) => row.reference === reference);
		this.see(rows);
		return raw;
	}

	private see(rows: readonly JournalRow[]): void {
		for (const row of rows) this.seen.set(row.id, row);
	}
}
