import type { VendorFault } from '../../../sandbox/fakes/types';
import { meets, VENDOR_FAULTS, type Call, type Faults, type FaultOrder } from '../../../sandbox/faults';
import type { Scene } from '../../e2e/support/scene';
import { due, expectOf, newDeals } from './deals';

/** One vendor call of a deal's way: where a fault can be set, or n8n be killed. */
export interface Point {
	vendor: string;
	method: string;
	path: string;
	/** Counted from 0 among the calls of one deal that have this vendor, method and path. */
	nth: number;
	/** Faults that the fake itself asks about at this call. */
	plays: readonly VendorFault[];
	/** The call carries its deal, so that a fault can be set for one deal's call; else it strikes whoever comes first. */
	isOwn: boolean;
}

export const nameOf = ({ vendor, method, path, nth }: Point): string =>
	`${vendor} ${method} ${path.replace(/^\^|\$$/g, '')} #${nth + 1}`;

/** Where a fault for this deal has to be set to strike at this point. */
export function at(point: Point, deal: string): Pick<FaultOrder, 'vendor' | 'method' | 'path' | 'deal' | 'skip'> {
	const { vendor, method, path, nth, isOwn } = point;
	return { vendor, method, path, ...(isOwn && { deal, skip: nth }) };
}

/**
 * All vendor calls of one undisturbed deal, in their order, as the fakes received them; the moments of the mail too.
 * The deal before it has made what all deals share (the month's folder, the sheet's header). Calls to the CRM that are
 * about no deal are the trigger's polls.
 */
export async function wayOf(scene: Scene): Promise<Point[]> {
	await walk(scene);
	const { id, seen } = await walk(scene);
	const { faults } = scene.sandbox.outside.world;
	const { crm } = scene;
	const points: Point[] = [];
	for (const { call, plays } of seen) {
		const deals = faults.dealsOf(call);
		const isOwn = deals.has(`${crm}/${id}`);
		if (!isOwn && (deals.size > 0 || call.vendor === crm)) continue;
		const path = patternOf(call.path);
		const { vendor, method } = call;
		const nth = points.filter((point) => meets({ vendor, method, path }, { ...point, path: plain(point.path) })).length;
		points.push({ vendor, method, path, nth, plays, isOwn });
	}
	return points;
}

async function walk(scene: Scene): Promise<{ id: string; seen: Seen[] }> {
	const [id = ''] = await newDeals(scene, 1);
	expectOf(scene, [due(id)]);
	const { seen, stop } = listen(scene.sandbox.outside.world.faults);
	await scene.move(id, 'invoice');
	await scene.finished(id, 60_000);
	// The event of our own recording is looked into as well.
	await scene.stays(id, 4000);
	stop();
	return { id, seen };
}

export interface Seen {
	call: Call;
	plays: VendorFault[];
}

/** Every call to every fake asks the book of faults first; later the fake asks for those that need its books. */
export function listen(faults: Faults): { seen: Seen[]; stop: () => void } {
	const seen: Seen[] = [];
	const ask = faults.take.bind(faults);
	faults.take = (call, kind) => {
		const played = VENDOR_FAULTS.filter(kind);
		if (played.length === 0) seen.push({ call, plays: [] });
		// Google's fakes ask for each other's vendor too: the account is one.
		else seen.findLast((each) => each.call.raw === call.raw && each.call.vendor === call.vendor)?.plays.push(...played);
		return ask(call, kind);
	};
	return { seen, stop: () => void (faults.take = ask) };
}

/** Ids and row numbers differ from deal to deal. */
const patternOf = (path: string): string => `^${path.replace(/\d{5,}|\d+:\d+|(?<=\/)[A-Za-z0-9_]{24,}/g, '*')}$`;
const plain = (pattern: string): string => pattern.replace(/^\^|\$$/g, '');
