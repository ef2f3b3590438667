import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import type { DealIn, LogicalStage } from '../../../sandbox/fakes/types';
import { mockPdf, mockWorld, type MockWorld } from './mockWorld';

/** The control API as far as the console page uses it, over a make-believe world; also serves the page itself. */

export interface MockControl {
	url: string;
	world: MockWorld;
	/** Every request that changes something: `PATCH /api/crm/bitrix24/deals/101`. */
	changes: { call: string; body: unknown }[];
	stop(): Promise<void>;
}

const CONSOLE = resolve(__dirname, '../../../sandbox/console');
const TYPES: Record<string, string> = {
	'.html': 'text/html',
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.svg': 'image/svg+xml',
};

export async function startMockControl(options: { stepMs?: number; port?: number } = {}): Promise<MockControl> {
	const world = mockWorld(options.stepMs ?? 400);
	const changes: MockControl['changes'] = [];
	const listeners = new Set<ServerResponse>();
	world.changed = () => listeners.forEach((listener) => listener.write('data: changed\n\n'));

	const server = createServer((request, response) => {
		answer(request, response).catch((error: Error) => {
			json(response, { error: error.message }, error instanceof RangeError ? 404 : 500);
		});
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const method = request.method ?? 'GET';
		if (!url.pathname.startsWith('/api/')) return page(url.pathname, response);
		const body = method === 'GET' ? undefined : await bodyOf(request);
		if (method !== 'GET') changes.push({ call: `${method} ${url.pathname}${url.search}`, body });
		if (url.pathname === '/api/events') {
			response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: hello\n\n');
			listeners.add(response);
			response.on('close', () => listeners.delete(response));
			return;
		}
		if (/^\/api\/(files|mail)\/|\/pdf$/.test(url.pathname)) {
			response.writeHead(200, { 'content-type': 'application/pdf' });
			response.end(await mockPdf(`Faktura ${decodeURIComponent(url.pathname.split('/').at(-2) ?? '')}`));
			return;
		}
		const result = reply(method, url, body as Record<string, unknown>);
		if (method !== 'GET') world.changed();
		json(response, result ?? {});
	}

	function reply(method: string, url: URL, body: Record<string, unknown>): unknown {
		const [area, name, , id] = url.pathname.slice('/api/'.length).split('/');
		const call = `${method} ${area}`;
		if (call === 'GET status') {
			const n8n = { state: world.n8n, version: '2.41.1', url: 'http://127.0.0.1:5678' };
			return {
				ready: true,
				version: '0.1.0',
				ports: {},
				n8n,
				crm: ['bitrix24'],
				accounting: ['fakturownia'],
				faults: 0,
				held: 0,
			};
		}
		if (call === 'GET scenario') {
			const editorUrl = 'http://127.0.0.1:5678/';
			const workflowUrls = [{ id: '1', name: 'deal-to-invoice', url: `${editorUrl}workflow/1` }];
			return { editorUrl, email: 'demo@deal-to-invoice.local', password: 'Demo-1234', workflowUrls };
		}
		if (area === 'crm' && method === 'GET') return world.deals;
		if (area === 'crm' && method === 'POST') return { id: world.add(body as unknown as DealIn) };
		if (area === 'crm') return world.move(id ?? '', body.stage as LogicalStage, url.searchParams.get('silent') === '1');
		if (area === 'effects') return effects(url.searchParams.get('deal'));
		if (area === 'accounting' && name && url.pathname.endsWith('/settings')) return Object.assign(world.settings, body);
		if (area === 'accounting' && method === 'GET') return world.effects.invoices;
		if (area === 'accounting') {
			const invoice = world.effects.invoices.find((each) => each.id === id);
			return Object.assign(
				invoice ?? {},
				url.pathname.endsWith('/cancel') ? { cancelled: true } : { paid: invoice?.gross },
			);
		}
		if (area === 'sheets') return world.effects.sheetRows;
		if (area === 'journal') return world.journal;
		if (area === 'calls')
			return world.calls.filter((each) => Number(each.id) > Number(url.searchParams.get('since') ?? 0));
		if (call === 'POST faults') world.faults.push({ ...body, id: '1', remaining: body.times });
		if (call === 'DELETE faults') world.faults.length = 0;
		if (area === 'faults') return { faults: world.faults, held: 0 };
		if (area === 'n8n') world.n8n = { kill: 'killed', freeze: 'frozen' }[name ?? ''] ?? 'running';
		return {};
	}

	function effects(deal: string | null): Record<string, unknown> {
		const mine = (row: Record<string, unknown>) => deal === null || row.deal === deal;
		return Object.fromEntries(Object.entries(world.effects).map(([key, rows]) => [key, rows.filter(mine)]));
	}

	await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		world,
		changes,
		stop: async () => {
			world.stop();
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

async function page(path: string, response: ServerResponse): Promise<void> {
	const file = resolve(CONSOLE, `.${path === '/' ? '/index.html' : path}`);
	if (!file.startsWith(CONSOLE + sep)) throw new RangeError('outside');
	const content = await readFile(file).catch(() => {
		throw new RangeError(`There is nothing at ${path}.`);
	});
	response.writeHead(200, { 'content-type': `${TYPES[extname(file)] ?? 'text/plain'}; charset=utf-8` }).end(content);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	const text = Buffer.concat(parts).toString('utf8');
	return text === '' ? {} : JSON.parse(text);
}

function json(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
