import type { IPollFunctions, IWebhookFunctions, INodeExecutionData } from 'n8n-workflow';

/** Hand-made n8n contexts: only what triggers use, with everything that they do written down. */
export interface PollProbe {
	context: IPollFunctions;
	emitted: INodeExecutionData[][][];
	errors: Error[];
	data: Record<string, unknown>;
}

let nodes = 0;

export function pollProbe(options: { mode?: string; data?: Record<string, unknown>; nodeId?: string } = {}): PollProbe {
	const probe: PollProbe = { emitted: [], errors: [], data: options.data ?? {}, context: {} as IPollFunctions };
	const id = options.nodeId ?? `node-${++nodes}`;
	probe.context = {
		getMode: () => options.mode ?? 'trigger',
		getWorkflow: () => ({ id: 'workflow', name: 'w', active: true }),
		getNode: () => ({ id, name: 'Trigger', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getWorkflowStaticData: () => probe.data,
		__emit: (data: INodeExecutionData[][]) => void probe.emitted.push(data),
		__emitError: (error: Error) => void probe.errors.push(error),
	} as unknown as IPollFunctions;
	return probe;
}

/** A flood takes several turns: goes on as long as a turn starts something. */
export async function untilQuiet({ emitted }: Pick<PollProbe, 'emitted'>, turn: () => Promise<unknown>): Promise<void> {
	for (let before = -1; before < emitted.length;) {
		before = emitted.length;
		await turn();
	}
}

export interface WebhookProbe {
	context: IWebhookFunctions;
	/** What was written, in order: status and text. Two entries would be two answers. */
	answers: { status: number; text: string }[];
}

export function webhookProbe(request: { bytes?: number; contentLength?: string } = {}): WebhookProbe {
	const probe: WebhookProbe = { answers: [], context: {} as IWebhookFunctions };
	let status = 0;
	const response = {
		headersSent: false,
		status(code: number) {
			status = code;
			return response;
		},
		type: () => response,
		end(text: string) {
			response.headersSent = true;
			probe.answers.push({ status, text });
		},
	};
	probe.context = {
		getRequestObject: () => ({
			headers: request.contentLength === undefined ? {} : { 'content-length': request.contentLength },
			rawBody: Buffer.alloc(request.bytes ?? 10),
		}),
		getResponseObject: () => response,
	} as unknown as IWebhookFunctions;
	return probe;
}
