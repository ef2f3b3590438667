import { request as httpRequest } from 'node:http';
import { CallLog } from './calls';
import { createClock, type Clock } from './clock';
import type { VendorFault, World } from './fakes/types';
import { Faults } from './faults';

/** What all fakes of one sandbox share: the time, the faults, the log of calls and the bell for the console page. */
export interface SandboxWorld extends World {
	readonly clock: Clock;
	readonly faults: Faults;
	readonly calls: CallLog;
	/** Calls back after every change, at most every 100 ms. Answers how to stop. */
	onChange(listener: () => void): () => void;
}

const DELIVERY_LIMIT_MS = 15_000;
const BELL_PAUSE_MS = 100;

export function createWorld(clock: Clock = createClock()): SandboxWorld {
	const faults = new Faults();
	const listeners = new Set<() => void>();
	let bell: NodeJS.Timeout | undefined;

	const ring = () => {
		bell = undefined;
		for (const listener of listeners) listener();
	};

	return {
		clock,
		faults,
		calls: new CallLog(),
		now: () => clock.now(),
		fault: (vendor: string, fault: VendorFault, request) => {
			const call = { method: '', path: '', ...request, vendor };
			const order = faults.take(call, (name) => name === fault);
			return order && { delayMs: order.delayMs };
		},
		deliver: async (url, init) => (await send(url, init)).status,
		ask: send,
		changed: () => {
			// Many changes come in bursts; one ring tells of all of them.
			bell ??= setTimeout(ring, BELL_PAUSE_MS).unref();
		},
		onChange: (listener) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}

/** Longer answers to a webhook are cut: whoever reads one wants a few words. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** Sends a webhook to n8n. Loopback only: a sandbox sends nothing to anyone else. */
function send(
	url: string,
	init: { headers: Record<string, string>; body: string },
): Promise<{ status: number; body: string }> {
	const target = new URL(url);
	const nobody = { status: 0, body: '' };
	if (target.protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(target.hostname))
		return Promise.resolve(nobody);
	return new Promise((resolve) => {
		const headers = { ...init.headers, 'content-length': String(Buffer.byteLength(init.body)) };
		const outgoing = httpRequest(target, { method: 'POST', headers, agent: false, family: 4 }, (answer) => {
			let body = '';
			answer.setEncoding('utf8');
			answer.on('data', (chunk: string) => {
				if (body.length < MOST_ANSWER_BYTES) body += chunk;
			});
			answer.on('close', () => resolve({ status: answer.statusCode ?? 0, body }));
		});
		outgoing.setTimeout(DELIVERY_LIMIT_MS, () => outgoing.destroy());
		outgoing.on('error', () => resolve(nobody));
		outgoing.end(init.body);
	});
}
