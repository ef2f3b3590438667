import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { scenario, WORKFLOW_IDS } from '../../sandbox/scenario';
import { emptyEvents, eventOf, forgedEvents, form, hugeEvents, send, type Sent } from './support/forgedEvents';
import { counts, ONE_OF_EACH, plainDeal, Scene } from './support/scene';

jest.setTimeout(180_000);

/** The search looks once a minute, with one request, whatever the webhook gets. */
const SEARCH_EVERY_MS = 60_000;
const MEMORY_MEGABYTES = 150;

let scene: Scene;
let url: string;
/** Stands in a stage that asks for nothing. */
let dealId: string;

beforeAll(async () => {
	scene = await Scene.open();
	const { n8n, outside } = scene.sandbox;
	url = scenario({ n8nUrl: n8n!.url, smtpPort: outside.smtpPort, timezone: 'UTC', profile: 'test' }).webhookUrl;
	dealId = await scene.deal();
	await pause(3000);
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

/** While something was done: requests at the CRM beyond the search's own, documents begun, runs that failed or wait. */
async function meanwhile(
	run: () => Promise<void>,
	settleMs = 2000,
): Promise<{ reads: number; begun: number; runs: number }> {
	const before = await references();
	const began = Date.now();
	await run();
	await pause(settleMs);
	const calls = await scene.calls('bitrix24', new Date(began).toISOString());
	const searches = Math.floor((Date.now() - began) / SEARCH_EVERY_MS) + 1;
	const executions = await scene.sandbox.n8n!.api.executions({ workflowId: WORKFLOW_IDS.dealToInvoice });
	return {
		reads: Math.max(0, calls.length - searches),
		begun: [...(await references())].filter((reference) => !before.has(reference)).length,
		runs: executions.length,
	};
}

const references = async () => new Set((await scene.journal()).map((row) => row.reference));

const NOTHING = { reads: 0, begun: 0, runs: 0 };

/** No trace of a program, no path of the machine. */
function expectPlain(body: string): void {
	expect(body).not.toMatch(/node_modules|\.js:\d|\bat \S+ \(|stack|\/root|\/home|\/tmp/);
}

async function memoryMegabytes(): Promise<number> {
	const status = await readFile(`/proc/${scene.sandbox.n8n!.pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
}

describe('a forged event', () => {
	it.each(Object.keys(forgedEvents('1')))('with %s is refused', async (name) => {
		const { status, data } = await send(url, forgedEvents(dealId)[name]!);
		expect([name, Math.floor(status / 100)]).toEqual([name, 4]);
		expectPlain(data);
	});

	it.each(Object.keys(hugeEvents('1')))('of %s is refused', async (name) => {
		const { status, data } = await send(url, hugeEvents(dealId)[name]!);
		expect(status).toBe(413);
		expectPlain(data);
	});

	it('starts nothing, reads nothing and leaves the memory as it was, two hundred times', async () => {
		const kinds: Sent[] = [...Object.values(forgedEvents(dealId)), ...Object.values(hugeEvents(dealId))];
		const round = async (times: number) => {
			for (let at = 0; at < times; at++) await send(url, kinds[at % kinds.length]!);
		};
		// The first of each kind loads what n8n needs for it, and keeps that.
		await round(kinds.length);
		const before = await memoryMegabytes();
		expect(await meanwhile(() => round(200))).toEqual(NOTHING);
		expect((await memoryMegabytes()) - before).toBeLessThan(MEMORY_MEGABYTES);
	});

	it('that names a deal in a watched stage starts nothing either', async () => {
		// The deal is due and its own event was lost: one accepted copy would read it and start its run at once. The
		// search may come in between, once a minute: then the same is tried with another deal.
		for (let attempt = 0; attempt < 3; attempt++) {
			const due = await scene.deal();
			// The event of its creation has been dealt with by then.
			await pause(3000);
			await scene.move(due, 'invoice', true);
			const since = new Date().toISOString();
			await Promise.all(Object.values(forgedEvents(due)).map(async (sent) => send(url, sent)));
			await pause(1500);
			const isQuiet = (await scene.calls('bitrix24', since)).length === 0;
			const rows = (await scene.journal()).filter((row) => row.reference.includes(`:${due}:`));
			if (isQuiet) expect(rows).toEqual([]);
			expect(counts(await scene.finished(due, 120_000))).toEqual(ONE_OF_EACH);
			if (isQuiet) return;
		}
		throw new Error('Bitrix24 was asked something each time, far more often than the search does.');
	});
});

describe('a true event', () => {
	it('that asks for nothing is answered and forgotten', async () => {
		const effect = await meanwhile(async () => {
			for (let round = 0; round < 3; round++)
				for (const [name, sent] of Object.entries(emptyEvents(dealId)))
					expect([name, (await send(url, sent)).status]).toEqual([name, 200]);
		});
		expect(effect).toEqual(NOTHING);
	});

	it('for an edit that is no stage entry costs one read at most and starts no run', async () => {
		const edits = 10;
		const since = new Date().toISOString();
		const { reads, begun, runs } = await meanwhile(async () => {
			for (let edit = 0; edit < edits; edit++) {
				await scene.patch(dealId, { notes: `notatka ${edit}` });
				await pause(1200);
			}
		});
		expect(reads).toBeLessThanOrEqual(edits);
		expect({ begun, runs }).toEqual({ begun: 0, runs: 0 });
		// The events did arrive: something was asked, and nothing but the stage history.
		const paths = (await scene.calls('bitrix24', since)).map((call) => call.path);
		expect(paths.length).toBeGreaterThan(1);
		expect(paths.filter((path) => !path.includes('crm.stagehistory.list'))).toEqual([]);
	});

	it('that names other hosts leads nowhere but to the portal of the credential', async () => {
		const evil = 'https://zly.example/rest/';
		const hosts: [string, string][] = ['domain', 'client_endpoint', 'server_endpoint'].map((name) => [
			`auth[${name}]`,
			evil,
		]);
		const pairs = eventOf(dealId).filter(([key]) => key !== 'auth[domain]');
		const { status } = await send(url, form([...pairs, ...hosts]));
		expect(status).toBe(200);
		await pause(1500);
		const all = (await scene.calls('')) as unknown as { host: string }[];
		expect(all.filter(({ host }) => host.includes('zly.example'))).toEqual([]);
	});

	it('still works after all of this', async () => {
		const buyer = plainDeal().buyer!;
		const id = await scene.deal({ buyer });
		await scene.move(id, 'invoice');
		const effects = await scene.finished(id, 60_000);
		expect(counts(effects)).toEqual(ONE_OF_EACH);
		expect(effects.invoices[0]!.buyer).toMatchObject({ name: buyer.name, taxId: buyer.taxId });
	});
});
