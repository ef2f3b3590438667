import { createHash, createHmac } from 'node:crypto';
import type { EventRow } from './books';

export interface Signing {
	clientSecret: string;
	appId: number;
	/** Which signatures a delivery carries; which apps get which is not documented. */
	versions: 'both' | 'v3' | 'v1';
}

/** A delivery of an app's events: JSON list, signed over the very bytes and the configured address. */
export function deliveryOf(
	{ portalId, signing }: { portalId: number; signing: Signing },
	url: string,
	events: readonly EventRow[],
	now: Date,
): { headers: Record<string, string>; body: string } {
	const { clientSecret, appId, versions } = signing;
	const body = JSON.stringify(
		events.map((event) => ({ ...event, subscriptionId: 77, portalId, appId, sourceId: 'userId:7' })),
	);
	const timestamp = String(now.getTime());
	const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'HubSpot Connect 2.0' };
	if (versions !== 'v1') {
		const text = `POST${decodeURI(url)}${body}${timestamp}`;
		headers['x-hubspot-signature-v3'] = createHmac('sha256', clientSecret).update(text, 'utf8').digest('base64');
		headers['x-hubspot-request-timestamp'] = timestamp;
	}
	if (versions !== 'v3') {
		headers['x-hubspot-signature'] = createHash('sha256')
			.update(clientSecret + body, 'utf8')
			.digest('hex');
		headers['x-hubspot-signature-version'] = 'v1';
	}
	return { headers, body };
}
