import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What an operation of our nodes needs of n8n: parameters, items, the execution's id. */
export function nodeContext(
	parameters: Record<string, unknown>,
	items: readonly object[] = [{}],
	executionId = '',
): IExecuteFunctions {
	const input: INodeExecutionData[] = items.map((json) => ({ json: json as IDataObject }));
	const context = {
		getNode: () => ({ name: 'node', type: 'node', typeVersion: 1, parameters: {} }),
		getInputData: () => input,
		getExecutionId: () => executionId,
		getNodeParameter(name: string, _index: number, fallback?: unknown) {
			const parts = name.split('.');
			const value = parts.reduce<unknown>((held, part) => (held as IDataObject | undefined)?.[part], parameters);
			return value === undefined ? fallback : value;
		},
	};
	return context as unknown as IExecuteFunctions;
}
