import { setTimeout as pause } from 'node:timers/promises';
import { Scene } from '../../e2e/support/scene';
import type { RowResult } from '../row';
import { crowd } from './crowd';

export interface FullJournalOptions {
	references: number;
	recent: number;
	/** How often full and empty tables take turns. */
	rounds: number;
	/** Deals in each turn. */
	deals: number;
	log(line: string): void;
}

const MOST = 2;
/** What a run goes through between reading the deal and the report. */
const STEPS = 6;
/** Nothing of the sweep falls into a measurement but the one turn that is looked at. */
const RARE = { field: 'hours', hoursInterval: 12 };

interface Times {
	claim: number[];
	step: number[];
}

/** A deal among a hundred thousand finished ones, against a deal on the same n8n with empty tables, by turns. */
export async function fullJournal(options: FullJournalOptions): Promise<RowResult> {
	const scene = await Scene.open({ sweepInterval: RARE }, undefined, () => false);
	try {
		return await measured(scene, options);
	} finally {
		await scene.close();
	}
}

async function measured(scene: Scene, options: FullJournalOptions): Promise<RowResult> {
	const { references, recent, rounds, deals, log } = options;
	const { databaseFile, journal } = scene.sandbox.n8n!;
	const [pattern] = await finishedDeals(scene, 2);
	const tables = await journal.tables();
	const others = crowd({ databaseFile, ...tables, dealId: pattern!, references, recent });
	const [empty, full]: [Times, Times] = [
		{ claim: [], step: [] },
		{ claim: [], step: [] },
	];
	let size = { done: 0, steps: 0, bytes: 0, bytesOfDone: 0 };
	for (let round = 0; round < rounds; round++) {
		await measure(scene, deals, empty);
		size = await others.fill();
		await measure(scene, deals, full);
		if (round < rounds - 1) await others.clear();
		log(`round ${round + 1}: claim ${ratio(full.claim, empty.claim)} ×, step ${ratio(full.step, empty.step)} ×`);
	}
	const limits = [
		['claim', Number(ratio(full.claim, empty.claim))],
		['step', Number(ratio(full.step, empty.step))],
	] as const;
	const violations = limits
		.filter(([, times]) => times > MOST)
		.map(([what, times]) => `A ${what} takes ${times} times as long with full tables.`);
	if (size.done < references) violations.push(`Only ${size.done} finished references were there.`);
	return {
		figures: {
			'finished references': size.done,
			'steps of the last 90 days': size.steps,
			'size of both tables, MB': (size.bytes / 1e6).toFixed(0),
			'bytes of a finished reference for good': Math.round(size.bytesOfDone / references),
			'bytes of a document’s steps, for 90 days': Math.round((size.bytes - size.bytesOfDone) / recent),
			'deals measured, each': empty.claim.length,
			'claim, ms, empty and full': `${median(empty.claim)} and ${median(full.claim)}`,
			'step, ms, empty and full': `${median(empty.step)} and ${median(full.step)}`,
			'claim, times as long': ratio(full.claim, empty.claim),
			'step, times as long': ratio(full.step, empty.step),
		},
		violations,
	};
}

async function finishedDeals(scene: Scene, count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let at = 0; at < count; at++) {
		ids.push(await scene.deal());
		await scene.move(ids[at]!, 'invoice');
		await scene.finished(ids[at]!, 60_000);
	}
	await pause(2000);
	return ids;
}

/** One deal at a time; what was asked of the vendors says when. */
async function measure(scene: Scene, deals: number, times: Times): Promise<void> {
	// The first one after a change finds nothing in the database's cache.
	for (let at = -1; at < deals; at++) {
		const id = await scene.deal();
		await pause(1200);
		const began = Date.now();
		await scene.move(id, 'invoice');
		await scene.finished(id, 120_000);
		const calls = await scene.calls('', new Date(began).toISOString());
		const moments = (matches: (call: { path: string; vendor?: string }) => boolean) =>
			calls.filter(matches).map((call) => Date.parse(call.at));
		const first = moments(({ path }) => path.endsWith('/batch'))[0]!;
		const last = Math.max(...moments(({ path }) => path.startsWith('/v4/spreadsheets')));
		await pause(800);
		if (at < 0) continue;
		times.claim.push(first - began);
		times.step.push((last - first) / STEPS);
	}
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return Math.round(sorted[Math.floor(sorted.length / 2)]!);
}

const ratio = (full: readonly number[], empty: readonly number[]): string => (median(full) / median(empty)).toFixed(2);
