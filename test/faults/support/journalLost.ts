import { setTimeout as pause } from 'node:timers/promises';
import type { JournalCopy } from '../../../sandbox/n8n/journal';
import { Scene } from '../../e2e/support/scene';
import type { RowResult } from '../row';
import { check, type CheckedDeal, type Standing, type Thing } from './checker';

interface Point {
	vendor: string;
	method?: string;
	path?: string;
	nth: number;
}

/** Every call of the way that a run makes once it has claimed its deal, in order; `nth` of its kind. */
const POINTS: readonly Point[] = [
	{ vendor: 'bitrix24', path: 'batch', nth: 1 },
	{ vendor: 'fakturownia', method: 'GET', path: '/invoices.json', nth: 1 },
	{ vendor: 'fakturownia', method: 'POST', path: '/invoices.json', nth: 1 },
	{ vendor: 'fakturownia', method: 'GET', path: '.pdf', nth: 1 },
	{ vendor: 'bitrix24', path: 'batch', nth: 2 },
	{ vendor: 'bitrix24', path: 'crm.item.update', nth: 1 },
	{ vendor: 'bitrix24', path: 'crm.timeline.comment.add', nth: 1 },
	{ vendor: 'smtp', method: 'DATA', nth: 1 },
	{ vendor: 'googleDrive', nth: 1 },
	{ vendor: 'googleDrive', nth: 2 },
	{ vendor: 'googleDrive', method: 'POST', path: '/upload/', nth: 1 },
	{ vendor: 'googleSheets', nth: 1 },
	{ vendor: 'googleSheets', nth: 2 },
	{ vendor: 'googleSheets', nth: 3 },
];
/** A held call must not reach its time limit while the others are brought to theirs. */
const AT_ONCE = 3;
const HELD_LIMIT_MS = 12_000;
/** n8n may be slow on a busy machine; a run that was cut off waits for the sweep. */
const FINISHED_LIMIT_MS = 180_000;
/** On a busy machine a run may come to its call too late: then the point is played once more. */
const TRIES = 3;

/** The same fields are written on the deal once more, with the same values: docs/promises.md. */
const AGAIN: ReadonlySet<Thing> = new Set(['recording']);
const FINISHED: ReadonlySet<Standing> = new Set(['finished']);
const TOLD: ReadonlySet<Standing> = new Set(['finished', 'attention', 'unknown']);

export interface JournalLostOptions {
	/** Deals that are finished before the journal goes. */
	finished: number;
	/** How many of POINTS are played. */
	points: number;
	/** Whether n8n is started anew: it forgets what it has handed over, and looks back a day. */
	restarts: boolean;
	log(line: string): void;
}

type Loss = 'emptied' | 'restored';

/**
 * The journal is emptied, or put back as it was before the deals: after them, and in the middle of a run. Then
 * everything comes again that could start a deal: copies of its event, the sweep, the search after a start, a person who
 * moves it out of the stage and in.
 */
export async function journalLost(options: JournalLostOptions): Promise<RowResult> {
	const scene = await Scene.open({}, undefined, () => false);
	try {
		return await new JournalLost(scene, options).run();
	} finally {
		await scene.close();
	}
}

class JournalLost {
	private readonly deals: CheckedDeal[] = [];
	private readonly reached: string[] = [];
	private readonly missed: string[] = [];
	private readonly violations: string[] = [];
	private readonly journal;
	private readonly world;

	constructor(
		private readonly scene: Scene,
		private readonly options: JournalLostOptions,
	) {
		this.journal = scene.sandbox.n8n!.journal;
		this.world = scene.sandbox.outside.world;
	}

