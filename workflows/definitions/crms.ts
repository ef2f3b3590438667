/** One CRM's two nodes in the scenarios, with what only they have. The rest of the canvas is the same for every CRM. */
export interface CrmNodes {
	/** As people call it. */
	title: string;
	/** `sweepEvery`: minutes between two searches; left out: 5. */
	trigger: { node: string; parameters: Record<string, unknown>; sweepEvery?: number };
	deals: { node: string; parameters: Record<string, unknown> };
	/** A note costs a quarter of what a whole deal may, and says what the status field says. */
	withoutNote?: true;
}

const BITRIX24: CrmNodes = {
	title: 'Bitrix24',
	trigger: {
		node: 'bitrix24DealTrigger',
		parameters: { authentication: 'webhook', listenBy: 'outgoingWebhook' },
	},
	deals: { node: 'bitrix24Deals', parameters: { authentication: 'webhook' } },
};

const HUBSPOT: CrmNodes = {
	title: 'HubSpot',
	// Events need an app or a workflow of HubSpot; the search works with the key alone.
	trigger: { node: 'hubSpotDealTrigger', parameters: { authentication: 'serviceKey', listenBy: 'sweepOnly' } },
	deals: { node: 'hubSpotDeals', parameters: { authentication: 'serviceKey' } },
};

const MONDAY: CrmNodes = {
	title: 'monday.com',
	trigger: {
		node: 'mondayDealTrigger',
		parameters: { authentication: 'token', listenBy: 'webhooks' },
		sweepEvery: 15,
	},
	deals: { node: 'mondayDeals', parameters: { authentication: 'token' } },
};

const PIPEDRIVE: CrmNodes = {
	title: 'Pipedrive',
	trigger: {
		node: 'pipedriveDealTrigger',
		parameters: { authentication: 'apiToken', listenBy: 'webhook' },
		sweepEvery: 15,
	},
	deals: { node: 'pipedriveDeals', parameters: { authentication: 'apiToken' } },
	withoutNote: true,
};

const ZOHO: CrmNodes = {
	title: 'Zoho CRM',
	trigger: { node: 'zohoCrmDealTrigger', parameters: { listenBy: 'notifications' } },
	deals: { node: 'zohoCrmDeals', parameters: {} },
};

/** By the name that stands in references. */
export const CRMS = {
	bitrix24: BITRIX24,
	hubspot: HUBSPOT,
	monday: MONDAY,
	pipedrive: PIPEDRIVE,
	zoho: ZOHO,
} satisfies Record<string, CrmNodes>;

export type CrmName = keyof typeof CRMS;

export const crmNodes = (name: CrmName): CrmNodes => CRMS[name];
