/**
 * The long run: `npm run test:faults`. Every row shows one promise under faults and counts in the fakes' books.
 * A row prints what it measured and what it found wrong; a violation is a sentence that names deal and effect.
 */
export interface Row {
	/** As in docs/promises.md: `1`, `1q` (queue mode), `3p` (in process, against the strict fakes). */
	id: string;
	title: string;
	/** What has to come out, in words. */
	figure: string;
	run(context: RowContext): Promise<RowResult>;
}

export interface RowContext {
	/** Everything random comes from it: the same seed makes the same run. */
	seed: number;
	/** How many random fault schedules row 5 plays. */
	schedules: number;
	log(line: string): void;
}

export interface RowResult {
	/** What was measured: name and value, in the order in which they are printed. */
	figures: Record<string, string | number>;
	/** Empty: the promise held. */
	violations: string[];
}
