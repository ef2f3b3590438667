import { randomUUID } from 'node:crypto';
import type { FakeResponse } from '../types';

/** A refusal as HubSpot words it. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly category: string,
		message: string,
		readonly more: Record<string, unknown> = {},
	) {
		super(message);
		this.name = 'ApiError';
	}

	get response(): FakeResponse {
		const { status, category, message, more } = this;
		return { status, body: { status: 'error', message, correlationId: randomUUID(), category, ...more } };
	}
}

export const invalid = (message: string, more?: Record<string, unknown>) =>
	new ApiError(400, 'VALIDATION_ERROR', message, more);
export const notFound = (message = 'resource not found') => new ApiError(404, 'OBJECT_NOT_FOUND', message);

/** One field that was refused, told as the CRM API does: a list as JSON inside the message. */
export function invalidProperty(name: string, error: string, message: string): ApiError {
	const list = [{ isValid: false, message, error, name, localizedErrorMessage: message }];
	return invalid(`Property values were not valid: ${JSON.stringify(list)}`, {
		errors: [{ message, code: error, context: { propertyName: [name] } }],
	});
}

export const missingScopes = (scopes: readonly string[]) =>
	new ApiError(403, 'MISSING_SCOPES', 'This app hasn’t been granted all required scopes to make this call.', {
		errors: [
			{
				message: 'One or more of the following scopes are required.',
				context: { requiredGranularScopes: [...scopes] },
			},
		],
		links: { scopes: 'https://developers.hubspot.com/scopes' },
	});

/** Throws unless the body is an object of these keys; `needed` ones have to be there. */
export function checked(
	body: unknown,
	needed: readonly string[],
	allowed: readonly string[] = [],
): Record<string, unknown> {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('Invalid input JSON: no object');
	const known = [...needed, ...allowed];
	for (const key of Object.keys(body))
		if (!known.includes(key)) throw invalid(`Invalid input JSON on line 1: unrecognized field "${key}"`);
	for (const key of needed)
		if (!(key in body)) throw invalid(`Invalid input JSON: some required fields were not set: [${key}]`);
	return body as Record<string, unknown>;
}

export function textList(value: unknown, name: string): string[] {
	if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[];
	throw invalid(`Invalid input JSON: ${name} has to be a list of texts`);
}
