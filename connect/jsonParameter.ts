import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod';

/**
 * Reads a parameter of type json, which n8n hands over as an object (from an expression) or as text (typed in),
 * and checks it. Throws NodeOperationError that names the parameter and the first fields that are wrong.
 */
export function jsonParameter<S extends z.ZodTypeAny>(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	schema: S,
	displayName: string,
): z.output<S> {
	const value = parsed(context.getNodeParameter(name, itemIndex, undefined));
	const result = schema.safeParse(value);
	if (result.success) return result.data as z.output<S>;
	const issues = result.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`);
	throw new NodeOperationError(context.getNode(), `The parameter "${displayName}" does not hold what is expected.`, {
		itemIndex,
		description: `${issues.join('; ')}. Connect the output of the step that makes it, or correct the expression.`,
	});
}

/** The same for a parameter that may be left empty: empty text, null and {} count as not given. */
export function optionalJsonParameter<S extends z.ZodTypeAny>(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	schema: S,
	displayName: string,
): z.output<S> | undefined {
	return isEmpty(parsed(context.getNodeParameter(name, itemIndex, undefined)))
		? undefined
		: jsonParameter(context, name, itemIndex, schema, displayName);
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'object' && Object.keys(value).length === 0;
}
