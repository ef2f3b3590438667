import { timeOf } from '../time';
import type { FakeCrm, World } from '../types';
import { stageIdOf, type EventRow } from './books';
import { applyDealIn, newDeal } from './dealIn';
import { Hub } from './hub';
import { FREE_LIMITS, Windows, type HubLimits } from './limits';
import { SignIn, type Application } from './oauth';
import { answerRest } from './rest';
import { attentionView, dealView, recordsView, rowView } from './views';

export interface HubSpotFakeOptions {
	/** The number of the account. Default 9001. */
	portalId?: number;
	/** Default `demo-service-key`. */
	serviceKey?: string;
	application?: Application;
	/** Number of the app whose events these are. Default 4242. */
	appId?: number;
	developerApiKey?: string;
	/** What the key or app may do. Default: what the nodes need. */
	scopes?: readonly string[];
	/** Whether the plan has the days of stage entries. Default: it does. */
	stageDates?: boolean;
	/** Which signatures a delivery carries. Default: both. */
	signatures?: 'both' | 'v3' | 'v1';
	/** Default: those of Free and Starter. `false`: no limit. */
	limits?: HubLimits | false;
	/** Whether the limits hold just now; left out: they do. */
	isLimited?: () => boolean;
}

export interface HubSpotFake extends FakeCrm {
	/** What a person enters as the target of the app's webhooks. */
	setWebhook(url: string): void;
	/** A workflow with "Send a webhook" for deals that enter these stages. */
	setWorkflowWebhook(webhook: NonNullable<Hub['workflowWebhook']>): void;
	subscriptions(): { url: string }[];
	/** Sends several events in one body, as HubSpot does under load. */
	deliverTogether(events: readonly EventRow[]): Promise<number>;
	readonly signIn: SignIn;
	readonly hub: Hub;
}

export const NEEDED_SCOPES = [
	'crm.objects.deals.read',
	'crm.objects.deals.write',
	'crm.objects.line_items.read',
	'crm.objects.companies.read',
	'crm.objects.contacts.read',
	'crm.objects.contacts.write',
	'crm.objects.owners.read',
	'crm.schemas.deals.write',
	'crm.schemas.companies.write',
	'tax_rates.read',
	'files',
];

/** A HubSpot account with books of its own. `reset` empties the books; fields, webhooks and tokens stay. */
export function createHubSpotFake(world: World, options: HubSpotFakeOptions = {}): HubSpotFake {
	const { portalId = 9001, appId = 4242, stageDates = true, scopes = NEEDED_SCOPES } = options;
	const application = options.application ?? { clientId: 'demo-hubspot-client', clientSecret: 'demo-hubspot-secret' };
	const signing = { clientSecret: application.clientSecret, appId, versions: options.signatures ?? 'both' };
	const hub = new Hub(world, { portalId, stageDates, signing });
	const signIn = new SignIn(world, portalId, options.serviceKey ?? 'demo-service-key', application);
	const limits = options.limits === false ? undefined : (options.limits ?? FREE_LIMITS);
	const windows = new Windows(limits, () => timeOf(world).now(), options.isLimited);
	const developerApiKey = options.developerApiKey ?? 'demo-developer-key';
	const server = { hub, windows, signIn, scopes, developerApiKey, appId };
	const dealOf = (id: string) => {
		const deal = hub.books.deals.get(id);
		if (!deal) throw new RangeError(`HubSpot has no deal ${id}.`);
		return deal;
	};
	return {
		name: 'hubspot',
		hosts: ['api.hubapi.com'],
		hub,
		signIn,
		async handle(request) {
			if (/^\/oauth\/2026-09\/token$/.test(request.path)) return signIn.answer(request);
			return answerRest(server, request);
		},
		reset() {
			hub.reset();
		},
		async createDeal(input) {
			const deal = newDeal(hub, input);
			applyDealIn(hub, deal, input);
			hub.tell(deal, 'creation', { source: 'CRM_UI', silent: false });
			return { id: deal.id };
		},
		getDeal(id) {
			const deal = hub.books.deals.get(id);
			return deal && dealView(hub, deal);
		},
		listDeals: () => [...hub.books.deals.values()].map((deal) => rowView(hub, deal)),
		async patchDeal(id, patch, { silent }) {
			const deal = dealOf(id);
			applyDealIn(hub, deal, patch);
			// Only the stage is subscribed to: other edits tell nobody.
			if (patch.stage && hub.move(deal, stageIdOf(patch.stage), 'CRM_UI'))
				hub.tell(deal, 'move', { source: 'CRM_UI', silent });
		},
		async replay(id) {
			const last = hub.books.lastEvents.get(dealOf(id).id);
			return last ? hub.deliver([last]) : 0;
		},
		records: (deal) => recordsView(hub, deal),
		attention: (deal) => attentionView(hub, deal),
		setWebhook(url) {
			hub.appTarget = url;
		},
		setWorkflowWebhook(webhook) {
			hub.workflowWebhook = webhook;
		},
		subscriptions: () =>
			hub.appTarget === undefined ? [] : hub.appSubscriptions.map(() => ({ url: hub.appTarget ?? '' })),
		deleteDeal(id) {
			hub.books.deals.delete(dealOf(id).id);
		},
		deliverTogether: async (events) => hub.deliver(events),
	};
}
