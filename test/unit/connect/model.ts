import { VendorError, type FailureCause, type Outcome } from '../../../connect/http';
import { issueOnce, type IssueOutcome } from '../../../connect/issueOnce';
import type { Accounting } from '../../../connect/ports';
import type { Invoice, IssuedInvoice } from '../../../invoicing/invoice';
import { invoice } from '../fakturownia/support';

/** What happens to one create request. `late`: the answer is lost and the effect comes after `delayMs`. */
export type Event =
	| {
			kind:
				| 'done'
				| 'lostBefore'
				| 'lostAfter'
				| 'serverError'
				| 'rateLimit'
				| 'refused'
				| 'noConnection'
				| 'crashBefore'
				| 'crashAfter';
	  }
	| { kind: 'late' | 'crashLate'; delayMs: number };

export interface ModelOptions {
	enforces: boolean;
	finds?: boolean;
	searchLagMs: number;
	/** Looks that fail, by their number. */
	failingLooks?: number[];
	quietTimeMs?: number;
}

export const START = Date.parse('2026-11-30T10:00:00Z');
export class Crash extends Error {}

/** An accounting system with books, a clock that only moves when somebody sleeps, and a schedule of faults. */
export class Model {
	now = START;
	readonly books: { id: number; reference: string; at: number }[] = [];
	readonly requests: number[] = [];
	slept = 0;
	looks = 0;
	private readonly later: { at: number; reference: string }[] = [];

	constructor(
		private readonly events: Event[],
		readonly options: ModelOptions,
	) {}

	readonly clock = {
		now: () => new Date(this.now),
		sleep: async (ms: number) => {
			this.slept += ms;
			this.advance(ms);
		},
	};

	advance(ms: number): void {
		this.now += ms;
		for (const effect of this.later.splice(0))
			if (effect.at <= this.now) this.insert(effect.reference, effect.at);
			else this.later.push(effect);
	}

	get accounting(): Accounting {
		const unused = () => Promise.reject(new Error('not used'));
		return {
			system: 'model',
			capabilities: {
				enforcesReference: this.options.enforces,
				findsByReference: this.options.finds ?? true,
				kinds: ['invoice'],
				sendsToKsef: false,
				sendsEmail: false,
				quietTimeMs: this.options.quietTimeMs ?? 150_000,
			},
			findByReference: async (reference) => {
				const look = this.looks++;
				if (this.options.failingLooks?.includes(look)) throw failure('unavailable', 'notDone');
				return this.books
					.filter((each) => each.reference === reference && each.at + this.options.searchLagMs <= this.now)
					.map((each) => answer(each.id, invoice({ reference })));
			},
			issue: async (wanted) => this.create(wanted),
			read: unused,
			pdf: unused,
			legalStatus: unused,
			sendByEmail: unused,
			recordPayment: unused,
			list: unused,
			accountSettings: unused,
		};
	}

	run(options: Partial<Parameters<typeof issueOnce>[2]> = {}): Promise<IssueOutcome> {
		return issueOnce(this.accounting, invoice(), { ...this.clock, ...options });
	}

	/** Lets every late effect happen. */
	settle(): void {
		this.advance(24 * 3600_000);
	}

	private async create(wanted: Invoice): Promise<IssuedInvoice> {
		this.requests.push(this.now);
		const event = this.events.shift() ?? { kind: 'done' };
		const { reference } = wanted;
		switch (event.kind) {
			case 'rateLimit':
				throw failure('rateLimit', 'notDone');
			case 'noConnection':
				throw failure('unavailable', 'notDone');
			case 'refused':
				throw failure('rejected', 'notDone');
			case 'lostBefore':
				throw failure('unavailable', 'unclear');
			case 'crashBefore':
				throw new Crash();
			case 'late':
			case 'crashLate':
				this.later.push({ at: this.now + event.delayMs, reference });
				throw event.kind === 'late' ? failure('unavailable', 'unclear') : new Crash();
			default: {
				const id = this.insert(reference, this.now);
				if (id === undefined) throw failure('conflict', 'notDone');
				if (event.kind === 'crashAfter') throw new Crash();
				if (event.kind !== 'done') throw failure('unavailable', 'unclear');
				return answer(id, wanted);
			}
		}
	}

	private insert(reference: string, at: number): number | undefined {
		if (this.options.enforces && this.books.some((each) => each.reference === reference)) return undefined;
		const id = this.books.length + 1;
		this.books.push({ id, reference, at });
		return id;
	}
}

export function failure(cause: FailureCause, outcome: Outcome): VendorError {
	return new VendorError({ vendor: 'Model', cause, outcome, message: `${cause}.`, advice: 'Again.' });
}

export function answer(id: number, wanted: Invoice, change: Partial<IssuedInvoice> = {}): IssuedInvoice {
	return {
		system: 'model',
		account: 'demo',
		documentId: String(id),
		number: `${id}/11/2026`,
		reference: wanted.reference,
		kind: wanted.kind,
		currency: wanted.currency,
		net: wanted.totals.net,
		vat: wanted.totals.vat,
		gross: wanted.totals.gross,
		issueDate: wanted.issueDate,
		buyer: { name: wanted.buyer.name, taxId: '', emails: [] },
		legal: { state: 'notRequired', messages: [] },
		paid: '0.00',
		cancelled: false,
		adopted: false,
		...change,
	};
}
