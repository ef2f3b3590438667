import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { StageEntry } from '../../invoicing/deal';

/** The most that a vendor's event can be, where its adapter names no other limit; most are under 2 kB. */
export const EVENT_LIMIT_BYTES = 64 * 1024;

export interface WebhookHandler<Item extends object = StageEntry> {
	/** The most that this vendor sends; left out: EVENT_LIMIT_BYTES. */
	limitBytes?: number;
	/**
	 * The answer to a vendor that asks whether anybody listens, before it has sent any event; undefined: it is no such
	 * question. Anybody may ask: the answer holds nothing that the question did not hold.
	 */
	handshake?: () => Record<string, string> | undefined;
	/** Whether the request proves where it comes from. It throws only when the proof cannot be looked up. */
	verify: () => boolean | Promise<boolean>;
	/** What the event starts a run with. Asked for after the answer is written; when it fails the search finds the same. */
	entries: () => Promise<Item[]>;
}

/**
 * Answers a vendor's webhook first and decides later, so that the vendor never waits for our reading. Every path writes
 * an answer: 413 too long, the handshake's own, 401 not proved, 503 cannot be checked now, else 200. It never throws: an exception would
 * be answered with a stack trace and leave a failed run for anyone who calls the address.
 */
export async function answerWebhook<Item extends object>(
	context: IWebhookFunctions,
	handler: WebhookHandler<Item>,
): Promise<IWebhookResponseData> {
	const nothing: IWebhookResponseData = { noWebhookResponse: true };
	if (bodyBytes(context) > (handler.limitBytes ?? EVENT_LIMIT_BYTES))
		return write(context, 413, 'The event is too long.', nothing);
	const handshake = await settled(async () => handler.handshake?.());
	if (handshake) return write(context, 200, JSON.stringify(handshake), nothing, 'application/json');
	const verified = await settled(async () => handler.verify());
	if (verified === undefined) return write(context, 503, 'The event cannot be checked now.', nothing);
	if (!verified) return write(context, 401, 'The event does not carry the right token.', nothing);
	write(context, 200, 'OK', nothing);
	const entries = (await settled(async () => handler.entries())) ?? [];
	if (entries.length === 0) return nothing;
	return { ...nothing, workflowData: [entries.map((entry) => ({ json: { ...entry } as IDataObject }))] };
}

function bodyBytes(context: IWebhookFunctions): number {
	const request = context.getRequestObject();
	const announced = Number(request.headers['content-length'] ?? 0);
	return Math.max(request.rawBody?.length ?? 0, Number.isFinite(announced) ? announced : Infinity);
}

function write(
	context: IWebhookFunctions,
	status: number,
	text: string,
	result: IWebhookResponseData,
	type = 'text/plain',
): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(status).type(type).end(text);
	return result;
}

/** The value, or undefined when it could not be had. What went wrong is nobody's business out there. */
async function settled<T>(run: () => Promise<T>): Promise<T | undefined> {
	try {
		return await run();
	} catch {
		return undefined;
	}
}
