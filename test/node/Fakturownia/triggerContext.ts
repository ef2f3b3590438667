import { DEMO_SECRETS } from '../../../sandbox/secrets';
import { toldContextOf, worldWith, type Delivery, type TriggerWorld } from '../toldContext';

export const TOKEN = DEMO_SECRETS.fakturowniaWebhookToken;

export const triggerWorld = (): TriggerWorld =>
	worldWith({ dealToInvoiceFakturowniaWebhookApi: { webhookToken: TOKEN } });

/** n8n's context of the trigger; `delivery` is what came to its address. */
export const triggerContext = (world: TriggerWorld, delivery?: Delivery) =>
	toldContextOf('Fakturownia Trigger', world, delivery);

const HEADERS = { 'content-type': 'application/json' };

/** Whatever stands in it. */
export const sent = (body: string | Buffer): Delivery => ({ headers: HEADERS, body });

/** As Fakturownia sends it: the wrapper says whether it is of a document or of a client. */
export const told = (wrapper: object, token: unknown = TOKEN): Delivery =>
	sent(JSON.stringify({ ...wrapper, app_name: 'fakturownia', api_token: token, locale: 'pl' }));

/** A document; the amounts and names of a body are what nobody may believe. */
export const deal = (id: unknown) => ({
	deal: {
		...{
			name: 'Firma',
			price: '123.0',
			paid: true,
			url: 'https://evil.example/',
			kind: 'vat',
			invoice_no: '1/11/2026',
		},
		external_ids: { fakturownia: id },
		client: { name: 'Firma', tax_no: '5252445767', external_ids: { fakturownia: 77 } },
	},
});

/** A client or a product. */
export const other = (wrapper: string, id = 77) => ({ [wrapper]: { id, external_ids: { fakturownia: id } } });
