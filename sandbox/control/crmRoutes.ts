import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod/v4';
import { named } from '../books';
import { effectsOf, allEffects } from '../effects';
import type { DealIn } from '../fakes/types';
import type { ControlContext } from './context';
import { Refusal, type Call, type Route } from './router';
import { dealIn, dealPatch, replayOrder } from './schemas';

/** The CRM as its users have it, and what its deals led to. */
export function crmRoutes({ books, world }: ControlContext): Route[] {
	const crmOf = ({ params }: Call) => named('CRM', books.crms, params.crm ?? '');
	const keyOf = ({ params }: Call) => `${params.crm}/${params.id}`;

	return [
		{
			method: 'GET',
			path: '/api/crm',
			summary: 'The CRMs of this world',
			handle: () => [...books.crms.values()].map(({ name, hosts }) => ({ name, hosts })),
		},
		{
			method: 'GET',
			path: '/api/crm/{crm}/deals',
			summary: 'All deals of a CRM, as its board shows them',
			handle: (call) => crmOf(call).listDeals(),
		},
		{
			method: 'POST',
			path: '/api/crm/{crm}/deals',
			summary: 'Makes a deal with buyer and lines in that CRM’s own books',
			body: dealIn,
			status: 201,
			handle: async (call) => {
				const crm = crmOf(call);
				const deal = call.body as DealIn;
				const { id } = await accepted(() => crm.createDeal(deal));
				books.deals.set(`${crm.name}/${id}`, { crm: crm.name, id, deal });
				world.changed();
				return { id };
			},
		},
		{
			method: 'GET',
			path: '/api/crm/{crm}/deals/{id}',
			summary: 'One deal as the CRM holds it',
			handle: (call) => existing(crmOf(call).getDeal(call.params.id ?? ''), call),
		},
		{
			method: 'PATCH',
			path: '/api/crm/{crm}/deals/{id}',
			summary: 'Changes stage or fields as a user of the CRM would; the CRM then calls its webhooks',
			query: { silent: '1: the webhook is lost' },
			body: dealPatch,
			handle: async (call) => {
				const crm = crmOf(call);
				const id = call.params.id ?? '';
				existing(crm.getDeal(id), call);
				const silent = call.query.get('silent') === '1';
				await accepted(() => crm.patchDeal(id, call.body as Partial<DealIn>, { silent }));
				const known = books.deals.get(keyOf(call));
				if (known) known.deal = { ...known.deal, ...(call.body as Partial<DealIn>) };
				world.changed();
				return crm.getDeal(id);
			},
		},
		{
			method: 'GET',
			path: '/api/effects',
			summary: 'What happened outside, counted in the fakes’ books; of one deal, or everything',
			query: { crm: 'Name of the CRM', deal: 'Id of the deal; told apart by the marks that its maker put into it' },
			handle: ({ query }) => {
				const [crm, deal] = [query.get('crm'), query.get('deal')];
				if (!deal) return allEffects(books);
				if (!crm) throw new Refusal(400, 'Name the CRM of the deal too: ?crm=…&deal=….');
				return effectsOf(books, crm, deal);
			},
		},
		{
			method: 'POST',
			path: '/api/events/replay',
			summary: 'Sends the webhook of a deal’s last change again',
			body: replayOrder,
			handle: async ({ body }) => {
				const order = body as z.output<typeof replayOrder>;
				const crm = named('CRM', books.crms, order.crm);
				if (!crm.getDeal(order.deal)) throw new Refusal(404, `${order.crm} has no deal ${order.deal}.`);
				return replay(order, () => crm.replay(order.deal));
			},
		},
	];
}

function existing(deal: unknown, { params }: Call): unknown {
	if (deal === undefined || deal === null) throw new Refusal(404, `${params.crm} has no deal ${params.id}.`);
	return deal;
}

/** What the CRM refuses is the caller's mistake, and its message says which. */
async function accepted<T>(change: () => Promise<T>): Promise<T> {
	try {
		return await change();
	} catch (error) {
		throw new Refusal(400, error instanceof Error ? error.message : String(error));
	}
}

/** Sends the copies, `parallel` at a time, evenly over `spreadMs`; answers how often each HTTP status came back. */
async function replay(
	{ copies, parallel, spreadMs }: z.output<typeof replayOrder>,
	deliver: () => Promise<number>,
): Promise<{ sent: number; statuses: Record<string, number> }> {
	const statuses: Record<string, number> = {};
	const started = Date.now();
	let next = 0;
	const sender = async () => {
		while (next < copies) {
			const due = started + (spreadMs * next++) / copies;
			if (due > Date.now()) await pause(due - Date.now());
			const status = await deliver();
			statuses[status] = (statuses[status] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, copies) }, sender));
	return { sent: copies, statuses };
}
