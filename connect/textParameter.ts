import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod';

/**
 * Reads a text parameter and checks it. Numbers, which expressions often give for ids, are taken as text.
 * Throws NodeOperationError that names the parameter and says what it should hold.
 */
export function textParameter<S extends z.ZodTypeAny>(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	schema: S,
	displayName: string,
): z.output<S> {
	const value: unknown = context.getNodeParameter(name, itemIndex, '');
	const result = schema.safeParse(typeof value === 'number' ? String(value) : value);
	if (result.success) return result.data as z.output<S>;
	throw new NodeOperationError(context.getNode(), `The parameter "${displayName}" is missing or not usable.`, {
		itemIndex,
		description: `${result.error.issues[0]?.message ?? 'It does not hold what is expected'}. Fill it in, or correct its expression.`,
	});
}
