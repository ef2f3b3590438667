/** API host by the host that signs in, one pair a data centre (routes/dc of Zoho's own SDK for API v8). */
const API_HOSTS = new Map<unknown, string>(
	Object.entries({
		'accounts.zoho.com': 'www.zohoapis.com',
		'accounts.zoho.eu': 'www.zohoapis.eu',
		'accounts.zoho.in': 'www.zohoapis.in',
		'accounts.zoho.com.au': 'www.zohoapis.com.au',
		'accounts.zoho.com.cn': 'www.zohoapis.com.cn',
		'accounts.zoho.jp': 'www.zohoapis.jp',
		'accounts.zohocloud.ca': 'www.zohoapis.ca',
		'accounts.zoho.sa': 'www.zohoapis.sa',
	}),
);
/** A sandbox or a developer's organisation is reached at another name of the same data centre. */
const OTHER_NAMES = ['sandbox', 'developer'];

const TRUSTED = new Set(
	[...API_HOSTS.values()].flatMap((host) => [host, ...OTHER_NAMES.map((name) => host.replace(/^www/, name))]),
);

export interface DataCentre {
	/** Where the API is called. */
	apiHost: string;
	/** Where people open the CRM. */
	webHost: string;
}

/**
 * The data centre of a credential. The token names the API's address (`api_domain`); it is followed only to a host of
 * Zoho's own. Undefined for a sign-in host that is none of Zoho's.
 */
export function dataCentreOf(accountsHost: unknown, apiDomain: unknown): DataCentre | undefined {
	const ownHost = API_HOSTS.get(accountsHost);
	if (typeof accountsHost !== 'string' || ownHost === undefined) return undefined;
	const told = typeof apiDomain === 'string' && URL.canParse(apiDomain) ? new URL(apiDomain) : undefined;
	const isTrusted = told?.protocol === 'https:' && TRUSTED.has(told.host);
	const apiHost = isTrusted ? told.host : ownHost;
	// An account can live in another data centre than the one that it signed in at.
	const home = [...API_HOSTS].find(([, host]) => host === apiHost.replace(/^\w+/, 'www'))?.[0];
	return { apiHost, webHost: String(home ?? accountsHost).replace(/^accounts/, 'crm') };
}
