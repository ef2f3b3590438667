import { setTimeout as pause } from 'node:timers/promises';
import type { Books } from '../../../sandbox/books';
import { allEffects } from '../../../sandbox/effects';
import type { Scene } from '../../e2e/support/scene';
import { check, type CheckedDeal, type Standing } from './checker';
import { recordings } from './content';
import { traitsOf } from './crmTraits';

/** Doubles that come late would come within this. */
const LATE_MS = 10_000;
const LOOK_EVERY_MS = 500;

/** Of the scene's one CRM. */
export type DueDeal = Omit<CheckedDeal, 'crm'>;

/** A deal that has to come out in one of these ways. */
export const due = (id: string, ...allowed: Standing[]): DueDeal => ({
	id,
	allowed: new Set<Standing>(['finished', ...allowed]),
});

/** Which of these deals a sentence of the checker is about; -1: none of them. */
export const indexOfDeal = (violation: string, { crm }: Scene, deals: readonly { id: string }[]): number =>
	deals.findIndex(({ id }) => violation.startsWith(`Deal ${crm}/${id}:`));

/** New deals. Each one's own event has been looked into when this comes back, so that its next call is its first. */
export async function newDeals(scene: Scene, count: number): Promise<string[]> {
	const { calls } = scene.sandbox.outside.world;
	const before = calls.list().at(-1)?.id ?? 0;
	const ids: string[] = [];
	for (let made = 0; made < count; made++) ids.push(await scene.deal());
	const looks = () =>
		calls.list({ vendor: scene.crm, since: String(before) }).filter(({ status }) => status !== null).length;
	if (traitsOf(scene.crm).readsNewDeals)
		for (const end = Date.now() + 30_000 + count * 200; looks() < count && Date.now() < end;) await pause(100);
	await pause(1200);
	return ids;
}

/** Moves deals into the stage, so many at a time: a burst is another row's matter. */
export async function moveAll(scene: Scene, ids: readonly string[], atOnce = 10, apartMs = 1000): Promise<void> {
	for (let from = 0; from < ids.length; from += atOnce) {
		if (from > 0) await pause(apartMs);
		await Promise.all(ids.slice(from, from + atOnce).map((id) => scene.move(id, 'invoice')));
	}
}

/**
 * Waits until each deal has all effects, or is at rest in another way that is allowed for it; after a while that lets
 * late doubles come, answers what the checker says of the books.
 */
export async function settle(
	scene: Scene,
	deals: readonly DueDeal[],
	options: { limitMs: number; lateMs?: number; log?: (line: string) => void },
): Promise<string[]> {
	const { books } = scene.sandbox.outside;
	const end = Date.now() + options.limitMs;
	let told = Date.now();
	for (let left = deals.length; left > 0 && Date.now() < end;) {
		await pause(LOOK_EVERY_MS);
		const atRest = await restingReferences(scene);
		const open = openDeals(
			books,
			deals.filter(({ allowed, id }) => !(allowed.size > 1 && atRest.has(id))),
		);
		left = open.length;
		if (Date.now() - told > 30_000) {
			told = Date.now();
			options.log?.(`${left} of ${deals.length} under way${left < 6 ? `: ${open.join(', ')}` : ''}`);
		}
	}
	await pause(options.lateMs ?? LATE_MS);
	return newViolations(scene, deals);
}

/**
 * Takes the faults away. Whoever still stands at a held call has been overtaken by another run long ago (n8n's own Sheets
 * step waits five minutes): its request is broken off, for what is released then would be done twice.
 */
export async function letGo(scene: Scene): Promise<void> {
	scene.sandbox.outside.world.faults.breakOff();
	await scene.clearFaults();
}

interface Ledger {
	deals: Map<string, CheckedDeal>;
	told: Set<string>;
}

const ledgers = new WeakMap<Scene, Ledger>();

/** The checker wants to know of every deal in the books; each violation is told once. */
function newViolations(scene: Scene, deals: readonly DueDeal[]): string[] {
	const { deals: all, told } = expectOf(scene, deals);
	const found = check(scene.sandbox.outside.books, [...all.values()]).filter((violation) => !told.has(violation));
	for (const violation of found) told.add(violation);
	return found;
}

/** Writes down what these deals may come to, for whoever has the books checked later. */
export function expectOf(scene: Scene, deals: readonly DueDeal[]): Ledger {
	const ledger = ledgers.get(scene) ?? { deals: new Map<string, CheckedDeal>(), told: new Set<string>() };
	for (const deal of deals) ledger.deals.set(deal.id, { ...deal, crm: scene.crm });
	ledgers.set(scene, ledger);
	return ledger;
}

/** Deals that lack something outside. By plain marks: the checker's own way of attributing takes seconds for many. */
export function openDeals(books: Books, deals: readonly { id: string }[]): string[] {
	const { invoices, emails, files, sheetRows } = allEffects(books);
	const taxIds = new Set(invoices.map(({ buyer }) => buyer.taxId));
	const addresses = new Set(emails.flatMap(({ to }) => to));
	const paths = files.map(({ path }) => path).join('\n');
	const rows = sheetRows.map(({ row }) => Object.values(row).join('\t')).join('\n');
	const [crm] = books.crms.values();
	const isRecorded = (id: string) => recordings(crm!.records(id)).length > 0;
	return deals
		.map(({ id }) => id)
		.filter((id) => {
			const { name = '', taxId = '', email = '' } = books.deals.get(`${crm!.name}/${id}`)?.deal.buyer ?? {};
			const folder = `/${name.replace(/\.$/, '')}/`;
			return !(
				taxIds.has(taxId) &&
				addresses.has(email) &&
				paths.includes(folder) &&
				rows.includes(name) &&
				isRecorded(id)
			);
		});
}

/** Ids of deals whose newest row says that no run will go on by itself. Where to wait is asked here, never what holds. */
async function restingReferences(scene: Scene): Promise<Set<string>> {
	// What the owner was told is no step of the document.
	const steps = (await scene.journal()).filter(({ step }) => step !== 'alert');
	const newest = new Map(steps.map((row) => [row.reference.split(':')[2] ?? '', row.data]));
	const isResting = (data: string) => /"rest":"(parked|attention|finished)"/.test(data ?? '');
	return new Set([...newest].filter(([, data]) => isResting(data)).map(([id]) => id));
}
