import { randomBytes } from 'node:crypto';
import type { FakeRequest, FakeResponse, World } from '../types';

export interface Application {
	clientId: string;
	clientSecret: string;
}

const LIFETIME_S = 1800;

/** Who may call: keys that do not expire, and an app's tokens of half an hour. Refresh tokens stay the same. */
export class SignIn {
	private readonly access = new Map<string, number>();
	private readonly refresh = new Set<string>();
	/** How many access tokens were issued. */
	renewals = 0;

	constructor(
		private readonly world: World,
		private readonly portalId: number,
		private readonly serviceKey: string,
		private readonly application: Application,
	) {}

	/** `valid`, `expired` (refresh it) or unknown. */
	state(token: string): 'valid' | 'expired' | 'unknown' {
		if (token === this.serviceKey) return 'valid';
		const until = this.access.get(token);
		if (until === undefined) return 'unknown';
		return until > this.world.now().getTime() ? 'valid' : 'expired';
	}

	/** Tokens that were issued before: what a credential holds that somebody connected by hand. */
	admit(accessToken: string, refreshToken: string): void {
		this.access.set(accessToken, this.world.now().getTime() + LIFETIME_S * 1000);
		this.refresh.add(refreshToken);
	}

	/** Every secret that it knows: what must be found nowhere. */
	tokens(): string[] {
		return [this.serviceKey, ...this.access.keys(), ...this.refresh];
	}

	expireAll(): void {
		for (const token of this.access.keys()) this.access.set(token, 0);
	}

	/** POST /oauth/2026-09/token, a form with the client's data in it. */
	answer(request: FakeRequest): FakeResponse {
		const type = request.headers['content-type'] ?? '';
		if (request.method !== 'POST') return refusal(405, 'Method Not Allowed');
		if (!type.includes('application/x-www-form-urlencoded')) return refusal(415, 'Unsupported Media Type');
		const form = new URLSearchParams(request.raw.toString('utf8'));
		const { clientId, clientSecret } = this.application;
		if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
			return refusal(400, 'missing or invalid client id', 'BAD_CLIENT_ID');
		const refreshToken = form.get('refresh_token') ?? '';
		if (form.get('grant_type') !== 'refresh_token' || !this.refresh.has(refreshToken))
			return refusal(400, 'missing or unknown refresh token', 'BAD_REFRESH_TOKEN');
		const accessToken = randomBytes(24).toString('hex');
		this.admit(accessToken, refreshToken);
		this.renewals += 1;
		return { status: 200, body: tokenAnswer(this.portalId, accessToken, refreshToken) };
	}
}

/** What HubSpot says with a token; n8n keeps it as it is. */
export function tokenAnswer(portalId: number, accessToken: string, refreshToken: string): Record<string, unknown> {
	return {
		access_token: accessToken,
		refresh_token: refreshToken,
		expires_in: LIFETIME_S,
		token_type: 'bearer',
		hub_id: portalId,
	};
}

function refusal(status: number, message: string, code = 'BAD_REQUEST'): FakeResponse {
	return { status, body: { status: code, message, error: 'invalid_grant', error_description: message } };
}
