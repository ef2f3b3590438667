import { timeOf } from '../time';
import type { FakeCrm, World } from '../types';
import { answerApi } from './api';
import type { DealRow } from './books';
import { Company } from './company';
import { changesOf, newDeal, placeOf } from './dealIn';
import { LITE, RateLimits, type Limits } from './limits';
import { AuthServer, type Application } from './oauth';
import { attentionView, dealView, recordsView, rowView } from './views';

export { tokensOf } from './routes';

export interface PipedriveFakeOptions {
	/** Default `demo`, of demo.pipedrive.com. */
	domain?: string;
	/** Personal token of the one user. Default `demo-pipedrive-token`. */
	apiToken?: string;
	application?: Application;
	/** Default: those of the smallest plan. `false`: none. */
	limits?: Limits | false;
	/** Whether the limits hold just now; left out: they do. */
	isLimited?: () => boolean;
}

export interface PipedriveFake extends FakeCrm {
	/** The authorization server: codes and tokens. */
	readonly auth: AuthServer;
	readonly company: Company;
	subscriptions(): { url: string }[];
}

const AUTH_HOST = 'oauth.pipedrive.com';

/** A Pipedrive company with books of its own. `reset` empties the books; fields, webhooks and tokens stay. */
export function createPipedriveFake(world: World, options: PipedriveFakeOptions = {}): PipedriveFake {
	const domain = options.domain ?? 'demo';
	const host = `${domain}.pipedrive.com`;
	const company = new Company(world, domain);
	const limits = options.limits === false ? undefined : (options.limits ?? LITE);
	const application = options.application ?? { clientId: 'demo-client-id', clientSecret: 'demo-client-secret' };
	const auth = new AuthServer(world, `https://${host}`, application);
	const server = {
		company,
		auth,
		apiToken: options.apiToken ?? 'demo-pipedrive-token',
		limits: new RateLimits(limits, () => timeOf(world).now(), options.isLimited),
	};
	const dealOf = (id: string): DealRow => {
		const deal = company.books.deals.get(Number(id));
		if (!deal || deal.isDeleted) throw new RangeError(`Pipedrive has no deal ${id}.`);
		return deal;
	};
	return {
		name: 'pipedrive',
		hosts: [host, AUTH_HOST],
		auth,
		company,
		async handle(request) {
			if (request.host === AUTH_HOST) return auth.answer(request);
			if (world.fault('pipedrive', 'error-in-200', request))
				return { status: 200, body: { success: false, error: 'Something went wrong' } };
			return answerApi(server, request);
		},
		reset: () => company.reset(),
		createDeal: async (input) => ({ id: String(newDeal(company, input).id) }),
		getDeal(id) {
			const deal = company.books.deals.get(Number(id));
			return deal && !deal.isDeleted ? dealView(company, deal) : undefined;
		},
		listDeals: () =>
			[...company.books.deals.values()].filter((deal) => !deal.isDeleted).map((deal) => rowView(company, deal)),
		async patchDeal(id, patch, { silent }) {
			const deal = dealOf(id);
			const changes = changesOf(company, deal, patch);
			company.change(deal, { ...changes, ...(patch.stage && placeOf(patch.stage)) }, { source: 'app', silent });
		},
		async replay(id) {
			const event = company.books.lastEvents.get(dealOf(id).id);
			return event ? company.webhooks.deliver(event) : 0;
		},
		records: (deal) => recordsView(company, deal),
		attention: (deal) => attentionView(company, deal),
		subscriptions: () => company.webhooks.rows.map(({ url }) => ({ url })),
		deleteDeal(id) {
			dealOf(id).isDeleted = true;
		},
	};
}
