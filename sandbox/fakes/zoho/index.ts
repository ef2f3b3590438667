import { timeOf } from '../time';
import type { FakeCrm, World } from '../types';
import { answerApi } from './api';
import { SERVICES, stageWord } from './books';
import { applyDealIn, newDeal } from './dealIn';
import { Meter, STANDARD_LIMITS, type ApiLimits } from './limits';
import { AccountsServer, ALL_SCOPES, type ZohoSignIn } from './oauth';
import { Organisation } from './organisation';
import { attentionView, dealView, recordsView, rowView } from './views';

export interface ZohoFakeOptions {
	signIn?: ZohoSignIn;
	/** What the token may do. Default: what the credential asks for. */
	scopes?: readonly string[];
	/** Default: the Standard edition. `false`: no limit. */
	limits?: ApiLimits | false;
	/** Whether the limits hold just now; left out: they do. */
	isLimited?: () => boolean;
}

export interface ZohoFake extends FakeCrm {
	readonly organisation: Organisation;
	readonly accounts: AccountsServer;
}

const ACCOUNTS_HOST = 'accounts.zoho.eu';
export const API_HOST = 'www.zohoapis.eu';

export const DEMO_SIGN_IN: ZohoSignIn = {
	clientId: '1000.DEMOCLIENT',
	clientSecret: 'demo-zoho-client-secret',
	accessToken: 'demo-zoho-access-token',
	refreshToken: 'demo-zoho-refresh-token',
};

/** A Zoho CRM organisation in the EU data centre. `reset` empties the books; fields, channels and tokens stay. */
export function createZohoFake(world: World, options: ZohoFakeOptions = {}): ZohoFake {
	const organisation = new Organisation(world);
	const accounts = new AccountsServer(world, options.signIn ?? DEMO_SIGN_IN, API_HOST);
	const limits = options.limits === false ? undefined : (options.limits ?? STANDARD_LIMITS);
	const meter = new Meter(limits, () => timeOf(world).now(), options.isLimited);
	const server = { organisation, accounts, meter, scopes: options.scopes ?? ALL_SCOPES };
	const dealOf = (id: string) => {
		const deal = organisation.deal(id);
		if (!deal) throw new RangeError(`Zoho CRM has no deal ${id}.`);
		return deal;
	};
	return {
		name: 'zoho',
		hosts: [ACCOUNTS_HOST, API_HOST],
		organisation,
		accounts,
		async handle(request) {
			if (request.host === ACCOUNTS_HOST) return accounts.answer(request);
			if (world.fault('zoho', 'error-in-200', request)) return { status: 200, body: { data: [TROUBLE] } };
			return answerApi(server, request);
		},
		reset() {
			organisation.reset();
		},
		async createDeal(input) {
			const deal = newDeal(organisation, input);
			applyDealIn(organisation, deal, input);
			organisation.tell('insert', deal.id, [], { user: true, silent: false });
			return { id: deal.id };
		},
		getDeal(id) {
			const deal = organisation.deal(id);
			return deal && dealView(organisation, deal);
		},
		listDeals: () => [...organisation.books.records.Deals.values()].map((deal) => rowView(organisation, deal)),
		async patchDeal(id, patch, { silent }) {
			const deal = dealOf(id);
			const changed = applyDealIn(organisation, deal, patch);
			const stage = deal.values.Stage;
			if (patch.stage) organisation.move(deal, SERVICES.word, stageWord(patch.stage));
			if (deal.values.Stage !== stage) changed.push('Stage');
			organisation.tell('update', id, changed, { user: true, silent });
		},
		async replay(id) {
			const last = organisation.books.lastEvents.get(dealOf(id).id);
			return last ? organisation.deliver(id, last) : 0;
		},
		subscriptions: () => organisation.alive().map(({ notifyUrl }) => ({ url: notifyUrl })),
		records: (deal) => recordsView(organisation, deal),
		attention: (deal) => attentionView(organisation, deal),
		deleteDeal(id) {
			organisation.books.records.Deals.delete(dealOf(id).id);
		},
	};
}

/** One record's failure inside an answer that looks well. */
const TROUBLE = {
	code: 'INTERNAL_ERROR',
	details: {},
	message: 'Internal server error occurred.',
	status: 'error',
};
