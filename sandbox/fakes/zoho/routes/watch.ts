import { breath } from '../../time';
import { ApiError, NOTHING, RecordError } from '../apiError';
import type { Call, Route } from '../api';
import { DEALS_MODULE, stamp, type ChannelRow } from '../books';
import { allowOnly, jsonOf, onlyOne, pageOf } from '../request';

const READ = ['ZohoCRM.notifications.READ'];
const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;
const KEYS = [
	'channel_id',
	'events',
	'notify_url',
	'token',
	'channel_expiry',
	'notify_on_related_action',
	'return_affected_field_values',
	'notification_condition',
];

export const watchRoutes: Route[] = [
	{
		method: 'GET',
		pattern: /^actions\/watch$/,
		scopes: READ,
		query: ['channel_id', 'module', 'page', 'per_page'],
		answer: ({ organisation, request }) => {
			const wanted = request.query.get('channel_id');
			const alive = organisation.alive().filter((channel) => wanted === null || channel.channelId === wanted);
			if (alive.length === 0) return NOTHING;
			const { rows, info } = pageOf(alive, request);
			return { status: 200, body: { watch: rows.map(channelView), info } };
		},
	},
	{
		method: 'POST',
		pattern: /^actions\/watch$/,
		scopes: ['ZohoCRM.notifications.CREATE'],
		query: [],
		answer: async (call) => subscribe(call, 201, 'Successfully subscribed for actions-watch of the given module'),
	},
	{
		method: 'PUT',
		pattern: /^actions\/watch$/,
		scopes: ['ZohoCRM.notifications.UPDATE'],
		query: [],
		answer: async (call) => {
			const { channel_id: id } = onlyOne(jsonOf(call.request), 'watch');
			if (!call.organisation.alive().some((channel) => channel.channelId === id)) throw notSubscribed(id);
			return subscribe(call, 200, 'Successfully updated the subscribe details');
		},
	},
	{
		method: 'DELETE',
		pattern: /^actions\/watch$/,
		scopes: ['ZohoCRM.notifications.DELETE'],
		query: ['channel_ids'],
		answer: async ({ organisation, request }) => {
			const ids = (request.query.get('channel_ids') ?? '').split(',').filter(Boolean);
			if (ids.length === 0)
				throw new ApiError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
					param_name: 'channel_ids',
				});
			const unknown = ids.find((id) => !organisation.alive().some((channel) => channel.channelId === id));
			if (unknown) throw notSubscribed(unknown);
			await breath(organisation.world);
			organisation.channels = organisation.channels.filter((channel) => !ids.includes(channel.channelId));
			const results = ids.map((id) => ({
				code: 'SUCCESS',
				details: { resource_uri: 'https://www.zohoapis.eu/crm/v2/Deals', resource_id: DEALS_MODULE, channel_id: id },
				message: 'Successfully un-subscribed from actions-watch',
				status: 'success',
			}));
			return { status: 200, body: { watch: results } };
		},
	},
];

const notSubscribed = (id: unknown) =>
	new RecordError('watch', 'NOT_SUBSCRIBED', 'Actions-watch is not subscribed for the given channel', {
		channel_id: id,
	});
const wrong = (name: string) =>
	new RecordError('watch', 'INVALID_DATA', 'invalid data', { api_name: name, json_path: `$.watch[0].${name}` });

async function subscribe({ organisation, request }: Call, status: number, message: string) {
	const body = jsonOf(request);
	allowOnly(body, ['watch']);
	const given = onlyOne(body, 'watch');
	for (const name of Object.keys(given)) if (!KEYS.includes(name)) throw wrong(name);
	const stageFieldId = organisation.fields.Deals.get('Stage')!.id;
	const channel = checked(given, stageFieldId, organisation.world.now().getTime());
	await breath(organisation.world);
	const others = organisation.channels.filter((one) => one.channelId !== channel.channelId);
	organisation.channels = [...others, channel];
	const event = {
		channel_expiry: stamp(new Date(channel.expiry)),
		resource_uri: 'https://www.zohoapis.eu/crm/v2/Deals',
		resource_id: DEALS_MODULE,
		resource_name: 'Deals',
		channel_id: channel.channelId,
		notification_condition: [],
	};
	return { status, body: { watch: [{ code: 'SUCCESS', details: { events: [event] }, message, status: 'success' }] } };
}

function checked(given: Record<string, unknown>, stageFieldId: string, now: number): ChannelRow {
	const { channel_id: channelId, events, notify_url: notifyUrl, token = null, channel_expiry: expiry } = given;
	if (typeof channelId !== 'string' || !/^\d{1,18}$/.test(channelId)) throw wrong('channel_id');
	if (
		!Array.isArray(events) ||
		events.length === 0 ||
		events.some((name) => !/^Deals\.(create|edit|delete|all)$/.test(String(name)))
	)
		throw wrong('events');
	if (
		typeof notifyUrl !== 'string' ||
		notifyUrl.length > 255 ||
		!/^https?:\/\//.test(notifyUrl) ||
		!URL.canParse(notifyUrl)
	)
		throw wrong('notify_url');
	if (token !== null && (typeof token !== 'string' || token.length > 50)) throw wrong('token');
	return {
		channelId,
		events: events.map(String),
		notifyUrl,
		token,
		expiry: expiryOf(expiry, now),
		fields: conditionFields(given.notification_condition, stageFieldId),
		onRelated: given.notify_on_related_action !== false,
		returnsValues: given.return_affected_field_values === true,
		condition: given.notification_condition ?? null,
	};
}

/** More than a week is taken for no wish at all: one hour. */
function expiryOf(wish: unknown, now: number): number {
	if (wish === undefined) return now + HOUR_MS;
	if (typeof wish !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/.test(wish))
		throw wrong('channel_expiry');
	const at = Date.parse(wish);
	if (at <= now) throw wrong('channel_expiry');
	return at - now > WEEK_MS ? now + HOUR_MS : at;
}

/** Both names and ids are needed, and they must belong together. */
function conditionFields(conditions: unknown, stageFieldId: string): string[] {
	if (conditions === undefined) return [];
	const [condition, ...more] = Array.isArray(conditions) ? (conditions as Record<string, never>[]) : [];
	const {
		type,
		module,
		field_selection: selection,
	} = (condition ?? {}) as {
		type?: unknown;
		module?: { api_name?: unknown; id?: unknown };
		field_selection?: { group_operator?: unknown; group?: { field?: { api_name?: unknown; id?: unknown } }[] };
	};
	const isDeals = module?.api_name === 'Deals' && module.id === DEALS_MODULE;
	if (more.length > 0 || type !== 'field_selection' || !isDeals) throw wrong('notification_condition');
	const group = selection?.group ?? [];
	const isStage = (entry: (typeof group)[number]) =>
		entry.field?.api_name === 'Stage' && entry.field.id === stageFieldId;
	if (!['and', 'or'].includes(String(selection?.group_operator)) || group.length === 0 || !group.every(isStage))
		throw wrong('notification_condition');
	return ['Stage'];
}

function channelView(channel: ChannelRow): Record<string, unknown> {
	return {
		notify_on_related_action: channel.onRelated,
		channel_expiry: stamp(new Date(channel.expiry)),
		return_affected_field_values: channel.returnsValues,
		resource_uri: 'https://www.zohoapis.eu/crm/v8/Deals',
		resource_id: DEALS_MODULE,
		notify_url: channel.notifyUrl,
		resource_name: 'Deals',
		fields: null,
		channel_id: channel.channelId,
		events: channel.events,
		token: channel.token,
	};
}
