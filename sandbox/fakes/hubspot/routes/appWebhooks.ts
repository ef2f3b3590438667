import { checked, invalid, notFound } from '../apiError';
import type { AppSubscriptionRow, Hub } from '../hub';
import { jsonOf, ok, type Call, type Route } from './route';

const BASE = '/app-webhooks/2026-09/(\\d+)';
const EVENT_TYPES = ['deal.propertyChange', 'deal.creation', 'deal.deletion', 'contact.creation'];

/** The settings of a public app of the older kind: one address for all of its events. */
export const appWebhooks: Route[] = [
	route('GET', '/settings', ({ hub }) => ok(settingsOf(hub))),
	route('PUT', '/settings', ({ hub, request }) => {
		const { targetUrl, throttling } = checked(jsonOf(request), ['targetUrl', 'throttling']);
		const { maxConcurrentRequests } = checked(throttling, ['maxConcurrentRequests']);
		if (typeof targetUrl !== 'string' || !URL.canParse(targetUrl)) throw invalid('targetUrl is no address');
		if (typeof maxConcurrentRequests !== 'number' || maxConcurrentRequests < 6)
			throw invalid('maxConcurrentRequests has to be above 5');
		hub.appTarget = targetUrl;
		return ok(settingsOf(hub));
	}),
	route('DELETE', '/settings', ({ hub }) => {
		hub.appTarget = undefined;
		return { status: 204 };
	}),
	route('GET', '/subscriptions', ({ hub }) => ok({ results: hub.appSubscriptions })),
	route('POST', '/subscriptions', ({ hub, request }) => {
		const { eventType, active, propertyName } = checked(
			jsonOf(request),
			['active', 'eventType'],
			['propertyName', 'objectTypeId'],
		);
		if (!EVENT_TYPES.includes(String(eventType))) throw invalid('eventType is not valid');
		if (typeof active !== 'boolean') throw invalid('active has to be true or false');
		if ((eventType === 'deal.propertyChange') !== (typeof propertyName === 'string'))
			throw invalid('propertyName belongs to propertyChange, and to nothing else');
		const held = hub.appSubscriptions.some((row) => row.eventType === eventType && row.propertyName === propertyName);
		if (held) throw invalid('This subscription already exists');
		const row: AppSubscriptionRow = {
			id: hub.nextId(),
			eventType: String(eventType),
			active,
			createdAt: hub.now(),
			...(typeof propertyName === 'string' && { propertyName }),
		};
		hub.appSubscriptions.push(row);
		return { status: 201, body: row };
	}),
	route('PATCH', '/subscriptions/(\\d+)', (call) => {
		const { active } = checked(jsonOf(call.request), ['active']);
		if (typeof active !== 'boolean') throw invalid('active has to be true or false');
		const row = subscriptionOf(call);
		row.active = active;
		return ok(row);
	}),
	route('DELETE', '/subscriptions/(\\d+)', (call) => {
		const row = subscriptionOf(call);
		call.hub.appSubscriptions = call.hub.appSubscriptions.filter((one) => one !== row);
		return { status: 204 };
	}),
];

function route(method: string, path: string, handle: Route['handle']): Route {
	return { method, path: new RegExp(`^${BASE}${path}$`), developer: true, query: ['hapikey'], handle };
}

function settingsOf(hub: Hub): object {
	const { appTarget } = hub;
	if (appTarget === undefined) throw notFound('The app has no webhook settings');
	return { targetUrl: appTarget, throttling: { maxConcurrentRequests: 10 }, createdAt: hub.now() };
}

function subscriptionOf({ hub, at }: Call): AppSubscriptionRow {
	const row = hub.appSubscriptions.find(({ id }) => id === at[1]);
	if (!row) throw notFound();
	return row;
}
