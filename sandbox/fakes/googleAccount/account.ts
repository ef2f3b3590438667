import { randomBytes } from 'node:crypto';
import type { FakeRequest, FakeResponse, World } from '../types';

/**
 * The Google account that Drive and Sheets share: who is signed in, and Google's sign-in hosts.
 * One account a world, so that a token renewed for one API serves the other as well, as with Google.
 */
export interface GoogleAccount {
	/** A token that is accepted from the start, and again after each reset. */
	readonly firstToken: string;
	/** Answers 401 when the request carries no token that is good; undefined when it may pass. */
	refuse(request: FakeRequest): FakeResponse | undefined;
	/** `oauth2.googleapis.com` and `accounts.google.com`. */
	handle(request: FakeRequest): FakeResponse;
	/** Every access token that is good at the moment. */
	tokens(): string[];
	reset(): void;
}

/** Who may sign in. Left out: the demo's token, and any client and refresh token. */
export interface GoogleSignIn {
	clientId: string;
	clientSecret: string;
	accessToken: string;
	refreshToken: string;
}

const TOKEN_LIFETIME_S = 3599;
const accounts = new WeakMap<World, GoogleAccount>();

/** @param signIn counts for the first who asks for this world's account */
export function googleAccount(world: World, signIn?: GoogleSignIn): GoogleAccount {
	const known = accounts.get(world);
	if (known) return known;
	const made = createAccount(world, signIn);
	accounts.set(world, made);
	return made;
}

function createAccount(world: World, signIn: GoogleSignIn | undefined): GoogleAccount {
	const firstToken = signIn?.accessToken ?? 'demo-google-token';
	const tokens = new Set([firstToken]);
	const revoked = (request: FakeRequest) =>
		['googleDrive', 'googleSheets'].some((vendor) => world.fault(vendor, 'token-revoked', request));

	return {
		firstToken,
		refuse(request) {
			const [scheme, token] = (request.headers.authorization ?? '').split(' ');
			if (scheme === 'Bearer' && token && tokens.has(token) && !revoked(request)) return undefined;
			return googleError(401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED', {
				locationType: 'header',
				location: 'Authorization',
			});
		},
		handle(request) {
			if (request.method === 'POST' && request.path === '/token')
				return revoked(request)
					? oauthError('invalid_grant', 'Token has been expired or revoked.')
					: grant(request, tokens, signIn);
			if (request.host === 'accounts.google.com' && request.path === '/o/oauth2/v2/auth') return consent(request);
			return { status: 404, headers: { 'content-type': 'text/html' }, body: '<title>Error 404 (Not Found)!!1</title>' };
		},
		tokens: () => [...tokens],
		reset() {
			tokens.clear();
			tokens.add(firstToken);
		},
	};
}

/** RFC 6749, sections 4.1.3 and 6, with the client's secret in the body or in a Basic header. */
function grant(request: FakeRequest, tokens: Set<string>, signIn: GoogleSignIn | undefined): FakeResponse {
	if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
		return oauthError('invalid_request', 'Bad Request');
	const form = new URLSearchParams(request.raw.toString('utf8'));
	const basic = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8');
	const [basicId, basicSecret] = basic.split(':');
	const [id, secret] = [form.get('client_id') ?? basicId, form.get('client_secret') ?? basicSecret];
	if (!id || !secret || (signIn && (id !== signIn.clientId || secret !== signIn.clientSecret)))
		return { ...oauthError('invalid_client', 'The OAuth client was not found.'), status: 401 };
	const type = form.get('grant_type');
	const needed = type === 'refresh_token' ? 'refresh_token' : type === 'authorization_code' ? 'code' : undefined;
	if (!needed) return oauthError('unsupported_grant_type', `Invalid grant_type: ${type ?? ''}`);
	if (!form.get(needed)) return oauthError('invalid_request', `Missing required parameter: ${needed}`);
	if (signIn && type === 'refresh_token' && form.get('refresh_token') !== signIn.refreshToken)
		return oauthError('invalid_grant', 'Bad Request');
	const token = `demo-${randomBytes(12).toString('hex')}`;
	tokens.add(token);
	const renewal =
		type === 'authorization_code' ? { refresh_token: signIn?.refreshToken ?? 'demo-google-refresh-token' } : {};
	return {
		status: 200,
		body: {
			access_token: token,
			expires_in: TOKEN_LIFETIME_S,
			token_type: 'Bearer',
			scope: form.get('scope') ?? '',
			...renewal,
		},
	};
}

/** The consent page says yes at once. */
function consent(request: FakeRequest): FakeResponse {
	const back = request.query.get('redirect_uri');
	if (!back || !URL.canParse(back)) return googleError(400, 'invalid', 'redirect_uri_mismatch', 'INVALID_ARGUMENT');
	const target = new URL(back);
	target.searchParams.set('code', 'demo-google-code');
	target.searchParams.set('state', request.query.get('state') ?? '');
	return { status: 302, headers: { location: target.href } };
}

function oauthError(error: string, description: string): FakeResponse {
	return { status: 400, body: { error, error_description: description } };
}

/** Google's error body: `error.code`, `error.message`, `error.errors[].reason`, and `error.status` in newer APIs. */
export function googleError(
	status: number,
	reason: string,
	message: string,
	state?: string,
	more: Record<string, string> = {},
): FakeResponse {
	const errors = [{ message, domain: 'global', reason, ...more }];
	return { status, body: { error: { code: status, message, errors, ...(state ? { status: state } : {}) } } };
}
