import { Faults } from '../../../../sandbox/faults';
import type { Scene } from '../../../e2e/support/scene';
import { atRest } from './deals';
import { referenceOf, type Door } from './door';
import type { SlowInserts } from './slowInserts';

/** A place on a deal's way at which its run is made to stand still. */
export interface Point {
	name: string;
	/** Sets what will stop the next deal there, and resolves when it stands. */
	stop(scene: Scene, door: Door, slow: SlowInserts): Promise<string>;
}

/** Longer than anything that is waited for meanwhile. */
const STANDING_MS = 10 * 60_000;
const REACH_LIMIT_MS = 60_000;

interface VendorCall {
	vendor: string;
	method: string;
	/** With `*` for what differs from deal to deal. */
	path: string;
	/** The first, second … such call of a deal. */
	nth: number;
}

/** The trigger's own look at the stage history; the main process does it, not a worker. */
const OF_THE_TRIGGER = 'crm.stagehistory.list';

/** Every call that a deal's run makes to a vendor, in order, as it happened to one that nothing struck. */
export async function callsOfOneDeal(scene: Scene, door: Door): Promise<VendorCall[]> {
	// The first one makes folders and headings that the others find.
	await through(scene, door);
	await atRest(scene, 2000);
	const before = (await scene.calls('')).length;
	await through(scene, door);
	const calls = (await scene.calls('')).slice(before).filter(({ path }) => !path.includes(OF_THE_TRIGGER));
	return calls.map(({ vendor, method, path }, index) => {
		// Ids of deals, documents and files: digits, or a long word of letters and digits.
		const pattern = path.replace(/\d+/g, '*').replace(/\/[A-Za-z0-9_-]{20,}/g, '/*');
		// As a fault would meet them: one for `/files` meets `/upload/files` as well.
		const met = calls.slice(0, index + 1).filter((call) => faultMeets({ vendor, method, path: pattern }, call));
		return { vendor, method, path: pattern, nth: met.length };
	});
}

async function through(scene: Scene, door: Door): Promise<void> {
	const id = await door.deal();
	await door.enter(id);
	await scene.finished(id, 60_000);
}

const faultMeets = (
	order: Omit<VendorCall, 'nth'>,
	call: { vendor: string; method: string; path: string },
): boolean => {
	const faults = new Faults();
	faults.add({ ...order, fault: 'hold' });
	return faults.takeTransport(call) !== undefined;
};

/** Inside a call: before the vendor has done anything, or when it has and its answer is withheld. */
export function insideCalls(calls: readonly VendorCall[]): Point[] {
	return calls.flatMap((call) =>
		(['hold', 'slow'] as const).map((fault) => ({
			name: `${fault === 'hold' ? 'before' : 'after'} ${call.vendor} ${call.method} ${call.path.replace('/rest/*/*', '')} (${call.nth})`,
			stop: async (scene: Scene, door: Door) => {
				const { vendor, method, path, nth } = call;
				const order = { vendor, method, ...(vendor !== 'smtp' && { path }) };
				const id = await door.deal();
				// The earlier ones of the same call pass: struck by nothing that anybody could notice.
				if (nth > 1) await scene.fault({ ...order, fault: 'slow', delayMs: 0, times: nth - 1 });
				await scene.fault({ ...order, fault, times: 1, delayMs: STANDING_MS });
				await door.enter(id);
				await until(async () => (await scene.faultsLeft()) === 0, `${vendor} ${method} ${path} ${nth}`);
				return id;
			},
		})),
	);
}

/** The rows that announce what comes next: each with the step that it closes. */
export const INTENTS = [
	['claim', 'claimed'],
	['build', 'done'],
	['issue', 'done'],
	['record', 'done'],
	['mail', 'done'],
	['archive', 'done'],
	['report', 'done'],
] as const;

/**
 * Around an intent row. `before`: it commits only when another run has long taken over. `after`: it commits soon, while
 * its writer stands still and has not read the journal again.
 */
export function aroundIntents(lateSeconds: number, soonSeconds: number): Point[] {
	return INTENTS.flatMap(([step, state]) =>
		(
			[
				['before', lateSeconds],
				['after', soonSeconds],
			] as const
		).map(([when, seconds]) => ({
			name: `${when} the row ${step} ${state}`,
			stop: async (_scene: Scene, door: Door, slow: SlowInserts) => {
				const id = await door.deal();
				const standing = await slow.standing();
				await slow.add({ reference: referenceOf(id), step, state, seconds });
				await door.enter(id);
				await until(async () => (await slow.standing()) > standing, `the row ${step} ${state}`);
				return id;
			},
		})),
	);
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
	for (const limit = Date.now() + REACH_LIMIT_MS; !(await isTrue());) {
		if (Date.now() > limit) throw new Error(`No deal came to ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
