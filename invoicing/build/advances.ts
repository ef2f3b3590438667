import Big from 'big.js';
import type { Deal, StageEntry } from '../deal';
import { amount, sum } from '../decimal';
import type { InvoiceLine, IssuedInvoice, RateTotal, Settled, Totals } from '../invoice';
import type { Amount, Language } from '../primitives';
import { grossOf, remainderOf, splitOver } from '../settlement';
import type { InvoiceSettings } from '../settings';
import { cut, LINE_NAME_LENGTH } from '../text';
import type { Computed } from './document';
import type { Findings } from './findings';
import { receivedAmount } from './received';

/** An advance or a final: its own content, the order that it belongs to, and the advances that it names. */
export interface Staged extends Computed {
	order: Pick<Computed, 'lines' | 'totals'>;
	settles?: Settled[];
}

export interface StagedInput {
	deal: Deal;
	entry: StageEntry;
	settings: InvoiceSettings;
	whole: Computed;
	earlier: readonly IssuedInvoice[];
	language: Language;
}

/** The document of an entry of kind advance or final; undefined when something stands in its way, which is reported. */
export function stagedDocument(input: StagedInput, findings: Findings): Staged | undefined {
	const settles = settledOf(input, findings);
	if (!settles) return undefined;
	const { whole, deal } = input;
	const left = remainderOf(
		whole.totals.byRate,
		settles.flatMap(({ byRate }) => byRate),
	);
	const short = left.find(({ gross }) => new Big(gross).lt(0));
	if (short) {
		findings.stop('advancesExceedOrder', 'lines', { numbers: numbersOf(settles), rate: short.vatRate });
		return undefined;
	}
	const order = { lines: whole.lines, totals: whole.totals };
	if (input.entry.kind === 'final') {
		const remaining = left.filter((rate) => [rate.net, rate.vat, rate.gross].some((value) => !new Big(value).eq(0)));
		return finalOf({ remaining, settles, order, currency: deal.currency, ...input }, findings);
	}
	return advanceOf({ left, settles, order, ...input }, findings);
}

type Found = StagedInput & { settles: Settled[]; order: Staged['order'] };

function finalOf(input: Found & { remaining: RateTotal[]; currency: string }, findings: Findings): Staged | undefined {
	const { settles, order, remaining, currency, language, whole } = input;
	if (settles.length === 0) {
		findings.stop('finalWithoutAdvance', 'entry.kind');
		return undefined;
	}
	if (grossOf(remaining).lte(0)) {
		const gross = order.totals.gross;
		findings.stop('orderFullyAdvanced', 'entry.kind', { numbers: numbersOf(settles), gross, currency });
		return undefined;
	}
	const lines = [...order.lines, ...settles.flatMap((settled) => settlingLines(settled, language))];
	return { method: whole.method, lines, totals: totalsOf(remaining), order, settles };
}

function advanceOf(input: Found & { left: RateTotal[] }, findings: Findings): Staged | undefined {
	const { deal, entry, settings, left, settles, order, language } = input;
	const received = receivedAmount(deal, entry, settings, order.totals.gross, findings);
	if (received === undefined) return undefined;
	const open = grossOf(left);
	if (open.lt(received) || open.eq(0)) {
		const paid = amount(sum(settles.map(({ gross }) => gross)).plus(received));
		const values = { paid, gross: order.totals.gross, currency: deal.currency };
		findings.stop('advanceOverpaid', 'entry.received', values);
		return undefined;
	}
	const byRate = splitOver(order.totals.byRate, left, received);
	const lines = byRate.map((rate) => advanceLine(rate, order.lines, entry.part, language));
	// The one that completes the order stands for the final, and names the others as a final would.
	const completes = open.eq(received) && settles.length > 0;
	return { method: 'perRateFromGross', lines, totals: totalsOf(byRate), order, ...(completes && { settles }) };
}

/** It is to have a KSeF number and has none; one that never went there needs none. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(['pending', 'retry', 'rejected', 'unclear']);

/** The advances as they stand in the accounting system, each with what it took of every rate. */
function settledOf({ deal, entry, earlier, whole }: StagedInput, findings: Findings): Settled[] | undefined {
	const settled: Settled[] = [];
	for (const document of earlier) {
		const byRate = ratesOf(document, whole.totals);
		if (!byRate || document.currency !== deal.currency) {
			findings.stop('advanceNotUnderstood', 'earlier', { number: document.number });
			return undefined;
		}
		const { reference, documentId, number, issueDate, gross, legal } = document;
		if (entry.kind === 'final' && ON_ITS_WAY.has(legal.state)) {
			findings.stop('advanceWaitsForKsef', 'earlier', { number });
			return undefined;
		}
		const ksef = legal.ksefNumber ? { ksefNumber: legal.ksefNumber } : {};
		settled.push({ reference, documentId, number, ...ksef, issueDate, gross, byRate });
	}
	return settled;
}

/** An order at one rate leaves no doubt, whatever the system tells of the lines. */
function ratesOf({ byRate, net, vat, gross }: IssuedInvoice, order: Totals): RateTotal[] | undefined {
	const [only] = order.byRate;
	if (byRate) return byRate;
	return only && order.byRate.length === 1 ? [{ vatRate: only.vatRate, net, vat, gross }] : undefined;
}

const numbersOf = (settles: readonly Settled[]): string => settles.map(({ number }) => number).join(', ');

function totalsOf(byRate: RateTotal[]): Totals {
	const total = (name: 'net' | 'vat' | 'gross'): Amount => amount(sum(byRate.map((rate) => rate[name])));
	return { net: total('net'), vat: total('vat'), gross: total('gross'), byRate };
}

const WORD: Record<Language, string> = { pl: 'Zaliczka', en: 'Advance' };

/** One line a rate, named after what it is for; the ordered goods and services stand in its description (art. 106f). */
function advanceLine(rate: RateTotal, order: InvoiceLine[], part: number, language: Language): InvoiceLine {
	const own = order.filter(({ vatRate }) => vatRate === rate.vatRate);
	const ordered = own.map(({ name, quantity, unit, gross }) => `${name}: ${quantity} ${unit}`.trim() + `, ${gross}`);
	return {
		name: cut(`${WORD[language]} ${part}: ${own.map(({ name }) => name).join(', ')}`, LINE_NAME_LENGTH),
		description: ordered.join('\n'),
		quantity: '1',
		unit: '',
		unitPrice: rate.gross,
		priceBasis: 'gross',
		annex15: own.some(({ annex15 }) => annex15),
		...rate,
	};
}

/** What a final takes off again: one negative line for each rate of an advance. */
function settlingLines({ number, byRate }: Settled, language: Language): InvoiceLine[] {
	const minus = (value: Amount): Amount => amount(new Big(value).neg());
	return byRate.map(({ vatRate, net, vat, gross }) => ({
		name: cut(`${WORD[language]} ${number}`, LINE_NAME_LENGTH),
		quantity: '1',
		unit: '',
		unitPrice: minus(gross),
		priceBasis: 'gross' as const,
		vatRate,
		net: minus(net),
		vat: minus(vat),
		gross: minus(gross),
		annex15: false,
	}));
}
