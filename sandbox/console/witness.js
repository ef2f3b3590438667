import { countSteps } from './steps.js';

/**
 * Remembers when this page saw a step happen: most vendors' books hold a day, not a moment.
 * What had happened before the page looked for the first time has no time of its own.
 */

const deals = new Map();

/** The person has moved the deal into a starting stage just now. */
export function witnessStart(id) {
	const seen = deals.get(id) ?? { times: {} };
	deals.set(id, { ...seen, start: performance.now() });
}

/** Called with every reading of the deal's effects. */
export function witness(id, effects) {
	const seen = deals.get(id) ?? { times: {} };
	const counts = countSteps(effects);
	for (const [step, count] of Object.entries(counts)) {
		const before = seen.counts?.[step];
		if (before !== undefined && count > before) seen.times[`${step}:${count}`] = performance.now();
	}
	deals.set(id, { ...seen, counts });
}

/** When the person moved the deal, on the page's own clock; undefined when the page did not see it. */
export function startOf(id) {
	return deals.get(id)?.start;
}

/** Milliseconds from the move to the step; undefined when the page did not see both. */
export function elapsed(id, step) {
	const seen = deals.get(id);
	if (step.name === 'stage') return seen?.start === undefined ? undefined : 0;
	const time = seen?.times[`${step.name}:${step.count}`];
	return time === undefined || seen.start === undefined || time < seen.start ? undefined : time - seen.start;
}
