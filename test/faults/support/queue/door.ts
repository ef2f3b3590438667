import axios from 'axios';
import { WORKFLOW_IDS } from '../../../../sandbox/scenario';
import { Canvas } from '../../../../workflows/lib/canvas';
import { base, callWorkflow } from '../../../../workflows/lib/nodes';
import type { Scene } from '../../../e2e/support/scene';

const PATH = 'faults-door';
const HTTP = { proxy: false as const, timeout: 60_000 };

/** What a stage entry of the sandbox's deal is, as the trigger hands it to a run. */
export const entryOf = (id: string) => ({
	reference: referenceOf(id),
	crm: 'bitrix24',
	account: 'demo.bitrix24.pl',
	dealId: id,
	pipelineId: '1',
	stageId: 'C1:TOINVOICE',
	enteredAt: new Date().toISOString(),
	kind: 'invoice',
	part: 1,
	percent: '100',
	percentBefore: '0',
});

export const referenceOf = (id: string): string => `bitrix24:demo.bitrix24.pl:${id}:invoice:1`;

/**
 * A way into Deal to Invoice past the trigger, which lets copies of an event share one run: here every call is a run
 * of its own that contends for the deal. The deal itself enters its stage without an event.
 */
export class Door {
	private constructor(
		private readonly scene: Scene,
		private readonly url: string,
	) {}

	static async open(scene: Scene): Promise<Door> {
		const { n8n } = scene.sandbox;
		if (!n8n) throw new Error('This scene has no n8n.');
		const canvas = new Canvas();
		const webhook = { path: PATH, httpMethod: 'POST', responseMode: 'onReceived', options: {} };
		canvas.add('Webhook', [0, 0], base('webhook'), 2.1, webhook, { webhookId: PATH });
		const entry = { mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} };
		canvas.add('Entry', [1, 0], base('set'), 3.4, entry);
		callWorkflow(canvas, 'Run', [2, 0], WORKFLOW_IDS.dealToInvoice, true);
		canvas.chain('Webhook', 'Entry', 'Run');
		const settings = { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' };
		const { name, nodes, connections } = canvas.workflow('Faults: door', settings);
		const id = await n8n.api.createWorkflow({ name, nodes, connections, settings });
		await n8n.republish(id);
		const door = new Door(scene, `${n8n.webhookBase}/webhook/${PATH}`);
		await door.listening();
		return door;
	}

	/** A new deal in the stage that asks for an invoice, with nobody told. */
	async deal(): Promise<string> {
		const id = await this.scene.deal();
		await this.scene.move(id, 'invoice', true);
		return id;
	}

	/** One run for this deal; resolves when it has been put into the queue. */
	async enter(id: string): Promise<void> {
		await axios.post(this.url, entryOf(id), HTTP);
	}

	/** An empty call starts a run that finds no entry and fails; it only shows that somebody listens. */
	private async listening(): Promise<void> {
		for (const limit = Date.now() + 30_000; ;) {
			const { status } = await axios.head(this.url, { ...HTTP, validateStatus: () => true });
			// Another method than the published one: known path, nothing started.
			if (status !== 502 && (await this.isKnown())) return;
			if (Date.now() > limit) throw new Error('The door does not listen.');
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
	}

	private async isKnown(): Promise<boolean> {
		const { data } = await axios.get(this.url, { ...HTTP, validateStatus: () => true });
		return JSON.stringify(data).includes('Did you mean to make a POST request');
	}
}
