import type { Http, HttpRequest } from '../../../connect/http';
import { MondayCrm, type MondaySettings } from '../../../nodes/Monday/adapter';
import { MondayClient } from '../../../nodes/Monday/client';
import { DEFAULT_COLUMNS, DEFAULT_FIELDS, type ColumnMap } from '../../../nodes/Monday/columnMap';
import { createMondayFake, type MondayFake, type MondayFakeOptions } from '../../../sandbox/fakes/monday';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { MONDAY_DEMO } from '../../../sandbox/fakes/monday/demo';
import type { FakeRequest, VendorFault, World } from '../../../sandbox/fakes/types';
import { issuedFor } from '../everyCrm/issued';

export const FIELDS = { ...DEFAULT_FIELDS, ...MONDAY_DEMO.deals.fields };
export const STAGES = { ...MONDAY_DEMO.stages, invoiced: MONDAY_DEMO.invoicedStage };
export const MAP: ColumnMap = {
	...DEFAULT_COLUMNS,
	deal: { ...DEFAULT_COLUMNS.deal, ...MONDAY_DEMO.deals.dealColumns },
	client: { ...DEFAULT_COLUMNS.client, ...MONDAY_DEMO.deals.clientColumns },
	line: { ...DEFAULT_COLUMNS.line, ...MONDAY_DEMO.deals.lineColumns.value, description: '' },
};
export const TOKEN = 'demo-monday-token';

export interface Exchange {
	path: string;
	document: string;
	variables: Record<string, unknown>;
	headers: Record<string, string>;
	status: number;
	answer: unknown;
}

export interface TestAccount {
	fake: MondayFake;
	crm: MondayCrm;
	client: MondayClient;
	http: Http;
	/** What was asked, in order: the names at the top of each document. */
	calls: string[];
	exchanges: Exchange[];
	/** Events that monday sent: address, body, headers. */
	delivered: { url: string; body: unknown; headers: Record<string, string> }[];
	/** How long the client paused. */
	pauses: number[];
	/** Plays a fault of the fake so many times. */
	strike(fault: VendorFault, times?: number, delayMs?: number): void;
	/** Moves the clocks on. */
	pass(minutes: number): void;
	now(): Date;
	/** An adapter with other settings on the same account. */
	with(settings: MondaySettings, token?: string): MondayCrm;
}

export interface TestOptions extends MondayFakeOptions {
	token?: string;
	settings?: MondaySettings;
	/** What an address answers to a challenge; left out: the challenge. */
	answers?: (url: string, body: string) => { status: number; body: string };
}

/** The adapter against the strict fake, in one process: no sockets, but the same requests. */
export function testAccount({ token = TOKEN, settings, answers, ...options }: TestOptions = {}): TestAccount {
	let now = new Date('2026-11-22T10:00:00Z');
	const faults: { fault: VendorFault; left: number; delayMs: number }[] = [];
	const delivered: TestAccount['delivered'] = [];
	const world: World = {
		time: { now: () => now.getTime(), pause: async () => new Promise((resolve) => setImmediate(resolve)) },
		now: () => now,
		fault: (_, fault) => {
			const order = faults.find((each) => each.fault === fault && each.left > 0);
			if (!order) return undefined;
			order.left -= 1;
			return { delayMs: order.delayMs };
		},
		deliver: async (url, { body, headers }) => {
			delivered.push({ url, body: JSON.parse(body) as unknown, headers });
			return 200;
		},
		ask: async (url, { body }) => answers?.(url, body) ?? { status: 200, body },
		changed: () => undefined,
	};
	const fake = createMondayFake(world, { limits: false, ...options });
	const [calls, exchanges, pauses]: [string[], Exchange[], number[]] = [[], [], []];
	const http = inProcess(fake, token, { calls, exchanges });
	const clientOf = (via: Http) =>
		new MondayClient(
			via,
			async (ms) => void pauses.push(ms),
			() => now,
		);
	const made = (own: MondaySettings | undefined, via: Http) =>
		new MondayCrm(clientOf(via), { boardId: DEALS, map: MAP, ...own });
	const crm = made(settings, http);
	return {
		fake,
		crm,
		client: crm.client,
		http,
		calls,
		exchanges,
		delivered,
		pauses,
		strike: (fault, times = 1, delayMs = 0) => void faults.push({ fault, left: times, delayMs }),
		pass: (minutes) => (now = new Date(now.getTime() + minutes * 60_000)),
		now: () => now,
		with: (own, other) => made(own, other ? inProcess(fake, other, { calls, exchanges }) : http),
	};
}

/** The HTTP port onto the fake's own handler. */
export function inProcess(
	fake: MondayFake,
	token: string,
	log: { calls: string[]; exchanges: Exchange[] } = { calls: [], exchanges: [] },
): Http {
	return {
		async send(request) {
			const toFake = asFakeRequest(request, token);
			const { document, variables } = sentIn(request);
			log.calls.push(nameOf(document));
			const { status, headers, body } = await fake.handle(toFake);
			// Through text and back, as on the wire: undefined goes, numbers become what JSON holds.
			const answer = JSON.parse(JSON.stringify(body)) as unknown;
			log.exchanges.push({ path: toFake.path, document, variables, headers: toFake.headers, status, answer });
			return { status, headers: headers ?? {}, body: answer };
		},
	};
}

export function asFakeRequest(request: HttpRequest, token: string): FakeRequest {
	const url = new URL(request.url);
	const isJson = !Buffer.isBuffer(request.body);
	const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		method: request.method,
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: {
			...(isJson ? { 'content-type': 'application/json' } : {}),
			...(Object.fromEntries(own) as Record<string, string>),
			authorization: token,
		},
		raw: isJson ? Buffer.from(JSON.stringify(request.body)) : (request.body as Buffer),
	};
}

function sentIn({ body }: HttpRequest): { document: string; variables: Record<string, unknown> } {
	if (Buffer.isBuffer(body)) {
		const document = /name="query"\r\n\r\n([\s\S]*?)\r\n--/.exec(body.toString('latin1'))?.[1] ?? '';
		return { document, variables: { file: 'file' } };
	}
	const { query, variables } = body as { query: string; variables: Record<string, unknown> };
	return { document: query, variables };
}

/** `items`, `log0 hooks0`, `create_update`: what stands at the top of a document. */
function nameOf(document: string): string {
	const names: string[] = [];
	let depth = 0;
	for (const [token] of document.slice(document.indexOf('{')).matchAll(/\.\.\.|[{}()]|[\w]+:?/g)) {
		if (token === '{' || token === '(') depth += 1;
		else if (token === '}' || token === ')') depth -= 1;
		else if (depth === 1 && /^\w+:?$/.test(token)) {
			if (names.at(-1)?.endsWith(':')) names[names.length - 1] = names.at(-1)!.slice(0, -1);
			else if (token !== 'include' && token !== 'me') names.push(token);
		}
	}
	return names.join(' ') || 'me';
}

export const issued = issuedFor('monday:7700123:990010:invoice:1');

export const PDF = { fileName: 'FV 1-11-2026.pdf', content: Buffer.from('%PDF-1.7 made up') };
