import type { StageEntry } from '../../../invoicing/deal';
import type { Invoice, IssuedInvoice } from '../../../invoicing/invoice';
import { judge, look, type AskedBy } from '../../../invoicing/journal/claim';
import type { BuildView } from '../../../invoicing/journal/decide';
import { describe as describeRow } from '../../../invoicing/journal/describe';
import { newRow, parseRows, type DocumentStep, type JournalRow, type NewRow } from '../../../invoicing/journal/row';
import { route, stepRow } from '../../../invoicing/journal/step';
import { turnOf } from '../../../invoicing/journal/summary';
import { mailFailure } from '../../../invoicing/mailOutcome';

/** One reference's run as the canvas makes it, without n8n: the same pure functions in the same order. */

export const ENTRY: StageEntry = {
	reference: 'bitrix24:demo:1:invoice:1',
	crm: 'bitrix24',
	account: 'demo',
	dealId: '1',
	entryId: '9',
	stageId: 'C1:TOINVOICE',
	enteredAt: '2026-11-22T10:00:00+01:00',
	kind: 'invoice',
	part: 1,
	percent: '100',
	percentBefore: '0',
};

/** The row with which a run claims a reference that has no rows yet. */
export function claimRow(attempt: string): NewRow {
	const result = look({
		rows: [],
		done: false,
		entry: ENTRY,
		askedBy: 'event',
		attempt,
		holder: '',
		leaseSeconds: 60,
		now: 0,
	});
	if (!result.claim) throw new Error(result.why);
	return result.row;
}

export function buildView(overrides: Partial<BuildView['brakes']> = {}, invoice: Partial<Invoice> = {}): BuildView {
	return {
		ok: true,
		problems: [],
		invoice: {
			kind: 'invoice',
			gate: 'none',
			mailTo: ['a@b.example'],
			fingerprint: 'f1',
			buyer: { clientId: '7' },
			...invoice,
		} as Invoice,
		brakes: { mode: 'automatic', needsApproval: false, delayMinutes: 0, ...overrides },
	};
}

/** What the outside has seen. */
export interface Books {
	documents: number;
	recorded: number;
	mails: number;
	files: number;
	reportRows: number;
	alarms: string[];
	statuses: string[];
}

export class Killed extends Error {}

export interface World {
	build: () => BuildView;
	legal: () => IssuedInvoice['legal'];
	/** Throws Killed to cut the run off, or answers an error item. */
	around?: (point: string) => void;
	fail?: (effect: string) => Record<string, unknown> | undefined;
	skip?: DocumentStep[];
}

export class Simulation {
	private nextId = 1;
	private attempts = 0;
	readonly stored: (NewRow & { id: number; createdAt: string })[] = [];
	readonly books: Books = { documents: 0, recorded: 0, mails: 0, files: 0, reportRows: 0, alarms: [], statuses: [] };
	now = Date.parse('2026-11-22T09:00:00Z');
	finished = false;

	constructor(readonly world: World) {}

	rows(): JournalRow[] {
		return parseRows(this.stored);
	}

	private insert(row: NewRow): void {
		this.world.around?.(`before row ${row.step}`);
		this.now += 10;
		this.stored.push({ ...row, id: this.nextId++, createdAt: new Date(this.now).toISOString() });
		this.world.around?.(`after row ${row.step}`);
	}

	/** The rows of the last attempt over and over, as months of a sweep in vain write them, until there are so many. */
	repeatLast(rows: number, everyMs: number): void {
		const last = this.stored.at(-1)!.attempt;
		const pattern = this.stored.filter(({ attempt }) => attempt === last);
		while (this.stored.length < rows) {
			this.now += everyMs;
			const attempt = `attempt${++this.attempts}`;
			for (const row of pattern) {
				this.now += 10;
				this.stored.push({ ...row, attempt, id: this.nextId++, createdAt: new Date(this.now).toISOString() });
			}
		}
	}

	/** A row that a person adds by hand. */
	note(columns: Partial<NewRow>): void {
		this.insert({ ...newRow({ reference: ENTRY.reference, data: {} }), ...columns });
	}

