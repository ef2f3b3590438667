import type { Invoice, IssuedInvoice } from '../invoicing/invoice';
import type { Instant } from '../invoicing/primitives';
import type { Problem } from '../invoicing/problem';
import { judgeFound, referenceTaken, type Verdict } from './adoption';
import { Budget } from './budget';
import { VendorError } from './http';
import type { Accounting, AccountingCapabilities } from './ports';

export interface IssueOptions {
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
	/** False spares the first look where the system itself refuses a second document; elsewhere it always looks. */
	lookFirst?: boolean;
	/** Looks and pauses together, milliseconds. */
	budgetMs?: number;
	/** Instead of the system's own quiet time, milliseconds. */
	quietTimeMs?: number;
	/** When an earlier run sent the request and learned no outcome: a journal intent without its outcome. */
	inFlightSince?: Instant;
}

export type IssueOutcome =
	| { outcome: 'issued'; issued: IssuedInvoice }
	/** Too early to tell whether the document exists: call again later with this `inFlightSince`. */
	| { outcome: 'parked'; reason: string; inFlightSince: Instant }
	/** Waiting will not tell whether the document exists: a person has to look. */
	| { outcome: 'unknown'; reason: string; inFlightSince: Instant }
	| { outcome: 'conflict'; problems: Problem[] };

/** Looks after a lost create; the longer ones cover systems whose search lags behind. */
const LOOK_PAUSES_MS = [1_000, 3_000, 8_000, 15_000, 30_000];
/** Looks before the same request is sent again to a system that enforces the reference. */
const LOOKS_BEFORE_REPEAT = 3;
const MOST_REQUESTS = 3;
const BUDGET_MS = 60_000;

/**
 * Makes the document exist, once. The only caller of Accounting.issue (design: "issueOnce").
 * Throws VendorError for a definite refusal of a request when no other request is unaccounted for.
 */
export async function issueOnce(
	accounting: Accounting,
	invoice: Invoice,
	options: IssueOptions,
): Promise<IssueOutcome> {
	return new Issue(accounting, invoice, options).run();
}

/** Whether the system itself refuses a second document of this kind under the reference. */
export function keepsReference(
	{ enforcesReference, unenforcedKinds = [] }: AccountingCapabilities,
	{ kind }: Pick<Invoice, 'kind'>,
): boolean {
	return enforcesReference && !unenforcedKinds.includes(kind);
}

class Issue {
	private readonly budget: Budget;
	private readonly quietTimeMs: number;
	/** Time of the newest request whose outcome nobody knows. */
	private unclearSince: Date | undefined;
	private reason = '';
	/** A request of this call has gone out: a document seen after it was made by this call. */
	private sent = false;

	constructor(
		private readonly accounting: Accounting,
		private readonly invoice: Invoice,
		private readonly options: IssueOptions,
	) {
		this.quietTimeMs = options.quietTimeMs ?? accounting.capabilities.quietTimeMs;
		this.budget = new Budget(options.budgetMs ?? BUDGET_MS, options);
		if (options.inFlightSince) {
			this.unclearSince = new Date(options.inFlightSince);
			this.reason = 'An earlier run asked for the document and was cut off before the answer.';
		}
	}

	async run(): Promise<IssueOutcome> {
		this.assertKind();
		const known = this.unclearSince ? await this.takeOver() : await this.firstLook();
		if (known) return known;
		for (let requests = 1; ; requests++) {
			const sent = await this.request();
			if (!(sent instanceof VendorError)) return { outcome: 'issued', issued: sent };
			const settled = await this.afterFailure(sent, requests);
			if (settled) return settled;
		}
	}

	private get enforced(): boolean {
		return keepsReference(this.accounting.capabilities, this.invoice);
	}

	private async firstLook(): Promise<IssueOutcome | undefined> {
		const { findsByReference } = this.accounting.capabilities;
		if (!findsByReference || (this.enforced && this.options.lookFirst === false)) return undefined;
		return this.asOutcome(await this.find());
	}

	/** An earlier request is unaccounted for. Undefined: it was surely never done, or may be repeated under its key. */
	private async takeOver(): Promise<IssueOutcome | undefined> {
		const seen = await this.lookUntilQuiet();
		if (seen) return seen;
		if (!this.enforced) return this.notKnown('unknown');
		this.unclearSince = undefined;
		return undefined;
	}

	private async request(): Promise<IssuedInvoice | VendorError> {
		this.sent = true;
		try {
			return await this.accounting.issue(this.invoice);
		} catch (error) {
			return error instanceof VendorError ? error : Promise.reject(error);
		}
	}

