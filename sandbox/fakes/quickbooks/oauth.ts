import { randomBytes } from 'node:crypto';
import type { FakeRequest, FakeResponse } from '../types';

/** What a credential holds that somebody connected. */
export interface SignIn {
	clientId: string;
	clientSecret: string;
	accessToken: string;
	refreshToken: string;
}

export const TOKEN_HOST = 'oauth.platform.intuit.com';
export const CONSENT_HOST = 'appcenter.intuit.com';

/** Intuit's sign-in: the client in a Basic header, a new refresh token with every renewal. */
export class IntuitSignIn {
	private access = new Set<string>();
	private refresh = new Set<string>();

	constructor(
		private readonly client: SignIn,
		private readonly realm: string,
	) {
		this.reset();
	}

	accepts(token: string): boolean {
		return this.access.has(token);
	}

	reset(): void {
		this.access = new Set([this.client.accessToken]);
		this.refresh = new Set([this.client.refreshToken]);
	}

	handle(request: FakeRequest, revoked: boolean): FakeResponse {
		if (request.host === CONSENT_HOST && request.path === '/connect/oauth2') return this.consent(request);
		if (request.host !== TOKEN_HOST || request.method !== 'POST' || request.path !== '/oauth2/v1/tokens/bearer')
			return { status: 404, body: { error: 'not_found' } };
		const basic = Buffer.from(`${this.client.clientId}:${this.client.clientSecret}`).toString('base64');
		if (request.headers.authorization !== `Basic ${basic}`) return { status: 401, body: { error: 'invalid_client' } };
		const form = new URLSearchParams(request.raw.toString('utf8'));
		const type = form.get('grant_type');
		const renews = type === 'refresh_token' && this.refresh.has(form.get('refresh_token') ?? '');
		const begins = type === 'authorization_code' && form.get('code') === 'demo-intuit-code';
		if (revoked || (!renews && !begins)) return { status: 400, body: { error: 'invalid_grant' } };
		return { status: 200, body: this.issue() };
	}

	private issue(): Record<string, unknown> {
		const [accessToken, refreshToken] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
		this.access.add(accessToken);
		this.refresh.add(refreshToken);
		return {
			token_type: 'bearer',
			expires_in: 3600,
			access_token: accessToken,
			refresh_token: refreshToken,
			x_refresh_token_expires_in: 8_640_000,
		};
	}

	/** The consent page says yes at once, and names the company beside the code. */
	private consent(request: FakeRequest): FakeResponse {
		const back = request.query.get('redirect_uri');
		if (!back || !URL.canParse(back)) return { status: 400, body: { error: 'invalid_request' } };
		const target = new URL(back);
		target.searchParams.set('code', 'demo-intuit-code');
		target.searchParams.set('state', request.query.get('state') ?? '');
		target.searchParams.set('realmId', this.realm);
		return { status: 302, headers: { location: target.href } };
	}
}
