import { breath } from '../time';
import type { FakeRequest, FakeResponse } from '../types';
import { ApiError, invalidData } from './apiError';
import type { Meter } from './limits';
import type { AccountsServer } from './oauth';
import type { Organisation } from './organisation';
import { accountRoutes } from './routes/account';
import { attachmentRoutes } from './routes/attachments';
import { historyRoutes } from './routes/history';
import { noteRoutes } from './routes/notes';
import { recordRoutes } from './routes/records';
import { settingRoutes } from './routes/settings';
import { watchRoutes } from './routes/watch';

export interface ApiServer {
	organisation: Organisation;
	accounts: AccountsServer;
	meter: Meter;
	scopes: readonly string[];
}

export interface Call {
	organisation: Organisation;
	request: FakeRequest;
	/** Parts of the path that the pattern names. */
	path: string[];
}

export interface Route {
	method: string;
	/** Behind `/crm/v8/`. */
	pattern: RegExp;
	/** One of them has to be granted. */
	scopes: string[];
	/** Query parameters that it takes; others are refused. */
	query: string[];
	answer: (call: Call) => FakeResponse | Promise<FakeResponse>;
}

const ROUTES: Route[] = [
	...settingRoutes,
	...accountRoutes,
	...watchRoutes,
	...noteRoutes,
	...attachmentRoutes,
	...historyRoutes,
	...recordRoutes,
];

/** One API request: sign-in, limits, route. Every refusal has the vendor's shape and status. */
export async function answerApi(server: ApiServer, request: FakeRequest): Promise<FakeResponse> {
	const end = server.meter.begin();
	if (!end) return tooMany(server);
	try {
		await breath(server.organisation.world);
		checkToken(server, request);
		const answered = await route(server, request);
		const { remaining } = server.meter;
		return remaining === undefined
			? answered
			: { ...answered, headers: { ...answered.headers, ...credits(remaining) } };
	} catch (error) {
		if (error instanceof ApiError) return { status: error.status, body: error.body };
		return {
			status: 500,
			body: new ApiError(500, 'INTERNAL_ERROR', 'Internal server error occurred.').body,
		};
	} finally {
		end();
	}
}

const credits = (remaining: number) => ({ 'x-api-credits-remaining': String(Math.max(0, remaining)) });

function tooMany(server: ApiServer): FakeResponse {
	const { remaining } = server.meter;
	const { body } = new ApiError(429, 'TOO_MANY_REQUESTS', 'Too many requests fired');
	return { status: 429, body, ...(remaining === undefined ? {} : { headers: credits(remaining) }) };
}

function checkToken(server: ApiServer, request: FakeRequest): void {
	const token = /^(?:Bearer|Zoho-oauthtoken) (.+)$/.exec(request.headers.authorization ?? '')?.[1];
	const isRevoked = server.organisation.world.fault('zoho', 'token-revoked', request) !== undefined;
	if (!token || isRevoked || !server.accounts.isValid(token))
		throw new ApiError(401, 'INVALID_TOKEN', 'invalid oauth token');
}

async function route(server: ApiServer, request: FakeRequest): Promise<FakeResponse> {
	const path = /^\/crm\/v8\/(.+)$/.exec(request.path)?.[1];
	const matching = path === undefined ? [] : ROUTES.filter(({ pattern }) => pattern.test(path));
	if (path === undefined || matching.length === 0)
		throw new ApiError(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
	const found = matching.find(({ method }) => method === request.method);
	if (!found) throw new ApiError(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
	if (!found.scopes.some((scope) => isGranted(server.scopes, scope)))
		throw new ApiError(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
	for (const name of request.query.keys())
		if (!found.query.includes(name)) throw invalidData(`the parameter ${name} is unknown`, { param_name: name });
	const [, ...parts] = found.pattern.exec(path) ?? [];
	return found.answer({ organisation: server.organisation, request, path: parts });
}

/** `….ALL` holds every operation, and `ZohoCRM.settings.ALL` every part of the settings. */
function isGranted(granted: readonly string[], wanted: string): boolean {
	const parts = wanted.split('.');
	return granted.includes(wanted) || parts.some((_, at) => granted.includes([...parts.slice(0, at), 'ALL'].join('.')));
}
