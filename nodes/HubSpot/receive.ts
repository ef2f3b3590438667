import type { IWebhookFunctions } from 'n8n-workflow';
import type { StageMove } from '../../connect/ports';
import { sameSecret } from '../../connect/trigger/constantTime';
import { entryBehind, eventTriggerOf, provenEntries, type EventTrigger } from '../../connect/trigger/event';
import { jsonOf } from '../../connect/trigger/rawJson';
import { rulesOf } from '../../connect/trigger/settings';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import type { StageEntry } from '../../invoicing/deal';
import { connect } from './connection';
import { toldIn } from './dealEvents';
import { listenByOf } from './listening';
import { publicUrls } from './publicUrls';
import { isSigned } from './signature';

/** Name of the header in which a workflow of HubSpot sends the user's secret. */
export const SECRET_HEADER = 'x-deal-to-invoice-secret';
/** A workflow may send a deal with all its fields. */
const LIMIT_BYTES = 1024 * 1024;

/**
 * How an event of HubSpot is checked and what it means. It is a hint: the deal's own history decides, because whether
 * the time in an event is that of the history to the millisecond is not documented.
 */
export function receiveDealEvent(context: IWebhookFunctions): WebhookHandler {
	// Once for both: n8n reads and decrypts a credential anew each time.
	let connected: ReturnType<typeof connect> | undefined;
	const account = async () => (connected ??= connect(context));
	const rawBody = () => context.getRequestObject().rawBody ?? Buffer.alloc(0);
	return {
		limitBytes: LIMIT_BYTES,
		async verify() {
			const listenBy = listenByOf(context);
			if (listenBy === 'sweepOnly') return false;
			const { clientSecret, webhookSecret } = await account();
			if (listenBy === 'workflow' && webhookSecret !== '') return hasSecret(context, webhookSecret);
			return isSigned({ ...requestOf(context), rawBody: rawBody(), now: Date.now() }, clientSecret);
		},
		async entries() {
			const rules = rulesOf(context);
			const told = toldIn(
				jsonOf(rawBody()),
				rules.map(({ stageId }) => stageId),
			);
			if (told.events.length === 0 && told.deals.length === 0) return [];
			const { crm } = await account();
			const trigger = eventTriggerOf(context, crm);
			// An app may be connected to several accounts, and has one address for the events of all.
			const portalId = told.events.length > 0 ? await crm.account() : '';
			const hints = told.events.filter((event) => event.portalId === portalId);
			// All at once: their deals share one request.
			const entries = await Promise.all(hints.map(async (hint) => entryBehind(hint, trigger)));
			const moves = await Promise.all(told.deals.map(async (id) => newestMove(id, trigger)));
			const sent = await provenEntries(
				moves.filter((move): move is StageMove => move !== undefined),
				trigger,
			);
			return [...entries.filter((entry): entry is StageEntry => entry !== undefined), ...sent];
		},
	};
}

/** A workflow's call has no time to compare with: whenever it comes, the deal's newest move is what it may be about. */
async function newestMove(
	dealId: string,
	{ crm, state, memory, testing }: EventTrigger,
): Promise<StageMove | undefined> {
	if (!testing && state.watchedSince === undefined) return undefined;
	return memory.moves.read(dealId, async () => crm.latestStageMove(dealId));
}

function hasSecret(context: IWebhookFunctions, webhookSecret: string): boolean {
	const { headers } = context.getRequestObject();
	const { secret } = context.getQueryData() as { secret?: unknown };
	return [headers[SECRET_HEADER], secret].map((given) => sameSecret(given, webhookSecret)).some(Boolean);
}

function requestOf(context: IWebhookFunctions) {
	const { method, headers, originalUrl, url } = context.getRequestObject();
	const named = String(context.getNodeParameter('publicUrl', '') ?? '').trim() || undefined;
	const urls = publicUrls([named, context.getNodeWebhookUrl('default')], originalUrl ?? url ?? '');
	return { method, headers: headers as Record<string, unknown>, urls };
}
