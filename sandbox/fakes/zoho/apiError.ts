import type { FakeResponse } from '../types';

/** A refusal as Zoho words it: HTTP status, `code`, `message`, `details`. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly details: Record<string, unknown> = {},
	) {
		super(message);
		this.name = 'ApiError';
	}

	get body(): Record<string, unknown> {
		return { code: this.code, details: this.details, message: this.message, status: 'error' };
	}
}

/** The failure of one record: it comes inside a list, with a status that says nothing. */
export class RecordError extends ApiError {
	/** @param list name of the list in the answer */
	constructor(
		readonly list: 'data' | 'watch' | 'fields',
		code: string,
		message: string,
		details: Record<string, unknown> = {},
		status = 202,
	) {
		super(status, code, message, details);
		this.name = 'RecordError';
	}

	override get body(): Record<string, unknown> {
		return { [this.list]: [super.body] };
	}
}

export const invalidData = (message: string, details: Record<string, unknown>) =>
	new ApiError(400, 'INVALID_DATA', message, details);
export const missingParam = (name: string) =>
	new ApiError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: name });
export const invalidId = () => invalidData('the id given seems to be invalid', { resource_path_index: 1 });
export const NOTHING: FakeResponse = { status: 204 };
