import { randomBytes } from 'node:crypto';
import type { FakeRequest, FakeResponse, World } from '../types';

export interface Application {
	clientId: string;
	clientSecret: string;
}

const HOUR_MS = 3_600_000;

/** oauth.pipedrive.com: access tokens of an hour; a refresh token stays good. The application signs by HTTP Basic. */
export class AuthServer {
	private readonly access = new Map<string, number>();
	private readonly refresh = new Set<string>();
	private readonly codes = new Set<string>();

	constructor(
		private readonly world: World,
		private readonly apiDomain: string,
		private readonly application: Application,
	) {}

	/** A code as it comes back after somebody has agreed. */
	authorize(): string {
		const code = token();
		this.codes.add(code);
		return code;
	}

	/** A pair of tokens that were issued before: what a credential holds that somebody connected by hand. */
	admit(accessToken: string, refreshToken: string): void {
		this.access.set(accessToken, this.world.now().getTime() + HOUR_MS);
		this.refresh.add(refreshToken);
	}

	isValid(accessToken: string): boolean {
		return (this.access.get(accessToken) ?? 0) > this.world.now().getTime();
	}

	expireAll(): void {
		for (const accessToken of this.access.keys()) this.access.set(accessToken, 0);
	}

	/** Every token that it knows: what must be found nowhere. */
	tokens(): string[] {
		return [...this.access.keys(), ...this.refresh];
	}

	answer(request: FakeRequest): FakeResponse {
		const { clientId, clientSecret } = this.application;
		const wanted = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
		if (request.method !== 'POST' || request.path !== '/oauth/token') return { status: 404, body: 'Not found' };
		if (request.headers.authorization !== wanted) return refusal(401, 'invalid_client');
		const form = new URLSearchParams(request.raw.toString('utf8'));
		const grant = form.get('grant_type');
		if (grant === 'authorization_code')
			return this.codes.delete(form.get('code') ?? '') ? this.issued(token()) : refusal(400, 'invalid_grant');
		const known = form.get('refresh_token') ?? '';
		if (grant !== 'refresh_token') return refusal(400, 'unsupported_grant_type');
		return this.refresh.has(known) ? this.issued(known) : refusal(400, 'invalid_grant');
	}

	private issued(refreshToken: string): FakeResponse {
		const accessToken = token();
		this.admit(accessToken, refreshToken);
		return { status: 200, body: tokenAnswer(this.apiDomain, accessToken, refreshToken) };
	}
}

/** What the server says with a token; n8n keeps it as it is. */
export function tokenAnswer(apiDomain: string, accessToken: string, refreshToken: string): Record<string, unknown> {
	return {
		access_token: accessToken,
		token_type: 'bearer',
		refresh_token: refreshToken,
		scope: 'base,deals:full,contacts:read,products:read,users:read,recents:read,admin',
		expires_in: HOUR_MS / 1000 - 1,
		api_domain: apiDomain,
	};
}

const token = () => randomBytes(24).toString('hex');

function refusal(status: number, error: string): FakeResponse {
	return { status, body: { success: false, message: error, error } };
}
