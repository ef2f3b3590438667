import type {
	IDataObject,
	INodeExecutionData,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { triggerContextOf } from './crmContext';

/** n8n's contexts as the triggers of accounting systems use them, which hear of changes. */

export const HOOK = 'https://n8n.example/webhook/abc/webhook';

/** The trigger in one process of n8n. */
export interface TriggerWorld {
	credentials: Record<string, Record<string, unknown>>;
	/** The trigger remembers per node: tests must not see each other's memory. */
	id: string;
	mode: string;
}

/** What came to the trigger's address. */
export interface Delivery {
	headers: object;
	body: string | Buffer;
}

let worlds = 0;

export const worldWith = (credentials: TriggerWorld['credentials']): TriggerWorld => ({
	...{ id: `told-node-${++worlds}`, mode: 'trigger' },
	credentials,
});

/** n8n's context of the trigger. */
export function toldContextOf(name: string, world: TriggerWorld, delivery?: Delivery) {
	const incoming = { method: 'POST', headers: delivery?.headers ?? {}, rawBody: Buffer.from(delivery?.body ?? '') };
	const node = {
		...{ helpers: {}, id: world.id, name, parameters: {} },
		// What webhook() wrote into static data would be lost in n8n, or would overwrite what poll() keeps.
		data: () => Object.freeze({}) as Record<string, unknown>,
		getCredentials: async (type: string) => {
			const found = world.credentials[type];
			if (!found) throw new Error(`The node has no credential ${type}.`);
			return found;
		},
	};
	return triggerContextOf(node, { url: HOOK }, { getRequestObject: () => incoming, getMode: () => world.mode });
}

interface ToldTrigger {
	webhook(this: IWebhookFunctions): Promise<IWebhookResponseData>;
	poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null>;
}

/** A trigger as n8n calls it, with what it answers and what its runs start with. */
export function called(node: ToldTrigger, name: string) {
	return {
		async hear(world: TriggerWorld, delivery: Delivery | undefined): Promise<{ status: number; items: IDataObject[] }> {
			const { context, answers } = toldContextOf(name, world, delivery);
			const { workflowData, noWebhookResponse } = await node.webhook.call(context);
			expect([answers.length, noWebhookResponse]).toEqual([1, true]);
			return { status: answers[0]!, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
		},
		async poll(world: TriggerWorld): Promise<IDataObject[] | null> {
			const answer = await node.poll.call(toldContextOf(name, world).context);
			return answer && answer[0]!.map(({ json }) => json);
		},
	};
}

/** Only the date is ours. The test puts the real one back. */
export function passSeconds(seconds: number): void {
	jest.useFakeTimers({ now: Date.now() + seconds * 1000, doNotFake: ['setTimeout', 'setImmediate', 'nextTick'] });
}
