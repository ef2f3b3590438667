import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import { VendorError } from '../http';
import type { Crm, DealsInStages } from '../ports';

/** Deals that are named; the others are counted. */
const MOST_NAMED = 20;

const ADVICE =
	'Deals that have their invoice already need nothing. Where one is missing, move the deal out of the stage and in again. For many of them: "Start From" in the options of the trigger takes all that entered the stage since that day; "List Stage Entries" of the CRM node shows them first.';

export interface EarlierDeals {
	/** Stages that are watched newly. */
	stageIds: string[];
	/** Since when they are watched; ISO instant. */
	since: string;
	/** Deals that entered a watched stage since then: they are invoiced. */
	entered: ReadonlySet<string>;
}

/**
 * Tells the owner once which deals stood in a stage before it was watched: those are left alone, and nobody else would
 * say so. Told as an error of the trigger, which is the one thing that reaches the error workflow from here; ids only,
 * for titles hold names. True when it is settled; false when the CRM could not be asked just now.
 */
export async function tellEarlierDeals(
	context: IPollFunctions,
	{ crm, vendor }: { crm: Crm; vendor: string },
	{ stageIds, since, entered }: EarlierDeals,
): Promise<boolean> {
	let found: DealsInStages;
	try {
		found = await crm.dealsIn(stageIds);
	} catch (error) {
		if (!(error instanceof VendorError)) return Promise.reject(error);
		// A list that this user may not have is never to be had; it must not be asked for in every search.
		return ['permission', 'rejected', 'notFound'].includes(error.cause_);
	}
	const ids = found.ids.filter((id) => !entered.has(id));
	if (ids.length === 0) return true;
	const count = `${ids.length}${found.isWhole ? '' : '+'}`;
	const named = ids.slice(0, MOST_NAMED).join(', ');
	const deals = ids.length > MOST_NAMED || !found.isWhole ? `${named} … (${count})` : named;
	const message = `Deals of ${vendor} that stood in a watched stage before this workflow watched it are left alone, newest first: ${deals}`;
	const error = new NodeOperationError(context.getNode(), message, { description: ADVICE });
	// What an error workflow gets of this is a copy without the message: only plain fields survive n8n's expressions.
	error.context.earlier = { system: vendor, since, deals };
	context.__emitError(error);
	return true;
}
