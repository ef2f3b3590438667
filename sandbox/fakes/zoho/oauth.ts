import { randomBytes } from 'node:crypto';
import { timeOf } from '../time';
import type { FakeRequest, FakeResponse, World } from '../types';

export interface ZohoSignIn {
	clientId: string;
	clientSecret: string;
	accessToken: string;
	refreshToken: string;
}

const HOUR_MS = 3_600_000;
const RENEWALS = { most: 10, withinMs: 10 * 60_000 };

/** What the sandbox's account was connected with, unless a test takes something away. */
export const ALL_SCOPES = [
	'ZohoCRM.modules.ALL',
	'ZohoCRM.settings.fields.READ',
	'ZohoCRM.settings.fields.CREATE',
	'ZohoCRM.settings.layouts.READ',
	'ZohoCRM.settings.modules.READ',
	'ZohoCRM.settings.pipeline.READ',
	'ZohoCRM.org.READ',
	'ZohoCRM.users.READ',
	'ZohoCRM.notifications.ALL',
];

/** The accounts server of one data centre: access tokens of an hour, refresh tokens that stay. */
export class AccountsServer {
	private readonly access = new Map<string, number>();
	private readonly renewedAt: number[] = [];

	constructor(
		private readonly world: World,
		private readonly signIn: ZohoSignIn,
		private readonly apiHost: string,
	) {
		this.admit(signIn.accessToken);
	}

	isValid(accessToken: string): boolean {
		return (this.access.get(accessToken) ?? 0) > this.world.now().getTime();
	}

	/** A token that was issued before: what a credential holds that somebody connected by hand. */
	admit(accessToken: string): void {
		this.access.set(accessToken, this.world.now().getTime() + HOUR_MS);
	}

	expireAll(): void {
		for (const accessToken of this.access.keys()) this.access.set(accessToken, 0);
	}

	tokens(): string[] {
		return [...this.access.keys(), this.signIn.refreshToken];
	}

	/** Errors come with HTTP 200. */
	answer(request: FakeRequest): FakeResponse {
		if (request.method !== 'POST' || request.path !== '/oauth/v2/token') return { status: 404, body: 'Not found' };
		const form = new URLSearchParams(request.raw.toString('utf8'));
		const given = (name: string) => form.get(name) ?? request.query.get(name) ?? '';
		if (given('client_id') !== this.signIn.clientId) return refusal('invalid_client');
		if (given('client_secret') !== this.signIn.clientSecret) return refusal('invalid_client_secret');
		if (given('grant_type') !== 'refresh_token') return refusal('unsupported_grant_type');
		const isRevoked = this.world.fault('zoho', 'token-revoked', request) !== undefined;
		if (given('refresh_token') !== this.signIn.refreshToken || isRevoked) return refusal('invalid_code');
		if (!this.mayRenew())
			return {
				status: 400,
				body: {
					error: 'Access Denied',
					error_description: 'You have made too many requests continuously. Please try again after some time.',
					status: 'failure',
				},
			};
		const accessToken = randomBytes(24).toString('hex');
		this.admit(accessToken);
		return { status: 200, body: tokenAnswer(this.apiHost, accessToken) };
	}

	private mayRenew(): boolean {
		const now = timeOf(this.world).now();
		const recent = this.renewedAt.filter((at) => now - at < RENEWALS.withinMs);
		this.renewedAt.splice(0, this.renewedAt.length, ...recent, now);
		return recent.length < RENEWALS.most;
	}
}

/** What the accounts server says with a token; n8n keeps it as it is. */
export function tokenAnswer(apiHost: string, accessToken: string): Record<string, unknown> {
	return {
		access_token: accessToken,
		scope: ALL_SCOPES.join(' '),
		api_domain: `https://${apiHost}`,
		token_type: 'Bearer',
		expires_in: HOUR_MS / 1000,
	};
}

function refusal(error: string): FakeResponse {
	return { status: 200, body: { error } };
}
