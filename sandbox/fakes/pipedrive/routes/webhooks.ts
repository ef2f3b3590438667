import { z } from 'zod';
import { breath } from '../../time';
import { ApiError } from '../apiError';
import { USER } from '../books';
import type { WebhookRow, Webhooks } from '../webhooks';
import { idIn, type Call, type Route } from './route';

const WebhookPost = z.strictObject({
	subscription_url: z.string(),
	event_action: z.enum(['create', 'change', 'delete', '*']),
	event_object: z.enum([
		'activity',
		'deal',
		'lead',
		'note',
		'organization',
		'person',
		'pipeline',
		'product',
		'stage',
		'user',
		'*',
	]),
	name: z.string().min(1),
	version: z.enum(['1.0', '2.0']).default('2.0'),
	user_id: z.number().int().optional(),
	http_auth_user: z.string().nullish(),
	http_auth_password: z.string().nullish(),
});

export const webhooks: Route[] = [
	{
		version: 'v1',
		method: 'GET',
		path: '/webhooks',
		tokens: 10,
		handle: ({ company }) => ({
			isWebhook: true,
			data: company.webhooks.rows.map((row) => shown(row, company.webhooks)),
		}),
	},
	{ version: 'v1', method: 'POST', path: '/webhooks', tokens: 10, handle: create },
	{
		version: 'v1',
		method: 'DELETE',
		path: '/webhooks/{id}',
		tokens: 6,
		handle: async (call) => {
			const { webhooks: all, world } = call.company;
			await breath(world);
			const row = all.rows.find(({ id }) => id === idIn(call));
			if (!row) throw new ApiError(404, 'not found', { id: ['not found'] });
			all.rows = all.rows.filter((one) => one !== row);
			return { isWebhook: true };
		},
	},
];

async function create({ company, body }: Call) {
	const parsed = WebhookPost.safeParse(body);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new ApiError(400, 'invalid', { [issue?.path.join('.') || 'body']: [issue?.message ?? 'invalid'] });
	}
	const { subscription_url: url, ...input } = parsed.data;
	if (!isReachable(url)) throw new ApiError(400, 'invalid', { subscription_url: ['invalid or non-reachable URL'] });
	await breath(company.world);
	const row = company.webhooks.create({
		url,
		action: input.event_action,
		object: input.event_object,
		name: input.name,
		version: input.version,
		user: input.http_auth_user ?? null,
		password: input.http_auth_password ?? null,
	});
	return { status: 201, isWebhook: true, data: shown(row, company.webhooks) };
}

/** A full address, and none of Pipedrive's own. */
function isReachable(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return ['http:', 'https:'].includes(protocol) && hostname.includes('.') && !hostname.endsWith('pipedrive.com');
}

const shown = (row: WebhookRow, all: Webhooks) => ({
	id: row.id,
	company_id: USER.companyId,
	owner_id: USER.id,
	user_id: USER.id,
	event_action: row.action,
	event_object: row.object,
	subscription_url: row.url,
	version: row.version,
	is_active: all.isBanned(row) ? 0 : 1,
	add_time: row.addTime,
	remove_time: null,
	type: 'general',
	http_auth_user: row.user,
	http_auth_password: row.password === null ? null : '***',
	remove_reason: null,
	last_delivery_time: row.lastDelivery,
	last_http_status: row.lastStatus,
	admin_id: USER.id,
	name: row.name,
});
