import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { scenario } from '../../../../sandbox/scenario';
import { send, TRUE_TOKEN } from '../../../e2e/support/forgedEvents';
import { FAST, Scene } from '../../../e2e/support/scene';
import type { RowResult } from '../../row';
import { check, type CheckedDeal } from '../checker';
import { Dice } from './dice';
import { trueEvent, type Fuzzed } from './event';
import { fuzzed } from './requests';

const AT_ONCE = 8;
const VALID_SHARE = 0.01;
/** n8n loads a parser when it meets the first body of its kind, and keeps it. */
const WARM_UP = 300;
/**
 * Node takes what it may and gives it back late, so n8n gets little: what is kept of each of some thousand requests
 * would end it.
 */
const HEAP_MB = 448;
const GROWTH_LIMIT_MB = 80;
/** No trace of a program, no path of the machine. */
const TRACES = /node_modules|\.js:\d|\bat \S+ \(|\/root\/|\/home\/|\/tmp\//;

export interface HttpFuzzOptions {
	requests: number;
	/** Deals whose own event comes in between, the only ones that are due. */
	due: number;
	seed: number;
	log(line: string): void;
}

/** The same requests at the real n8n's webhook, with a few true events among them. */
export async function fuzzOverHttp(options: HttpFuzzOptions): Promise<RowResult> {
	const env = { NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` };
	const scene = await Scene.open(FAST, undefined, () => false, { env });
	try {
		return await run(scene, options);
	} finally {
		await scene.close();
	}
}

async function run(scene: Scene, { requests, due, seed, log }: HttpFuzzOptions): Promise<RowResult> {
	const { n8n, outside } = scene.sandbox;
	const { webhookUrl } = scenario({ n8nUrl: n8n!.url, smtpPort: outside.smtpPort, timezone: 'UTC', profile: 'test' });
	const { pid } = n8n!;
	const dice = new Dice(seed);
	const keys = { token: TRUE_TOKEN };
	const idle = await scene.deal();
	const deals = await Promise.all(Array.from({ length: due }, async () => scene.deal()));
	const statuses = new Map<number, number>();
	const violations: string[] = [];
	let valid = 0;

	const one = async ({ kind, sent, isValid }: Fuzzed, at: number) => {
		const url = sent.query ? `${webhookUrl}?${sent.query}` : webhookUrl;
		const { status, data } = await send(url, sent).catch((error: Error) => ({ status: 0, data: error.message }));
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
		valid += isValid ? 1 : 0;
		const told = `request ${at} of seed ${seed}, ${kind}, answered with ${status}`;
		if (status === 0 || status >= 500) violations.push(`${told}: ${data.slice(0, 200)}`);
		else if (status < 300 !== isValid) violations.push(told);
		if (TRACES.test(data)) violations.push(`${told}: it tells of the program: ${data.slice(0, 200)}`);
	};
	const many = async (count: number, from: number) => {
		for (let at = 0; at < count; at += AT_ONCE) {
			const batch = Array.from({ length: Math.min(AT_ONCE, count - at) }, async (_, offset) =>
				// Among the deals are due ones: a refused request names them as well.
				one(fuzzed(dice, dice.pick([idle, ...deals]), keys, VALID_SHARE), from + at + offset),
			);
			await Promise.all(batch);
		}
	};
	await many(WARM_UP, -WARM_UP);
	const memory = [await megabytes(pid!)];
	const share = Math.ceil(requests / due);
	for (const [at, id] of deals.entries()) {
		await many(Math.min(share, requests - at * share), at * share);
		// The portal's own event is lost; this one comes in its place.
		await scene.move(id, 'invoice', true);
		await one(trueEvent(id, keys), at * share);
		if (at === Math.floor(due / 2) - 1 || at === due - 1) {
			memory.push(await megabytes(pid!));
			log(`${Math.min((at + 1) * share, requests)} requests, n8n has ${memory.at(-1)!.toFixed(0)} MB`);
		}
	}
	for (const id of deals) await scene.finished(id, 90_000);
	await pause(2000);
	const checked = deals.map((id): CheckedDeal => ({ crm: 'bitrix24', id, allowed: new Set(['finished']) }));
	violations.push(...check(outside.books, checked));
	if (n8n!.pid !== pid) violations.push('n8n has ended.');
	const [first, middle, end] = memory as [number, number, number];
	if (end - middle > GROWTH_LIMIT_MB)
		violations.push(`n8n grew by ${(end - middle).toFixed(0)} MB in the second half.`);
	return {
		figures: {
			'requests over HTTP': requests,
			'valid ones among them': valid,
			'deals due and done': deals.length,
			answers: [...statuses]
				.sort(([a], [b]) => a - b)
				.map(([status, count]) => `${count} × ${status}`)
				.join(', '),
			'n8n’s heap limit, MB': HEAP_MB,
			'n8n’s memory before, at the middle, at the end, MB': [first, middle, end]
				.map((size) => size.toFixed(0))
				.join(', '),
		},
		violations,
	};
}

async function megabytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
}
