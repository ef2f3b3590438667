import type { INodeType } from 'n8n-workflow';
import { Bitrix24DealTrigger } from '../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import { HubSpotDealTrigger } from '../../../nodes/HubSpot/HubSpotDealTrigger.node';
import { MondayDealTrigger } from '../../../nodes/Monday/MondayDealTrigger.node';
import { PipedriveDealTrigger } from '../../../nodes/Pipedrive/PipedriveDealTrigger.node';
import { ZohoCrmDealTrigger } from '../../../nodes/ZohoCrm/ZohoCrmDealTrigger.node';
import { SANDBOX_CRMS } from '../../../sandbox/crms';
import type { FakeCrm } from '../../../sandbox/fakes/types';
import type { CrmName } from '../../../workflows/definitions/crms';
import * as bitrix24 from '../Bitrix24/n8nContext';
import { byApplication } from '../Bitrix24/worlds';
import type { triggerContextOf } from '../crmContext';
import * as hubspot from '../HubSpot/n8nContext';
import * as monday from '../Monday/n8nContext';
import * as pipedrive from '../Pipedrive/n8nContext';
import * as zoho from '../ZohoCrm/n8nContext';

type Context = ReturnType<typeof triggerContextOf>['context'];

/** A deal trigger that subscribes by itself, on n8n's contexts, at the strict fake of its CRM. */
export interface TriggerAtFake<R = unknown> {
	node: INodeType;
	/** Parameters, static data, credential: as n8n holds them. */
	world: { parameters: Record<string, unknown>; data: Record<string, unknown> };
	fake: Pick<FakeCrm, 'createDeal' | 'patchDeal' | 'handle'>;
	account: string;
	stageId: string;
	/** How many subscriptions the trigger has while it is switched on. */
	subscribed: number;
	/** Those that the CRM has now. */
	subscriptions(): readonly unknown[];
	/** The CRM loses them. */
	drop(): void;
	/** Minutes after which a search notices it; left out: the next one does. */
	noticedAfter?: number;
	/** The CRM refuses the credential from now on. */
	revoke(): void;
	/** How often the CRM told of a deal. */
	told(): number;
	/** What it told last, as n8n hands it over. */
	lastEvent(): R;
	/** The same from somebody who does not know the secret. */
	forged(event: R): R[];
	context(event?: R): { context: Context; answers: unknown[]; emitted: unknown[]; errors: Error[] };
}

const at = <R>(trigger: TriggerAtFake<R>) => trigger as TriggerAtFake;

/** The stage that asks for an invoice, in the CRM's own words. */
const stageOf = (crm: CrmName): string => SANDBOX_CRMS[crm].demo.rules.find(({ kind }) => kind === 'invoice')!.stage;
const rulesOf = (crm: CrmName) => ({
	rules: { rule: [{ stage: stageOf(crm), kind: 'invoice', part: 1, percent: 100 }] },
	...{ pipeline: SANDBOX_CRMS[crm].demo.pipeline, sweepEvery: 1, options: {} },
});

