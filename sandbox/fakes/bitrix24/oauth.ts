import { randomBytes } from 'node:crypto';
import type { FakeResponse, World } from '../types';
import type { Values } from './php';

export interface Application {
	clientId: string;
	clientSecret: string;
}

const HOUR_MS = 3_600_000;
const CODE_MS = 30_000;

/** The authorization server: codes of 30 seconds, access tokens of an hour, refresh tokens that are used up. */
export class AuthServer {
	private readonly codes = new Map<string, number>();
	private readonly access = new Map<string, number>();
	private readonly refresh = new Set<string>();
	/** How many pairs of tokens were issued. */
	renewals = 0;

	constructor(
		private readonly world: World,
		private readonly portalHost: string,
		private readonly application: Application,
	) {}

	/** A code as it comes back after an administrator has agreed. */
	authorize(): string {
		const code = token();
		this.codes.set(code, this.world.now().getTime() + CODE_MS);
		return code;
	}

	/** `valid`, `expired` (401 expired_token: refresh it) or unknown. */
	state(accessToken: string): 'valid' | 'expired' | 'unknown' {
		const until = this.access.get(accessToken);
		if (until === undefined) return 'unknown';
		return until > this.world.now().getTime() ? 'valid' : 'expired';
	}

	/** A pair of tokens that were issued before: what a credential holds that somebody connected by hand. */
	admit(accessToken: string, refreshToken: string): void {
		this.access.set(accessToken, this.world.now().getTime() + HOUR_MS);
		this.refresh.add(refreshToken);
	}

	/** An access token alone, as it comes with an event. */
	eventToken(): string {
		const accessToken = token();
		this.access.set(accessToken, this.world.now().getTime() + HOUR_MS);
		return accessToken;
	}

	/** Every token that it knows: what must be found nowhere. */
	tokens(): string[] {
		return [...this.access.keys(), ...this.refresh];
	}

	expireAll(): void {
		for (const accessToken of this.access.keys()) this.access.set(accessToken, 0);
	}

	answer(params: Values): FakeResponse {
		if (params.client_id !== this.application.clientId || params.client_secret !== this.application.clientSecret)
			return refusal('invalid_client');
		if (params.grant_type === 'authorization_code') {
			const until = this.codes.get(String(params.code)) ?? 0;
			this.codes.delete(String(params.code));
			return until > this.world.now().getTime() ? this.issued() : refusal('invalid_grant');
		}
		if (params.grant_type === 'refresh_token')
			return this.refresh.delete(String(params.refresh_token)) ? this.issued() : refusal('invalid_grant');
		return refusal('invalid_request');
	}

	/** A token answer; it has no token_type, and its `domain` is the authorization server's. */
	issued(): FakeResponse & { body: Record<string, unknown> } {
		const [accessToken, refreshToken] = [token(), token()];
		this.admit(accessToken, refreshToken);
		this.renewals += 1;
		const expires = this.world.now().getTime() + HOUR_MS;
		return {
			status: 200,
			body: { ...tokenAnswer(this.portalHost, accessToken, refreshToken), expires: Math.floor(expires / 1000) },
		};
	}
}

/** What the authorization server says with a token; n8n keeps it as it is. */
export function tokenAnswer(portalHost: string, accessToken: string, refreshToken: string): Record<string, unknown> {
	return {
		access_token: accessToken,
		refresh_token: refreshToken,
		expires_in: HOUR_MS / 1000,
		scope: 'crm,user_brief',
		domain: 'oauth.bitrix.info',
		server_endpoint: 'https://oauth.bitrix.info/rest/',
		client_endpoint: `https://${portalHost}/rest/`,
		member_id: '00000000000000000000000000000d2i',
		status: 'L',
		user_id: 1,
	};
}

function token(): string {
	return randomBytes(24).toString('hex');
}

function refusal(error: string): FakeResponse {
	return { status: 400, body: { error, error_description: error } };
}
