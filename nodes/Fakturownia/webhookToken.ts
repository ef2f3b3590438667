import { WebhookToken } from '../../connect/trigger/webhookToken';
import { VENDOR } from './FakturowniaAccounting';

/** Shorter ones can be guessed by trying. */
const LEAST_CHARACTERS = 16;

/** The text that the user makes up and enters at the webhook in Fakturownia, which repeats it in every body. */
export const webhookToken = new WebhookToken({
	vendor: VENDOR,
	credential: 'dealToInvoiceFakturowniaWebhookApi',
	property: 'webhookToken',
	label: 'Webhook Token',
	advice: `Make up a random text of at least ${LEAST_CHARACTERS} characters without blanks, not the API token, and enter the same at the webhook in Fakturownia.`,
	faultOf: (token) => {
		if (/\s/.test(token)) return 'holds a blank';
		if (token.includes('://')) return 'holds an address';
		return token.length < LEAST_CHARACTERS ? `is shorter than ${LEAST_CHARACTERS} characters` : undefined;
	},
});
