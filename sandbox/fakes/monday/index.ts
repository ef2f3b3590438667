import type { DealIn, FakeCrm, World } from '../types';
import { Account } from './account';
import { DEALS, STAGE } from './boards';
import { USER, type ItemRow, type WebhookRow } from './books';
import { applyDealIn, labelOf } from './dealIn';
import { Meter, PRO_LIMITS, type Limits } from './limits';
import { answerApi, pathOfCall } from './rest';
import { attentionView, dealView, recordsView, rowView } from './views';
import { Deliveries } from './webhooks';

export interface MondayFakeOptions {
	/** Personal token. Default `demo-monday-token`. */
	token?: string;
	/** Token that an app got, which signs its webhooks. Default `demo-monday-app-token`. */
	appToken?: string;
	/** With which that app signs. Default `demo-monday-signing-secret`. */
	signingSecret?: string;
	/** Default: a Pro plan's. `false`: no limit. */
	limits?: Partial<Limits> | false;
	/** Whether the limits hold just now; left out: they do. */
	isLimited?: () => boolean;
}

export interface MondayFake extends FakeCrm {
	/** A deal that a form or an automation makes with its stage: no line of a changed status, and no event of one. */
	createWithStage(deal: DealIn): Promise<{ id: string }>;
	webhooks(): readonly WebhookRow[];
	/** API calls of this day. */
	callsToday(): number;
	readonly account: Account;
}

/** A monday account with books of its own. `reset` empties the books; boards, columns and webhooks stay. */
export function createMondayFake(world: World, options: MondayFakeOptions = {}): MondayFake {
	const account = new Account(world, '7700123', 'demo');
	const limits = options.limits === false ? undefined : { ...PRO_LIMITS, ...options.limits };
	const meter = new Meter(world, limits, options.isLimited ?? (() => true));
	const deliveries = new Deliveries(account, options.signingSecret ?? 'demo-monday-signing-secret');
	account.tell = (event) => deliveries.later(event);
	const server = {
		account,
		meter,
		token: options.token ?? 'demo-monday-token',
		appToken: options.appToken ?? 'demo-monday-app-token',
	};
	const dealOf = (id: string): ItemRow => {
		const deal = account.books.items.get(id);
		if (!deal || deal.boardId !== DEALS) throw new RangeError(`monday.com has no deal ${id}.`);
		return deal;
	};
	const setStage = (deal: ItemRow, label: number, by: { silent?: boolean; quiet?: boolean }) =>
		account.setCell(deal, account.column(DEALS, STAGE)!, { label }, { user: true, ...by });
	const newDeal = (input: DealIn): ItemRow => {
		const deal = account.addItem(DEALS, input.title);
		account.setCell(deal, account.column(DEALS, 'deal_owner')!, { people: [USER.id] }, { user: true, silent: true });
		applyDealIn(account, deal, input);
		return deal;
	};
	return {
		name: 'monday',
		hosts: ['api.monday.com'],
		account,
		callPath: pathOfCall,
		async handle(request) {
			if (world.fault('monday', 'error-in-200', { ...request, path: pathOfCall(request) })) {
				const error = {
					message: 'Internal server error',
					extensions: { code: 'INTERNAL_SERVER_ERROR', status_code: 500 },
				};
				return { status: 200, body: { data: null, errors: [error], account_id: Number(account.id) } };
			}
			return answerApi(server, request);
		},
		reset: () => account.reset(),
		async createDeal(input) {
			const deal = newDeal(input);
			// A new item has monday's grey label; whoever wants another one sets it.
			if (input.stage && input.stage !== 'open') setStage(deal, labelOf(account, input.stage), { silent: false });
			world.changed();
			return { id: deal.id };
		},
		async createWithStage(input) {
			const deal = newDeal(input);
			setStage(deal, labelOf(account, input.stage ?? 'open'), { quiet: true });
			world.changed();
			return { id: deal.id };
		},
		getDeal(id) {
			const deal = account.books.items.get(id);
			return deal?.boardId === DEALS && deal.state !== 'deleted' ? dealView(account, deal) : undefined;
		},
		listDeals: () =>
			[...account.books.items.values()]
				.filter((row) => row.boardId === DEALS && row.state === 'active')
				.map((deal) => rowView(account, deal)),
		async patchDeal(id, patch, { silent }) {
			const deal = dealOf(id);
			applyDealIn(account, deal, patch);
			if (patch.stage) setStage(deal, labelOf(account, patch.stage), { silent });
			world.changed();
		},
		async replay(id) {
			const event = account.books.lastEvents.get(dealOf(id).id);
			return event ? deliveries.again(event) : 0;
		},
		records: (deal) => recordsView(account, deal),
		attention: (deal) => attentionView(account, deal),
		deleteDeal(id) {
			dealOf(id).state = 'deleted';
		},
		webhooks: () => account.webhooks,
		subscriptions: () => account.webhooks.map(({ event, url }) => ({ event, url })),
		callsToday: () => meter.today,
	};
}
