import { STARTING_STAGES } from './store.js';

/**
 * The way of one deal as seen from outside: which of its steps show in the vendors' books.
 * A deal may have several documents (deposit, phases): a step is done when it is done for every document so far.
 */

export const STEPS = ['stage', 'invoice', 'ksef', 'record', 'mail', 'archive', 'row'];

/** How often each step shows in the effects of a deal. */
export function countSteps(effects) {
	const numbers = effects.invoices.map((invoice) => invoice.number);
	return {
		invoice: effects.invoices.length,
		ksef: effects.invoices.filter((invoice) => invoice.ksefNumber).length,
		record: numbers.filter((number) => effects.crmRecords.some((record) => mentions(record, number))).length,
		mail: effects.emails.length,
		archive: effects.files.length,
		row: effects.sheetRows.length,
	};
}

/**
 * `[{ name, state, count, at, note }]`; `state`: done, now, waiting, or skipped (a document that KSeF does not ask for).
 * `at`: the moment that the books hold, where they hold one.
 */
export function stepsOf(deal, effects) {
	const counts = countSteps(effects);
	const documents = Math.max(1, counts.invoice);
	const started = STARTING_STAGES.includes(deal.stage) || counts.invoice > 0;
	const steps = STEPS.map((name) => ({
		name,
		count: counts[name] ?? 1,
		state: name === 'stage' ? (started ? 'done' : 'waiting') : counts[name] >= documents ? 'done' : 'waiting',
		at: momentOf(name, effects),
		note: noteOf(name, effects),
	}));
	const ksef = steps[2];
	// The mail never leaves before the document is legal: mailed without a number means that none was needed.
	if (ksef.state === 'waiting' && counts.mail >= documents) ksef.state = 'skipped';
	const next = steps.find((step) => step.state === 'waiting');
	if (started && next) next.state = 'now';
	return steps;
}

function mentions(record, number) {
	const fields = Object.values(record.fields ?? {});
	return [...fields, ...(record.notes ?? [])].some((text) => String(text).includes(number));
}

function momentOf(name, effects) {
	if (name === 'invoice') return effects.invoices.at(-1)?.at;
	if (name === 'record') return effects.crmRecords.at(-1)?.at;
	if (name === 'mail') return effects.emails.at(-1)?.at;
	if (name === 'archive') return effects.files.at(-1)?.at;
	if (name === 'row') return effects.sheetRows.at(-1)?.at;
	return undefined;
}

function noteOf(name, effects) {
	if (name === 'invoice') return effects.invoices.at(-1)?.number;
	if (name === 'ksef') return effects.invoices.at(-1)?.ksefNumber || undefined;
	if (name === 'mail') return effects.emails.at(-1)?.to?.join(', ');
	if (name === 'archive') return effects.files.at(-1)?.path;
	return undefined;
}