	/** Runs until the reference rests; pauses pass at once. Answers why it did not start, or the last action. */
	run(askedBy: AskedBy = 'event', entry: StageEntry = ENTRY): string {
		for (let rounds = 0; rounds < 20; rounds++) {
			const attempt = `attempt${++this.attempts}`;
			const seen = look({
				rows: this.rows(),
				done: this.finished,
				entry,
				askedBy,
				attempt,
				holder: '',
				leaseSeconds: 60,
				now: this.now,
			});
			if (!seen.claim) return seen.why;
			this.insert(seen.row);
			if (judge(this.rows(), attempt, this.now).verdict !== 'won') return 'not won';
			const last = this.steps(attempt, askedBy);
			if (last !== 'wait' && last !== 'again') return last;
		}
		return 'endless';
	}

	private steps(attempt: string, askedBy: AskedBy): string {
		const build = this.world.build();
		let item: Record<string, unknown> = build as unknown as Record<string, unknown>;
		for (;;) {
			const rows = this.rows();
			const options = {
				now: this.now,
				pauses: [70, 140],
				maxTries: 8,
				skip: new Set(this.world.skip),
				replay: askedBy === 'replay',
				attempt,
			};
			this.insert(stepRow({ rows, attempt, item, build, options, mailFailure, describe: describeRow('en') }));
			const { action, row } = route(this.rows(), attempt, '');
			if (action === 'wait') {
				this.now = Math.max(this.now, Date.parse(row?.data.notBefore ?? ''));
				return action;
			}
			if (action === 'yield' || action === 'end' || action === 'hold' || action === 'again') return action;
			item = this.effect(action, row?.note ?? '');
		}
	}

	/** An approval form that somebody fills in. */
	answer(item: Record<string, unknown>): string {
		const rows = this.rows();
		const attempt = rows.at(-1)!.attempt;
		const options = { now: this.now, pauses: [70], maxTries: 8, skip: new Set<DocumentStep>(), replay: false, attempt };
		this.insert(
			stepRow({ rows, attempt, item, build: this.world.build(), options, mailFailure, describe: describeRow('en') }),
		);
		return route(this.rows(), attempt, '').action === 'again' ? this.run() : 'not again';
	}

	private effect(action: string, status: string): Record<string, unknown> {
		this.world.around?.(`before ${action}`);
		const failure = this.world.fail?.(action);
		if (failure) return failure;
		const item = this.act(action, status);
		this.world.around?.(`after ${action}`);
		return item;
	}

	private act(action: string, status: string): Record<string, unknown> {
		const { books } = this;
		switch (action) {
			case 'issue': {
				// Found by its reference, else made: what issueOnce does with a system that enforces it.
				const adopted = books.documents > 0;
				books.documents = 1;
				return { outcome: 'issued', differences: [], issued: this.issued(adopted) };
			}
			case 'legal':
				return { issued: this.issued(true) };
			case 'record':
				books.recorded = 1;
				return { recorded: true };
			case 'mail':
				books.mails++;
				return { accepted: ['a@b.example'], rejected: [] };
			case 'archive':
				books.files = 1;
				return { archive: { path: '2026/11/C/FV.pdf' } };
			case 'report':
				books.reportRows = 1;
				return { Reference: 'x' };
			case 'finish':
				this.finished = true;
				return { reference: 'x' };
			case 'alarm':
				books.alarms.push(status);
				return {};
			default:
				books.statuses.push(status);
				return {};
		}
	}

	private issued(adopted: boolean): IssuedInvoice {
		return {
			system: 'fakturownia',
			documentId: '5',
			number: '1/11/2026',
			gross: '123.00',
			currency: 'PLN',
			adopted,
			legal: this.world.legal(),
		} as IssuedInvoice;
	}

	/** The sweep's turn; true when it started a run. */
	sweep(): boolean {
		const { due } = turnOf(this.rows(), this.now, 20);
		for (const { entry } of due) this.run('sweep', entry);
		return due.length > 0;
	}
}

export const NO_LEGAL: IssuedInvoice['legal'] = { state: 'notRequired', messages: [] };
