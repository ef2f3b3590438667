/** Somebody may switch the month or use the limit up meanwhile: iFirma then refuses, and both are asked for anew. */
const REMEMBERED_MS = 3_600_000;
/** This share of what was left may be spent before the limit is asked for again: others use the account as well. */
const SHARE_SPENT = 0.5;

interface Kept<T> {
	value: T;
	at: number;
}

/** What an account said of itself a while ago, so that not every document has to ask: its month, its limit of requests. */
export class AccountMemory {
	private keptMonth?: Kept<string>;
	private keptLeft?: Kept<number>;
	private spent = 0;

	/** `2026-11`; undefined: has to be asked for. */
	month(now: Date): string | undefined {
		return isFresh(this.keptMonth, now) ? this.keptMonth.value : undefined;
	}

	keepMonth(value: string, now: Date): void {
		this.keptMonth = { value, at: now.getTime() };
	}

	/** Whether so many requests are surely left; they count as spent then. */
	spend(calls: number, now: Date): boolean {
		if (!isFresh(this.keptLeft, now) || this.spent + calls > this.keptLeft.value * SHARE_SPENT) return false;
		this.spent += calls;
		return true;
	}

	/** @param calls that are about to be spent of them */
	keepLeft(value: number, calls: number, now: Date): void {
		this.keptLeft = { value, at: now.getTime() };
		this.spent = calls;
	}

	forget(): void {
		this.keptMonth = undefined;
		this.keptLeft = undefined;
	}
}

function isFresh<T>(kept: Kept<T> | undefined, now: Date): kept is Kept<T> {
	const age = kept ? now.getTime() - kept.at : -1;
	return age >= 0 && age < REMEMBERED_MS;
}

/** Of this process, by the account's hash. */
const shared = new Map<string, AccountMemory>();

export function memoryOf(account: string): AccountMemory {
	const known = shared.get(account) ?? new AccountMemory();
	shared.set(account, known);
	return known;
}
