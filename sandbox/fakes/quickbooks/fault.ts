import type { FakeResponse } from '../types';

export type FaultType = 'ValidationFault' | 'SystemFault' | 'AuthorizationFault';

/** A refusal on its way out of a route. */
export class Refusal extends Error {
	constructor(
		readonly code: string,
		readonly detail: string,
		readonly element = '',
		readonly type: FaultType = 'ValidationFault',
		readonly status = 400,
	) {
		super(detail);
	}
}

const MESSAGES: Record<string, string> = {
	'610': 'Object Not Found',
	'2010': 'Request has invalid or unsupported property',
	'2020': 'Required param missing, need to supply the required value for the API',
	'2500': 'Invalid Reference Id',
	'4000': 'Error parsing query',
	'4001': 'Invalid query',
	'5010': 'Stale Object Error',
	'6000': 'A business validation error has occurred while processing your request',
	'6070': 'Amount calculation incorrect in the request',
	'6240': 'Duplicate Name Exists Error',
	'003001': 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
	'10000': 'An application error has occurred while processing your request',
};

/** `{"Fault":{"Error":[…],"type":"ValidationFault"},"time":"…"}`. */
export function faultAnswer(refusal: Refusal, time: string): FakeResponse {
	const { code, detail, element, type, status } = refusal;
	const error = { Message: MESSAGES[code] ?? 'Error', Detail: detail, code, ...(element && { element }) };
	return { status, body: { Fault: { Error: [error], type }, time } };
}

/** The gateway in front of the API writes in lower case. */
export function notSignedIn(time: string): FakeResponse {
	const error = {
		message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
		detail: 'Token revoked or expired',
		code: '3200',
		element: null,
	};
	return {
		status: 401,
		body: {
			warnings: null,
			intuitObject: null,
			fault: { error: [error], type: 'AUTHENTICATION' },
			report: null,
			queryResponse: null,
			time,
		},
	};
}

export const missing = (id: string, entity: string): Refusal =>
	new Refusal(
		'610',
		`Object Not Found : Something you're trying to use has been made inactive: ${entity} ${id}`,
		entity,
	);