	/** Undefined: the request may be sent again. */
	private async afterFailure(failure: VendorError, requests: number): Promise<IssueOutcome | undefined> {
		if (failure.cause_ === 'conflict') return this.afterRefusedReference(failure);
		if (failure.outcome === 'unclear') return this.afterLostAnswer(failure, requests);
		const passing = failure.cause_ === 'rateLimit' || failure.cause_ === 'unavailable';
		const pause = failure.retryAfterMs ?? LOOK_PAUSES_MS[requests] ?? BUDGET_MS;
		if (passing && requests < MOST_REQUESTS && (await this.budget.pause(pause))) return undefined;
		// A refusal of this request says nothing of an earlier one that is still unaccounted for.
		if (this.unclearSince) return this.notKnown('parked', failure.message);
		throw failure;
	}

	private async afterLostAnswer(failure: VendorError, requests: number): Promise<IssueOutcome | undefined> {
		this.unclearSince = this.options.now();
		this.reason = failure.message;
		if (!this.enforced) return (await this.lookUntilQuiet()) ?? this.notKnown('unknown');
		const { seen, looked } = await this.look(LOOK_PAUSES_MS.slice(0, LOOKS_BEFORE_REPEAT));
		if (seen) return seen;
		return looked && requests < MOST_REQUESTS ? undefined : this.notKnown('parked');
	}

	/** The reference is taken: the document exists, though a search may not show it yet. */
	private async afterRefusedReference(failure: VendorError): Promise<IssueOutcome> {
		const { seen } = await this.look([0, ...LOOK_PAUSES_MS]);
		if (seen) return seen;
		const before = this.options.inFlightSince;
		if (before && this.quietSince(new Date(before)))
			return { outcome: 'conflict', problems: [referenceTaken(this.invoice)] };
		this.unclearSince ??= this.options.now();
		return this.notKnown('parked', failure.message);
	}

	/** Looks until something is seen or the quiet time has passed without it (undefined). */
	private async lookUntilQuiet(): Promise<IssueOutcome | undefined> {
		if (!this.accounting.capabilities.findsByReference) return this.notKnown('unknown');
		for (let attempt = 0; ; attempt++) {
			const quiet = this.isQuiet();
			const { seen, looked } = await this.look([0]);
			if (seen) return seen;
			// The look has to come after the quiet time: one that began before it proves nothing.
			if (looked && quiet) return undefined;
			const wanted = LOOK_PAUSES_MS[Math.min(attempt, LOOK_PAUSES_MS.length - 1)] ?? 0;
			if (!(await this.budget.pause(this.pauseTowardsQuiet(wanted)))) return this.notKnown('parked');
		}
	}

	/** `looked`: at least one look was answered. */
	private async look(pauses: number[]): Promise<{ seen?: IssueOutcome; looked: boolean }> {
		let looked = false;
		for (const pause of pauses) {
			if (!(await this.budget.pause(pause))) break;
			try {
				const seen = this.asOutcome(await this.find());
				looked = true;
				if (seen) return { seen, looked };
			} catch (error) {
				// While a request is unaccounted for, a failed look must not end as a plain "failed": it only teaches nothing.
				if (!(error instanceof VendorError)) return Promise.reject(error);
				this.reason = error.message;
			}
		}
		return { looked };
	}

	private async find(): Promise<Verdict> {
		const { accounting, invoice } = this;
		const look = { inFlight: this.unclearSince !== undefined };
		const found = await this.budget.spend(async () => accounting.findByReference(invoice.reference, invoice, look));
		return judgeFound(found, invoice);
	}

	private isQuiet(): boolean {
		return this.unclearSince !== undefined && this.quietSince(this.unclearSince);
	}

	private quietSince(moment: Date): boolean {
		return this.options.now().getTime() - moment.getTime() >= this.quietTimeMs;
	}

	/** No longer than what is missing to the quiet time. */
	private pauseTowardsQuiet(wanted: number): number {
		const since = this.unclearSince?.getTime() ?? 0;
		const missing = since + this.quietTimeMs - this.options.now().getTime();
		return missing > 0 ? Math.min(wanted, missing) : wanted;
	}

	private notKnown(outcome: 'parked' | 'unknown', reason = this.reason): IssueOutcome {
		const since = this.unclearSince ?? this.options.now();
		return { outcome, reason, inFlightSince: since.toISOString() };
	}

	private assertKind(): void {
		if (this.accounting.capabilities.kinds.includes(this.invoice.kind)) return;
		const { deal, kind } = this.invoice;
		throw new VendorError({
			vendor: this.accounting.system,
			cause: 'rejected',
			outcome: 'notDone',
			message: `Documents of the kind "${kind}" cannot be issued here yet (deal ${deal.id}).`,
			advice: `Issue the ${kind} by hand in the accounting system, or change the stage rule of this deal to another kind.`,
		});
	}

	private asOutcome(verdict: Verdict): IssueOutcome | undefined {
		if (verdict.kind === 'conflict') return { outcome: 'conflict', problems: verdict.problems };
		if (verdict.kind === 'none') return undefined;
		return { outcome: 'issued', issued: { ...verdict.issued, adopted: !this.sent } };
	}
}
