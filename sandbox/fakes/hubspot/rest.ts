import type { FakeRequest, FakeResponse } from '../types';
import { ApiError, invalid, missingScopes } from './apiError';
import type { Hub } from './hub';
import type { Windows } from './limits';
import type { SignIn } from './oauth';
import { appWebhooks } from './routes/appWebhooks';
import { associations } from './routes/associations';
import { directories } from './routes/directories';
import { files } from './routes/files';
import { properties } from './routes/properties';
import { records } from './routes/records';
import type { Route } from './routes/route';
import { search } from './routes/search';

/** In this order: "search" and "batch" are no ids. */
const ROUTES: Route[] = [
	...search,
	...properties,
	...directories,
	...associations,
	...files,
	...appWebhooks,
	...records,
];

export interface RestServer {
	hub: Hub;
	windows: Windows;
	signIn: SignIn;
	/** What the key or app may do. */
	scopes: readonly string[];
	developerApiKey: string;
	appId: number;
}

/** One REST request: sign-in, limits, route. Every refusal has HubSpot's shape and status. */
export async function answerRest(server: RestServer, request: FakeRequest): Promise<FakeResponse> {
	try {
		const found = ROUTES.map((route) => ({ route, match: route.path.exec(request.path) })).filter(({ match }) => match);
		const hit = found.find(({ route }) => route.method === request.method);
		if (!hit) {
			// Nothing of the account is told to those who are not signed in.
			authenticate(server, request);
			throw found.length > 0
				? new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP ${request.method} is not supported here`)
				: new ApiError(404, 'RESOURCE_NOT_FOUND', 'Unable to find the requested resource');
		}
		const { route, match } = hit;
		if (route.developer) authenticateDeveloper(server, request, match?.[1]);
		else authenticate(server, request);
		server.windows.admit(request.path.endsWith('/search'));
		const call = { hub: server.hub, request, at: (match ?? []).slice(1).map(decodeURIComponent) };
		const needed = route.scopes?.(call) ?? [];
		if (needed.length > 0 && !needed.some((scope) => server.scopes.includes(scope))) throw missingScopes(needed);
		for (const name of request.query.keys())
			if (!route.query?.includes(name)) throw invalid(`Unknown query parameter ${name}`);
		return await route.handle(call);
	} catch (error) {
		if (error instanceof ApiError) return error.response;
		const body = { status: 'error', message: 'internal error', correlationId: '00000000-0000-0000-0000-000000000000' };
		return { status: 500, body };
	}
}

function authenticate({ hub, signIn }: RestServer, request: FakeRequest): void {
	const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
	const revoked = hub.world.fault('hubspot', 'token-revoked', request) !== undefined;
	const state = revoked ? 'unknown' : signIn.state(token);
	if (state === 'expired')
		throw new ApiError(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.');
	if (state === 'unknown')
		throw new ApiError(
			401,
			'INVALID_AUTHENTICATION',
			'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
		);
}

function authenticateDeveloper(
	{ developerApiKey, appId }: RestServer,
	{ query }: FakeRequest,
	asked: string | undefined,
): void {
	if (query.get('hapikey') !== developerApiKey)
		throw new ApiError(401, 'INVALID_AUTHENTICATION', 'The API key provided is invalid.');
	if (asked !== String(appId)) throw new ApiError(404, 'OBJECT_NOT_FOUND', 'There is no such app');
}
