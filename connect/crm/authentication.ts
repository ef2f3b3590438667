import type { N8nContext } from '../n8nHttp';

/** The value of the node's `authentication` parameter: which credential it signs in with. */
export function authenticationOf(context: N8nContext): string {
	// Only execute functions take an item's index; credentials are chosen once for all items.
	const parameters = context as { getNodeParameter(name: string, index?: number, fallback?: unknown): unknown };
	return String(
		'getInputData' in context
			? parameters.getNodeParameter('authentication', 0)
			: parameters.getNodeParameter('authentication'),
	);
}
