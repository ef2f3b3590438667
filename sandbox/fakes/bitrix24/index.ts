import { timeOf } from '../time';
import type { FakeCrm, World } from '../types';
import { CLOUD_LIMITS, LeakyBucket, type BucketLimits } from './bucket';
import { applyDealIn, newDeal, stageIdOf } from './dealIn';
import { AuthServer, type Application } from './oauth';
import { parseQuery } from './php';
import { Portal } from './portal';
import { answerRest } from './rest';
import { attentionView, dealView, recordsView, rowView } from './views';

export interface Bitrix24FakeOptions {
	/** Default `demo.bitrix24.pl`. */
	host?: string;
	/** Secret in the path of the inbound webhook, `/rest/1/<secret>/`. Default `demoinboundsecret`. */
	webhookSecret?: string;
	application?: Application;
	/** What the portal sends with an application's events. Default `demo-application-token`. */
	applicationToken?: string;
	/** Default: the cloud's, 2 requests a second and 50 held. `false`: no limit. */
	limits?: BucketLimits | false;
	/** Whether the limits hold just now; left out: they do. */
	isLimited?: () => boolean;
}

export interface Bitrix24Fake extends FakeCrm {
	/** What an administrator enters under Developer resources → Outgoing webhook. */
	setOutgoingWebhook(url: string, applicationToken: string): void;
	/** Event subscriptions that applications made. */
	handlers(): { event: string; handler: string }[];
	/** The authorization server: codes and tokens. */
	readonly auth: AuthServer;
	readonly portal: Portal;
}

const AUTH_HOST = 'oauth.bitrix.info';

/** A Bitrix24 portal with books of its own. `reset` empties the books; fields, webhooks and tokens stay. */
export function createBitrix24Fake(world: World, options: Bitrix24FakeOptions = {}): Bitrix24Fake {
	const host = options.host ?? 'demo.bitrix24.pl';
	const portal = new Portal(world, host);
	const limits = options.limits === false ? undefined : (options.limits ?? CLOUD_LIMITS);
	const bucket = new LeakyBucket(limits, () => timeOf(world).now(), options.isLimited);
	const application = options.application ?? { clientId: 'demo-client-id', clientSecret: 'demo-client-secret' };
	const auth = new AuthServer(world, host, application);
	portal.applicationToken = options.applicationToken ?? portal.applicationToken;
	portal.eventToken = () => auth.eventToken();
	const server = { portal, bucket, auth, webhookSecret: options.webhookSecret ?? 'demoinboundsecret' };
	const dealOf = (id: string) => {
		const deal = portal.deal(Number(id));
		if (!deal) throw new RangeError(`Bitrix24 has no deal ${id}.`);
		return deal;
	};
	return {
		name: 'bitrix24',
		hosts: [host, AUTH_HOST],
		auth,
		portal,
		async handle(request) {
			if (request.host === AUTH_HOST) {
				const body = parseQuery(request.raw.toString('utf8'));
				return auth.answer({ ...parseQuery(request.query.toString()), ...body });
			}
			if (world.fault('bitrix24', 'error-in-200', request))
				return { status: 200, body: { error: 'ERROR_UNEXPECTED_ANSWER', error_description: 'Unexpected answer' } };
			return answerRest(server, request);
		},
		reset() {
			portal.reset();
		},
		async createDeal(input) {
			const deal = newDeal(portal, input);
			applyDealIn(portal, deal, input);
			portal.tell('ONCRMDEALADD', deal.id, { user: true, silent: false });
			return { id: String(deal.id) };
		},
		getDeal(id) {
			const deal = portal.deal(Number(id));
			return deal && dealView(portal, deal);
		},
		listDeals: () => [...portal.books.deals.values()].map((deal) => rowView(portal, deal)),
		async patchDeal(id, patch, { silent }) {
			const deal = dealOf(id);
			applyDealIn(portal, deal, patch);
			if (patch.stage) portal.move(deal, stageIdOf(patch.stage));
			portal.tell('ONCRMDEALUPDATE', deal.id, { user: true, silent });
		},
		async replay(id) {
			const last = portal.books.lastEvents.get(dealOf(id).id);
			return last ? portal.deliver(last.event, Number(id), last.ts) : 0;
		},
		records: (deal) => recordsView(portal, deal),
		attention: (deal) => attentionView(portal, deal),
		setOutgoingWebhook(url, token) {
			portal.outgoingWebhook = { url, token };
		},
		deleteDeal(id) {
			const { id: dealId } = dealOf(id);
			portal.books.deals.delete(dealId);
			portal.books.history = portal.books.history.filter((row) => row.ownerId !== dealId);
		},
		handlers: () => [...portal.handlers],
		subscriptions: () => portal.handlers.map(({ handler }) => ({ url: handler })),
	};
}
