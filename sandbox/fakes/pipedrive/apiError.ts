/** A refusal as Pipedrive words it. Webhooks have a shape of their own (`status`, `errors`). */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
		private readonly fields?: Record<string, string[]>,
	) {
		super(message);
		this.name = 'ApiError';
	}

	get body(): Record<string, unknown> {
		if (this.fields) return { status: 'error', success: false, errors: this.fields };
		const errorInfo = 'Please check developers.pipedrive.com for more information about Pipedrive API.';
		return { success: false, error: this.message, error_info: errorInfo };
	}
}

export const badRequest = (message: string) => new ApiError(400, message);
export const notFound = (what: string) => new ApiError(404, `${what} not found`);
