import { memoryOf } from '../../../connect/trigger/memory';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { placeOfStage } from '../../../nodes/Monday/stageId';
import { BoardWebhooks } from '../../../nodes/Monday/subscription';
import { pollProbe } from '../../unit/trigger/contexts';
import { STAGES, type TestAccount } from './account';

export const RULES = stageRules([{ stage: STAGES.invoice }]);
export const WANTED = [placeOfStage(STAGES.invoice)!];
export const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';
const settings = { overlapHours: 24, everyMinutes: 1 };
/** Until what is sent without waiting has arrived. */
export const settle = async () => new Promise((resolve) => setTimeout(resolve, 5));

/** A trigger that listens and has searched once. */
export async function listening(account: TestAccount, token?: string) {
	const crm = account.with({ watched: [STAGES.invoice] }, token);
	const hooks = new BoardWebhooks(crm.client, WANTED, undefined);
	const subscription = await hooks.subscribe(URL_OF_NODE);
	const probe = pollProbe();
	const source = { crm, rules: RULES, settings, vendor: 'monday.com' };
	await pollStageEntries(probe.context, source, account.now());
	account.pass(1);
	const memory = memoryOf('workflow', probe.context.getNode().id);
	const trigger = { crm, rules: RULES, state: probe.data, memory, testing: false };
	const sweep = async () => pollStageEntries(probe.context, source, account.now());
	return { crm, hooks, subscription, probe, trigger, sweep };
}