	async run(): Promise<RowResult> {
		// Somebody else's documents are in every copy.
		const earlier = await this.finishedDeals(1);
		const before = await this.journal.copy();
		for (const loss of ['emptied', 'restored'] as const) {
			const deals = await this.finishedDeals(this.options.finished);
			await this.lose(loss, before);
			await this.everythingAgain([...earlier, ...deals], loss);
			this.look(`journal ${loss} after the deals`);
			const cut: string[] = [];
			let open = POINTS.slice(0, this.options.points);
			for (let attempt = 0; attempt < TRIES && open.length > 0; attempt++) {
				const missed: Point[] = [];
				for (const batch of inBatches(open)) cut.push(...(await this.middle(batch, loss, before, missed)));
				open = missed;
			}
			this.missed.push(...open.map((point) => `${loss}, ${name(point)}`));
			await this.everythingAgain(cut, loss);
			this.look(`journal ${loss} in the middle of runs`);
		}
		return {
			figures: {
				'finished deals whose rows went': this.options.finished * 2,
				'runs whose rows went while a call was held': this.reached.length,
				'deals in all': this.deals.length,
				'invoices in all': [...this.scene.sandbox.outside.books.accounting.values()][0]!.invoices().length,
			},
			violations: [
				...new Set(this.violations),
				...(this.missed.length > 0 ? [`Never reached, so not shown: ${this.missed.join(', ')}`] : []),
			],
		};
	}

	private async finishedDeals(count: number): Promise<string[]> {
		const ids = await Promise.all(Array.from({ length: count }, async () => this.scene.deal()));
		for (const id of ids) await this.scene.move(id, 'invoice');
		for (const id of ids) await this.scene.finished(id, FINISHED_LIMIT_MS);
		// The row that says so is written after the last effect.
		await pause(1500);
		this.deals.push(...ids.map((id) => ({ crm: 'bitrix24', id, allowed: FINISHED, mayDouble: AGAIN })));
		return ids;
	}

	private async lose(loss: Loss, before: JournalCopy): Promise<void> {
		if (loss === 'emptied') await this.journal.clear();
		else await this.journal.restore(before);
	}

	/** Four runs stand still, each at a call of its own, while their rows go away; then they are let go on. */
	private async middle(points: readonly Point[], loss: Loss, before: JournalCopy, missed: Point[]): Promise<string[]> {
		const ids: string[] = [];
		for (const point of points) {
			const id = await this.scene.deal();
			ids.push(id);
			this.deals.push({ crm: 'bitrix24', id, allowed: TOLD, mayDouble: AGAIN });
			if (await this.holdAt(id, point)) this.reached.push(name(point));
			else missed.push(point);
		}
		await this.lose(loss, before);
		this.world.faults.clear();
		// Long enough for what goes on by itself.
		await pause(4000);
		this.options.log(`${loss} while these were held: ${points.map(name).join(', ')}`);
		return ids;
	}

	private async holdAt(id: string, point: Point): Promise<boolean> {
		const { nth, ...call } = point;
		const { faults } = this.world;
		const held = faults.held;
		if (nth > 1) faults.add({ ...call, fault: 'slow', delayMs: 1, times: nth - 1 });
		faults.add({ ...call, fault: 'hold' });
		await this.scene.move(id, 'invoice');
		const end = Date.now() + HELD_LIMIT_MS;
		while (faults.held === held && Date.now() < end) await pause(50);
		return faults.held > held;
	}

	private async everythingAgain(ids: readonly string[], loss: Loss): Promise<void> {
		await Promise.all(ids.map(async (id) => this.scene.replay(id, 5, 5, 100)));
		await pause(2000);
		if (this.options.restarts) {
			const { n8n } = this.scene.sandbox;
			await n8n!.kill();
			const problems = await n8n!.start();
			this.violations.push(...problems);
			await n8n!.api.signIn();
		}
		for (const id of ids) {
			await this.scene.move(id, 'open');
			await this.scene.move(id, 'invoice');
		}
		// The sweep looks every few seconds, and again at what has waited.
		await pause(14_000);
		await Promise.all(ids.map(async (id) => this.scene.replay(id, 3, 3, 100)));
		await pause(4000);
		this.options.log(`${loss}: ${ids.length} deals started again in every way`);
	}

	private look(when: string): void {
		const found = check(this.scene.sandbox.outside.books, this.deals);
		this.violations.push(...found.map((violation) => `${when}: ${violation}`));
	}
}

const inBatches = (points: readonly Point[]): (readonly Point[])[] =>
	Array.from({ length: Math.ceil(points.length / AT_ONCE) }, (_, at) => points.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

const name = ({ vendor, method = '', path = '', nth }: Point) =>
	[vendor, method, path, `#${nth}`].filter(Boolean).join(' ');
