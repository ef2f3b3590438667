import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomLines } from '../support/totalsCheck';
import { seeded } from '../faults/support/queue/seeded';
import { buildInvoice } from '../../invoicing/build';
import { computeTotals } from '../../invoicing/totals';
import { SAMPLE_NOW, sampleDeal, sampleEntry, sampleSettings } from '../unit/invoicing/samples';

const GOLDEN = join(__dirname, '../unit/invoicing/golden/05-mixed-rates.json');
const WARM_UP = 200;

/** Processor time that one invoice takes in the domain: no n8n, no network, no PDF. */
export function domainTime(count: number): { count: number; cpuMsPerInvoice: number } {
	const { deal, entry, settings } = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, never>;
	const input = {
		deal: sampleDeal(deal),
		entry: sampleEntry(entry),
		settings: sampleSettings(settings),
		now: SAMPLE_NOW,
	};
	const build = () => {
		if (!buildInvoice(input).ok) throw new Error('The golden deal does not become an invoice.');
	};
	for (let at = 0; at < WARM_UP; at++) build();
	const before = process.cpuUsage();
	for (let at = 0; at < count; at++) build();
	const { user, system } = process.cpuUsage(before);
	return { count, cpuMsPerInvoice: (user + system) / 1000 / count };
}

/** Totals of random invoices of one to eight lines, on one processor. */
export function totalsPerSecond(count: number): number {
	const random = seeded(1);
	const invoices = Array.from({ length: count }, () => randomLines(random));
	const total = () => {
		for (const lines of invoices) computeTotals(lines, 'perRateFromNet');
	};
	total();
	const before = process.cpuUsage();
	total();
	const { user, system } = process.cpuUsage(before);
	return Math.round((count * 1_000_000) / (user + system));
}
