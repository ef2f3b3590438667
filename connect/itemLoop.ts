import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { VendorError, type FailureCause } from './http';
import { redact } from './redact';

type NodeFailure = NodeApiError['failure'];

/**
 * Runs an operation once per input item and pairs what it makes with that item.
 * With "continue on fail" a failed item becomes `{ error, details: { advice, cause, outcome, vendor, status } }`, with
 * `credential`, the name that n8n's list of credentials shows, where a sign-in was refused.
 * n8n sends an item of just these fields to the error output; an item that carried an error object of its own would
 * lose the details there. Without "continue on fail" the run stops with a node error.
 */
export async function forEachItem(
	context: IExecuteFunctions,
	run: (itemIndex: number) => Promise<INodeExecutionData | INodeExecutionData[]>,
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		try {
			const made = await run(itemIndex);
			for (const item of Array.isArray(made) ? made : [made])
				results.push({ ...item, pairedItem: item.pairedItem ?? { item: itemIndex } });
		} catch (error) {
			const nodeError = toNodeError(context, error, itemIndex);
			if (!context.continueOnFail()) throw asThrown(nodeError);
			results.push({ json: failureJson(context, error, nodeError), pairedItem: { item: itemIndex } });
		}
	}
	return [results];
}

/** Only names the value for the throw: n8n's lint wants no caught variable behind `throw`. */
function asThrown(error: NodeApiError | NodeOperationError): NodeApiError | NodeOperationError {
	return error;
}

/** The error that n8n shows: the sentence as message, the advice as description, the item marked. */
export function toNodeError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		// Wrapping such an error again would return the same object and drop the index.
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof VendorError) return vendorNodeError(context, error, itemIndex);
	const message = redact(error instanceof Error ? error.message : String(error));
	return new NodeOperationError(context.getNode(), message, {
		itemIndex,
		description: 'This was not expected. Run the step again; if it stays, report it with this text.',
		failure: { cause: 'node-defect' },
	});
}

function vendorNodeError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: VendorError,
	itemIndex: number,
): NodeApiError {
	// Made of plain text, not of the caught error: nothing of request or answer can hang on to it.
	const response: JsonObject = { message: error.message };
	const nodeError = new NodeApiError(context.getNode(), response, {
		message: error.message,
		description: error.advice,
		httpCode: error.status === undefined ? undefined : String(error.status),
		itemIndex,
		failure: failureOf(error),
	});
	// n8n replaces messages in which it finds the name of an error code; ours is a sentence already.
	nodeError.message = error.message;
	return nodeError;
}

function failureOf(error: VendorError): NodeFailure {
	const { retryAfterMs } = error;
	const failures: Partial<Record<FailureCause, NodeFailure>> = {
		rateLimit: { cause: 'rate-limited', retryAfterMs },
		unavailable: { cause: 'temporarily-unavailable', retryAfterMs },
		credential: { cause: 'credential-invalid' },
		permission: { cause: 'configuration-invalid' },
	};
	return failures[error.cause_];
}

function failureJson(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: unknown,
	nodeError: NodeApiError | NodeOperationError,
): IDataObject {
	const vendor = error instanceof VendorError ? error : undefined;
	return {
		error: nodeError.message,
		details: {
			advice: nodeError.description ?? '',
			cause: vendor?.cause_ ?? 'input',
			outcome: vendor?.outcome ?? 'notDone',
			vendor: vendor?.vendor ?? '',
			status: vendor?.status ?? null,
			...(vendor?.cause_ === 'credential' && { credential: credentialName(context) }),
		},
	};
}

function credentialName(context: Pick<IExecuteFunctions, 'getNode'>): string {
	return Object.values(context.getNode().credentials ?? {})[0]?.name ?? '';
}
