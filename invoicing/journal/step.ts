import { afterTelling, decide, type BuildView, type DecideOptions, type Decision } from './decide';
import { fold, type ReferenceState } from './fold';
import { stands, giveUp } from './claim';
import { outcomeOf, type EffectItem, type ReadMailFailure, type StepOutcome } from './outcome';
import { newRow, type Action, type Effect, type JournalRow, type NewRow, type RowData } from './row';

/** Sentences of the journal's notes and of the deal's status; see statusText.ts. */
export type Describe = (
	decision: Decision,
	outcome: StepOutcome,
	build: BuildView | undefined,
	state: ReferenceState,
) => string;

/**
 * The one place where the journal grows after the claim: closes what was announced last and announces what comes next.
 * `rows` are the rows read before the effect; whether the claim still stands is asked after the insert (`route`).
 */
export function stepRow(input: {
	rows: readonly JournalRow[];
	attempt: string;
	item: EffectItem;
	build: BuildView | undefined;
	options: DecideOptions;
	mailFailure: ReadMailFailure;
	describe: Describe;
}): NewRow {
	const { rows, attempt, item, options } = input;
	const last = lastOf(rows, attempt);
	const closing = (last?.data.next ?? 'build') as Effect | 'hold';
	const outcome =
		closing === 'build' ? buildOutcome(item, input.mailFailure) : outcomeOf(closing, item, input.mailFailure);
	const build = closing === 'build' && outcome.state !== 'failed' ? (item as unknown as BuildView) : input.build;
	const reference = rows[0]?.reference ?? '';
	const draft = newRow({
		reference,
		step: stepName(closing),
		state: outcome.state,
		attempt,
		data: { cause: outcome.cause },
	});
	const state = fold([...rows, asRow(draft, rows, outcome, build)]);
	const decision =
		closing === 'attention' || closing === 'alarm'
			? afterTelling(announced(last?.data), outcome, options.now)
			: decide(closing, outcome, state, build, options);
	return newRow({
		...documentColumns(outcome, build, rows),
		reference,
		step: stepName(closing),
		state: outcome.state,
		attempt,
		holder: last?.holder ?? '',
		note: input.describe(decision, outcome, build, state),
		data: { ...dataOf(outcome, build, rows, attempt), ...dropUndefined(decision), lease: last?.data.lease },
	});
}

const stepName = (closing: Effect | 'hold'): string => (closing === 'hold' ? 'approve' : closing);

function announced(data: RowData | undefined): Decision {
	const { rest, cause, key, notBefore, system } = data ?? {};
	return { next: 'end', rest, cause, key, notBefore, system };
}

function buildOutcome(item: EffectItem, mailFailure: ReadMailFailure): StepOutcome {
	if (item.error !== undefined) return outcomeOf('build', item, mailFailure);
	const { awaitsKsef, withdrawn } = (item as unknown as BuildView).brakes;
	return awaitsKsef && !withdrawn ? { state: 'waiting', retry: true, cause: 'build:ksefNumber' } : { state: 'done' };
}

/** The new row as the fold will see it once it is inserted. Its retry mark is not known yet: a failure counts as one more try. */
function asRow(
	draft: NewRow,
	rows: readonly JournalRow[],
	outcome: StepOutcome,
	build: BuildView | undefined,
): JournalRow {
	const last = rows.at(-1);
	return {
		...draft,
		number: outcome.issued?.number ?? '',
		document_id: outcome.issued?.documentId ?? '',
		id: (last?.id ?? 0) + 1,
		at: last?.at ?? 0,
		data: {
			v: 1,
			cause: outcome.cause,
			gate: build?.invoice?.gate,
			...ksef(outcome),
			...unmailed(outcome, rows, draft.attempt, build),
		},
	};
}

function dataOf(
	outcome: StepOutcome,
	build: BuildView | undefined,
	rows: readonly JournalRow[],
	attempt: string,
): Partial<RowData> {
	return dropUndefined({
		...outcome.data,
		cause: outcome.cause,
		system: outcome.system || undefined,
		...(outcome.issued && {
			gate: build?.invoice?.gate,
			content: build?.content,
			...ksef(outcome),
			...unmailed(outcome, rows, attempt, build),
		}),
	});
}

function ksef(outcome: StepOutcome): Partial<RowData> {
	const { issued } = outcome;
	return issued?.legal.state === 'legal' ? { ksefNumber: issued.legal.ksefNumber || 'yes' } : {};
}

/**
 * A document that was found, and that this journal cannot have made or cannot have recorded: nobody here ever announced
 * it, or the deal carries our reference although no run of this journal came as far as recording it. Then an earlier
 * journal did (it was emptied, or an older one was brought back), and may have mailed: it is not mailed again.
 */
function unmailed(
	outcome: StepOutcome,
	rows: readonly JournalRow[],
	attempt: string,
	build: BuildView | undefined,
): Partial<RowData> {
	if (!outcome.issued?.adopted) return {};
	const announced = (step: string) => rows.some((row) => row.data.next === step && row.attempt !== attempt);
	const recordedBefore = build?.deal?.record?.reference === rows[0]?.reference && !announced('record');
	return announced('issue') && !recordedBefore ? {} : { mailUnknown: true };
}

function documentColumns(
	outcome: StepOutcome,
	build: BuildView | undefined,
	rows: readonly JournalRow[],
): Partial<Omit<NewRow, 'data'>> {
	const client = build?.invoice?.buyer.clientId ?? '';
	const { issued } = outcome;
	if (!issued) return { ...lastDocument(rows), client };
	return {
		vendor: issued.system,
		number: issued.number,
		document_id: issued.documentId,
		amount: issued.gross,
		currency: issued.currency,
		due_date: issued.dueDate ?? '',
		client,
	};
}

/** Every row of a document names it, so that a person reading the table sees which. */
function lastDocument(rows: readonly JournalRow[]): Partial<Omit<NewRow, 'data'>> {
	const row = rows.findLast((candidate) => candidate.document_id !== '');
	if (!row) return {};
	const { vendor, number, document_id, amount, currency, due_date } = row;
	return { vendor, number, document_id, amount, currency, due_date };
}

function lastOf(rows: readonly JournalRow[], attempt: string): JournalRow | undefined {
	return rows.findLast((row) => row.attempt === attempt);
}

function dropUndefined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

export interface Route {
	action: Action | 'yield';
	state: ReferenceState;
	row: JournalRow | undefined;
	/** Only for `yield`: the row that gives the claim up. */
	yield?: NewRow;
}

/**
 * After the insert, with all rows read again: the run goes on as announced only if its claim still stands.
 * `holder`: this execution. One that carries the claim of another (a person's "retry" of a failed run, pressed twice
 * perhaps) acts on nothing: it starts again with a claim of its own. So does one whose claim has vanished because
 * somebody emptied the journal or brought back an older one.
 */
export function route(rows: readonly JournalRow[], attempt: string, holder: string): Route {
	const state = fold(rows);
	const row = lastOf(rows, attempt);
	const claimed = state.attempts.get(attempt);
	if (!claimed || claimed.holder !== holder) return { action: 'again', state, row };
	const action = row?.data.next ?? 'end';
	const stopping = action === 'wait' || action === 'hold' || action === 'again' || action === 'end';
	if (stopping || stands(rows, attempt)) return { action, state, row };
	return { action: 'yield', state, row, yield: giveUp(state, attempt, row?.id).row };
}
