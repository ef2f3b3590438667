import { NodeOperationError } from 'n8n-workflow';
import { authenticationOf } from '../../connect/crm/authentication';
import { n8nHttp, type N8nContext } from '../../connect/n8nHttp';
import { VENDOR } from './apiErrors';
import { Bitrix24Client, isFull } from './client';
import { Bitrix24Crm } from './adapter';
import { lineOf } from '../../connect/line';

export const WEBHOOK_CREDENTIAL = 'dealToInvoiceBitrix24WebhookApi';
export const APPLICATION_CREDENTIAL = 'dealToInvoiceBitrix24OAuth2Api';

/** Hosts of Bitrix24's cloud; a portal on its own server has the host of its credential. */
const CLOUD_SUFFIXES = [
	'pl',
	'com',
	'eu',
	'de',
	'fr',
	'it',
	'es',
	'uk',
	'in',
	'vn',
	'jp',
	'id',
	'com.br',
	'com.tr',
	'mx',
	'co',
	'cn',
	'net',
	'ru',
	'by',
	'kz',
	'ua',
	'tech',
].map((ending) => `.bitrix24.${ending}`);

export interface Portal {
	/** Where methods are called, with a slash at the end. A secret when it is an inbound webhook. */
	base: string;
	/** The host: the account in references. */
	account: string;
}

/** What is wrong with a credential, in a sentence; it never repeats what the user typed. */
export class CredentialProblem extends Error {
	readonly advice: string;

	constructor(message: string, advice: string) {
		super(message);
		this.name = 'CredentialProblem';
		this.advice = advice;
	}
}

/** The portal behind an inbound webhook's address, as copied from Bitrix24 (a method at its end is dropped). */
export function portalOfWebhook(webhookUrl: unknown): Portal {
	const text = typeof webhookUrl === 'string' ? webhookUrl.trim() : '';
	const match = /^https:\/\/([a-z0-9.-]+(?::\d+)?)\/rest\/(\d+)\/([a-z0-9]+)(?:\/[a-z0-9._]*)?$/i.exec(text);
	const [, host, user, secret] = match ?? [];
	if (!host || !user || !secret)
		throw new CredentialProblem(
			'The field "Webhook URL" of the Bitrix24 credential does not hold the address of an inbound webhook.',
			'Copy it from Bitrix24: Developer resources → Other → Inbound webhook. It looks like https://company.bitrix24.pl/rest/1/…/.',
		);
	return { base: `https://${host.toLowerCase()}/rest/${user}/${secret}/`, account: host.toLowerCase() };
}

/**
 * The portal behind an OAuth2 credential. The token names the address to call (`client_endpoint`); it is followed only
 * to a host of Bitrix24's cloud or to that of the credential.
 */
export function portalOfOAuth(domain: unknown, clientEndpoint: unknown): Portal {
	const host = hostOf(domain);
	if (host === undefined)
		throw new CredentialProblem(
			'The field "Domain" of the Bitrix24 credential does not hold the address of a Bitrix24.',
			'Enter it as company.bitrix24.pl, without a path.',
		);
	const endpoint =
		typeof clientEndpoint === 'string' && URL.canParse(clientEndpoint) ? new URL(clientEndpoint) : undefined;
	const trusted = endpoint?.protocol === 'https:' && (endpoint.host === host || isCloudHost(endpoint.host));
	return { base: `https://${trusted ? endpoint.host : host}/rest/`, account: host };
}

export function isCloudHost(host: string): boolean {
	return CLOUD_SUFFIXES.some((suffix) => host.endsWith(suffix) && /^[a-z0-9-]+$/.test(host.slice(0, -suffix.length)));
}

/** The adapter for the credential that the node's `authentication` parameter names, and its application token. */
export async function connect(context: N8nContext): Promise<{ crm: Bitrix24Crm; applicationToken: string }> {
	const usesOAuth = authenticationOf(context) === 'oAuth2';
	const credentialType = usesOAuth ? APPLICATION_CREDENTIAL : WEBHOOK_CREDENTIAL;
	const credential = await context.getCredentials<Record<string, unknown>>(credentialType);
	const token = credential.oauthTokenData as { client_endpoint?: unknown } | undefined;
	const portal = asNodeError(context, () =>
		usesOAuth ? portalOfOAuth(credential.domain, token?.client_endpoint) : portalOfWebhook(credential.webhookUrl),
	);
	// An inbound webhook's address carries its own secret: nothing is left for n8n to sign.
	const options = { vendor: VENDOR, leaves: isFull };
	const http = n8nHttp(context, usesOAuth ? { ...options, credentialType } : options);
	const { applicationToken } = credential;
	return {
		crm: new Bitrix24Crm(new Bitrix24Client(http, portal.base, portal.account, undefined, lineOf(portal.account))),
		applicationToken: typeof applicationToken === 'string' ? applicationToken.trim() : '',
	};
}

function asNodeError(context: N8nContext, make: () => Portal): Portal {
	try {
		return make();
	} catch (error) {
		if (!(error instanceof CredentialProblem))
			throw new NodeOperationError(context.getNode(), 'The Bitrix24 credential cannot be read.');
		throw new NodeOperationError(context.getNode(), error.message, {
			description: error.advice,
			failure: { cause: 'credential-invalid' },
		});
	}
}

function hostOf(domain: unknown): string | undefined {
	const text = typeof domain === 'string' ? domain.trim().toLowerCase() : '';
	const match = /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)\/?$/.exec(text);
	return match?.[1];
}
