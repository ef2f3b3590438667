import { DateTime } from 'luxon';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { StageEntry } from '../../invoicing/deal';
import type { Crm, StageMove, StageRule } from '../ports';
import { memoryOf, type TriggerMemory } from './memory';
import { stageEntryOf } from './rules';
import { dataOf, rulesOf } from './settings';
import { counts, type SweepState } from './sweep';

/** An event about a deal that names only the deal: a hint, not a proof. */
export interface DealHint {
	dealId: string;
	/** When the CRM says that the event happened; Unix milliseconds. */
	happenedAt: number;
}

/** The trigger that an event came to. */
export interface EventTrigger {
	crm: Crm;
	rules: readonly StageRule[];
	state: SweepState;
	memory: TriggerMemory;
	/** A listening test in the editor, where nothing is activated and nothing remembered. */
	testing: boolean;
}

/** The trigger whose `webhook()` this is. */
export const eventTriggerOf = (context: IWebhookFunctions, crm: Crm): EventTrigger => ({
	crm,
	rules: rulesOf(context),
	state: dataOf(context),
	memory: memoryOf(String(context.getWorkflow().id), context.getNode().id),
	testing: context.getMode() === 'manual',
});

/** A move further away from its event belongs to another event, or to the sweep. */
const BELONGS_WITHIN_MS = 120_000;

/**
 * The stage entry behind a hint, found by one read of the CRM's own stage history, which hints of the same deal share;
 * undefined when the event was any other edit, when the entry does not count, or when this process emitted it already.
 * The sweep owns all the rest.
 */
export async function entryBehind(hint: DealHint, trigger: EventTrigger): Promise<StageEntry | undefined> {
	const { crm, state, memory, testing } = trigger;
	if (!testing && state.watchedSince === undefined) return undefined;
	const move = await memory.moves.read(hint.dealId, async () => crm.latestStageMove(hint.dealId));
	if (!move || move.dealId !== hint.dealId) return undefined;
	if (Math.abs(DateTime.fromISO(move.enteredAt).toMillis() - hint.happenedAt) > BELONGS_WITHIN_MS) return undefined;
	return (await provenEntries([move], trigger))[0];
}

/**
 * The stage entries among moves that are beyond doubt: the event itself tells them as the CRM's history does, or they
 * were just read. Those that do not count, or that this process emitted already, are left out.
 */
export async function provenEntries(moves: readonly StageMove[], trigger: EventTrigger): Promise<StageEntry[]> {
	const { crm, rules, state, memory, testing } = trigger;
	const watched = moves.filter((move) => testing || counts(move, state.watchedSince ?? {}));
	if (watched.length === 0) return [];
	const account = await crm.account();
	return watched.flatMap((move) => {
		const entry = stageEntryOf(move, rules, { name: crm.name, account });
		return entry && (testing || memory.seen.note(move.entryId)) ? [entry] : [];
	});
}