export const TRIGGERS_AT_FAKES: Record<CrmName, () => TriggerAtFake> = {
	bitrix24: () => {
		const { world, bodies } = byApplication(rulesOf('bitrix24'));
		const secretOf = () => new URL(world.fake.handlers()[0]!.handler).searchParams.get('secret');
		return at<Parameters<typeof bitrix24.triggerContext>[1]>({
			...{ node: new Bitrix24DealTrigger(), world, fake: world.fake },
			...{ account: 'demo.bitrix24.pl', stageId: stageOf('bitrix24'), subscribed: 2 },
			subscriptions: () => world.fake.handlers(),
			drop: () => void (world.fake.portal.handlers = []),
			revoke: () => void (world.bearer = 'revoked'),
			told: () => bodies.length,
			lastEvent: () => ({ body: Object.fromEntries(bodies.at(-1)!), query: { secret: secretOf() } }),
			forged: (event) => [{}, { secret: 'x' }, { secret: [secretOf()] }].map((query) => ({ ...event, query })),
			context: (event) => bitrix24.triggerContext(world, event),
		});
	},
	hubspot: () => {
		const world = hubspot.nodeWorld({ ...rulesOf('hubspot'), listenBy: 'appSubscription' });
		hubspot.connectApp(world);
		type Request = NonNullable<Parameters<typeof hubspot.triggerContext>[1]>;
		return at<Request>({
			...{ node: new HubSpotDealTrigger(), world, fake: world.fake },
			...{ account: '9001', stageId: stageOf('hubspot'), subscribed: 2 },
			subscriptions: () => world.fake.subscriptions(),
			drop: () => void (world.fake.hub.appSubscriptions.length = 0),
			revoke() {
				world.developer.developerApiKey = 'revoked';
				const { oauthTokenData } = world.credential;
				world.credential.oauthTokenData = { ...(oauthTokenData as object), access_token: 'revoked' };
			},
			told: () => world.delivered.length,
			lastEvent: () => ({ delivery: world.delivered.at(-1)! }),
			forged: ({ delivery }) => [
				{},
				{ delivery: { headers: {}, body: delivery!.body } },
				{ delivery: { ...delivery!, body: delivery!.body.replace('"objectId":', '"objectId": ') } },
			],
			context: (event) => hubspot.triggerContext(world, event),
		});
	},
	monday: () => {
		const world = monday.nodeWorld({ ...rulesOf('monday'), listenBy: 'webhooks' });
		return at<monday.Request>({
			...{ node: new MondayDealTrigger(), world, fake: world.fake },
			...{ account: '7700123', stageId: stageOf('monday'), subscribed: 1 },
			subscriptions: () => world.fake.webhooks(),
			drop: () => void (world.fake.account.webhooks = []),
			revoke: () => void (world.credential = { apiToken: 'revoked' }),
			told: () => world.delivered.length,
			lastEvent: () => monday.asRequest(world.delivered.at(-1)!),
			forged: (event) => [{}, { secret: 'x' }, { secret: ['x', 'y'] }].map((query) => ({ ...event, query })),
			context(event) {
				const { context, ...written } = monday.triggerContext(world, event);
				return { context, ...written };
			},
		});
	},
	pipedrive: () => {
		const world = pipedrive.nodeWorld({ ...rulesOf('pipedrive'), listenBy: 'webhook' });
		const others = `Basic ${Buffer.from('a:b').toString('base64')}`;
		return at<Parameters<typeof pipedrive.triggerContext>[1] & object>({
			...{ node: new PipedriveDealTrigger(), world, fake: world.fake },
			...{ account: world.fake.company.domain, stageId: stageOf('pipedrive'), subscribed: 1 },
			subscriptions: () => world.fake.subscriptions(),
			drop: () => void (world.fake.company.webhooks.rows = []),
			noticedAfter: 61,
			revoke: () => void (world.credential.apiToken = 'revoked'),
			told: () => world.delivered.length,
			lastEvent: () => world.delivered.at(-1)!,
			forged: (event) =>
				[undefined, others, ['x'], 'Basic '].map((authorization) => ({ ...event, headers: { authorization } })),
			context: (event) => pipedrive.triggerContext(world, event),
		});
	},
	zoho: () => {
		const world = zoho.nodeWorld({ ...rulesOf('zoho'), listenBy: 'notifications' });
		return at<{ body?: Record<string, unknown> }>({
			...{ node: new ZohoCrmDealTrigger(), world, fake: world.fake },
			...{ account: '20090000417', stageId: stageOf('zoho'), subscribed: 1 },
			subscriptions: () => world.fake.organisation.alive(),
			drop: () => world.fake.organisation.alive().forEach((channel) => (channel.expiry = 0)),
			revoke: () => void (world.credential.oauthTokenData = { access_token: 'revoked', refresh_token: world.id }),
			told: () => world.events.length,
			lastEvent: () => ({ body: world.events.at(-1)! }),
			forged: ({ body }) =>
				[{ token: 'wrong' }, { token: undefined }, { token: ['x'] }, { channel_id: '1' }].map((change) => ({
					body: { ...body, ...change },
				})),
			context: (event) => zoho.triggerContext(world, event),
		});
	},
};
