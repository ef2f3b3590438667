import { emptyBooks } from '../books';
import type { FaultOrder } from '../faults';
import type { ControlContext, N8nControl } from './context';
import { streamEvents } from './events';
import { Refusal, type Route } from './router';
import { clockSetting, faultOrder, nothing } from './schemas';

/** The world itself: its state, calls, faults, clock, n8n and the journal. */
export function worldRoutes(context: ControlContext): Route[] {
	const { world, books } = context;
	return [
		{
			method: 'GET',
			path: '/api/status',
			summary: 'What runs, versions, ports, ready or not',
			handle: () => status(context),
		},
		{
			method: 'GET',
			path: '/api/scenario',
			summary: 'Where n8n is and how to sign in there',
			handle: () => context.scenario ?? { editorUrl: '', email: '', password: '', workflowUrls: [] },
		},
		{
			method: 'GET',
			path: '/api/events',
			summary: 'Server-sent events: one message after every change; read again what you show',
			handle: ({ response }) => streamEvents(world, response),
		},
		{
			method: 'GET',
			path: '/api/calls',
			summary: 'Every call that a fake received: method, path, status, time',
			query: { vendor: 'Name of one fake', since: 'A call’s id, or an ISO date and time' },
			handle: ({ query }) =>
				world.calls.list({ vendor: query.get('vendor') ?? undefined, since: query.get('since') ?? undefined }),
		},
		{
			method: 'GET',
			path: '/api/faults',
			summary: 'The faults that are set, and how many calls are held',
			handle: () => ({ faults: world.faults.list(), held: world.faults.held }),
		},
		{
			method: 'POST',
			path: '/api/faults',
			summary: 'Sets a fault for the next calls of a vendor',
			body: faultOrder,
			status: 201,
			handle: ({ body }) => changed(world.faults.add(body as FaultOrder)),
		},
		{
			method: 'DELETE',
			path: '/api/faults',
			summary: 'Takes all faults away; held calls go on',
			handle: () => {
				world.faults.clear();
				return changed({ faults: [], held: 0 });
			},
		},
		{
			method: 'POST',
			path: '/api/faults/release',
			summary: 'Lets held calls go on',
			body: nothing,
			handle: () => changed({ released: world.faults.release() }),
		},
		{ method: 'GET', path: '/api/clock', summary: 'The world’s date and time', handle: () => clock() },
		{
			method: 'PUT',
			path: '/api/clock',
			summary: 'Sets the world’s date and time; it runs on from there',
			body: clockSetting,
			handle: ({ body }) => {
				const { now } = body as { now: string | null };
				world.clock.set(now === null ? undefined : new Date(now));
				return changed(clock());
			},
		},
		{
			method: 'GET',
			path: '/api/journal',
			summary: 'The journal’s rows, the oldest first',
			query: { reference: 'Only this reference' },
			handle: async ({ query }) => (await context.n8n?.journal.rows(query.get('reference') ?? undefined)) ?? [],
		},
		{
			method: 'POST',
			path: '/api/reset',
			summary: 'Empties the fakes’ books, the calls, the faults and the journal',
			body: nothing,
			handle: async () => {
				world.faults.clear();
				world.calls.clear();
				emptyBooks(books);
				await context.n8n?.journal.clear();
				await context.refill?.();
				return changed({ reset: true });
			},
		},
		...n8nRoutes(context),
	];

	function clock() {
		return { now: world.now().toISOString() };
	}

	function changed<T>(answer: T): T {
		world.changed();
		return answer;
	}
}

function n8nRoutes(context: ControlContext): Route[] {
	const acts: [string, string, (n8n: N8nControl, names?: string[]) => unknown][] = [
		['kill', 'SIGKILL: n8n ends in the middle of whatever it does', (n8n, names) => n8n.kill(names)],
		['start', 'Starts n8n again and waits until it is ready', (n8n, names) => n8n.start(names)],
		['freeze', 'SIGSTOP: n8n stands still with its connections open', (n8n, names) => n8n.freeze(names)],
		['thaw', 'SIGCONT', (n8n, names) => n8n.thaw(names)],
	];
	return acts.map(([name, summary, act]) => ({
		method: 'POST',
		path: `/api/n8n/${name}`,
		summary,
		query: { process: 'Some of main, webhook, worker1, worker2, with commas between; left out: all there are' },
		body: nothing,
		handle: async ({ query }) => {
			if (!context.n8n) throw new Refusal(409, 'This sandbox runs without n8n.');
			try {
				const problems = await act(context.n8n, query.get('process')?.split(','));
				return { state: context.n8n.state, processes: context.n8n.states, problems: problems ?? [] };
			} catch (error) {
				throw new Refusal(
					error instanceof RangeError ? 400 : 409,
					error instanceof Error ? error.message : String(error),
				);
			} finally {
				context.world.changed();
			}
		},
	}));
}

function status({ world, books, n8n, ...context }: ControlContext) {
	return {
		ready: context.ready && (!n8n || n8n.state === 'running'),
		version: context.version,
		now: world.now().toISOString(),
		ports: context.ports,
		n8n: n8n
			? { state: n8n.state, version: n8n.version, url: n8n.url, processes: n8n.states }
			: { state: 'absent', version: '', url: '', processes: {} },
		crm: [...books.crms.keys()],
		accounting: [...books.accounting.keys()],
		drives: books.drives.map(({ name }) => name),
		faults: world.faults.list().length,
		held: world.faults.held,
	};
}
