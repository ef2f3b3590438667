/** A refusal as Bitrix24 words it: HTTP status, `error`, `error_description`. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly description: string,
	) {
		super(description);
		this.name = 'RestError';
	}

	get body(): { error: string; error_description: string } {
		return { error: this.code, error_description: this.description };
	}
}

export const invalidArgument = (description: string) => new RestError(400, 'INVALID_ARG_VALUE', description);
/** Classic CRM methods leave the code empty. */
export const classic = (description: string) => new RestError(400, '', description);
export const notFound = (description = 'Element not found') => new RestError(400, 'NOT_FOUND', description);
