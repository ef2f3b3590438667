import { WebhookToken } from '../../connect/trigger/webhookToken';
import { VENDOR } from './failures';

/** The token that Intuit signs with. */
export const verifierToken = new WebhookToken({
	vendor: VENDOR,
	credential: 'dealToInvoiceQuickBooksWebhookApi',
	property: 'verifierToken',
	label: 'Verifier Token',
	advice: 'Copy it at developer.intuit.com from the page Webhooks of your app, where the address of this node stands.',
	faultOf: (token) => (/\s|:\/\//.test(token) ? 'does not hold a token' : undefined),
});
