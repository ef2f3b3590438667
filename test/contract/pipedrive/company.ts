import type { Http, HttpRequest, HttpResponse } from '../../../connect/http';
import { PipedriveCrm } from '../../../nodes/Pipedrive/adapter';
import { PipedriveClient } from '../../../nodes/Pipedrive/client';
import { Directory } from '../../../nodes/Pipedrive/directory';
import { DEFAULT_FIELDS } from '../../../nodes/Pipedrive/fields';
import type { Billing } from '../../../nodes/Pipedrive/readLines';
import { Sightings } from '../../../nodes/Pipedrive/sightings';
import {
	createPipedriveFake,
	tokensOf,
	type PipedriveFake,
	type PipedriveFakeOptions,
} from '../../../sandbox/fakes/pipedrive';
import type { FakeRequest, World } from '../../../sandbox/fakes/types';
import type { DealRow } from '../../../sandbox/fakes/pipedrive/books';
import { issuedFor } from '../everyCrm/issued';

export const FIELDS = DEFAULT_FIELDS;
export const TOKEN = 'demo-pipedrive-token';
/** Stages of the fake by what they are for. */
export const STAGE = { open: '11', deposit: '12', phase1: '13', invoice: '15', won: 'won:2' } as const;

export interface Exchange {
	request: FakeRequest;
	response: HttpResponse;
}

export interface TestCompany {
	fake: PipedriveFake;
	crm: PipedriveCrm;
	http: Http;
	/** Calls in order: "GET /api/v2/deals/117". */
	calls: string[];
	exchanges: Exchange[];
	/** Deliveries of events: address, headers and body. */
	delivered: { url: string; headers: Record<string, string>; body: unknown }[];
	/** What n8n answers to a delivery. */
	answers: { status: number };
	/** Published costs of the calls so far. */
	tokens(): number;
	/** Moves the world's clock on. */
	pass(seconds: number): void;
	now(): Date;
	/** A new process: the same company, nothing remembered. */
	fresh(billing?: Billing): PipedriveCrm;
	deal(id: string): DealRow;
}

/** The adapter against the strict fake, in one process: no sockets, but the same requests. */
export function testCompany(
	options: PipedriveFakeOptions & { token?: string; fault?: World['fault'] } = {},
): TestCompany {
	let now = new Date('2026-11-22T10:00:00Z');
	const delivered: TestCompany['delivered'] = [];
	const answers = { status: 200 };
	const world: World = {
		now: () => now,
		time: { now: () => now.getTime(), pause: async (ms) => void (ms > 0 ? await new Promise(() => {}) : await tick()) },
		fault: options.fault ?? (() => undefined),
		deliver: async (url, { headers, body }) => {
			delivered.push({ url, headers, body: JSON.parse(body) as unknown });
			return answers.status;
		},
		changed: () => undefined,
	};
	const fake = createPipedriveFake(world, { limits: false, ...options });
	const calls: string[] = [];
	const exchanges: Exchange[] = [];
	const http = inProcess(fake, { calls, exchanges, headers: { 'x-api-token': options.token ?? TOKEN } });
	const fresh = (billing?: Billing) =>
		new PipedriveCrm(
			new PipedriveClient(http, 'demo', async () => undefined),
			new Directory(() => now.getTime()),
			new Sightings(),
			billing,
		);
	return {
		fake,
		crm: fresh(),
		http,
		calls,
		exchanges,
		delivered,
		answers,
		tokens: () => calls.reduce((sum, call) => sum + tokensOf(...(call.split(' ') as [string, string])), 0),
		pass: (seconds) => (now = new Date(now.getTime() + seconds * 1000)),
		now: () => now,
		fresh,
		deal: (id) => fake.company.books.deals.get(Number(id))!,
	};
}

export const tick = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The HTTP port onto the fake's own handler. */
export function inProcess(
	fake: PipedriveFake,
	{
		calls = [],
		exchanges = [],
		headers = {},
	}: { calls?: string[]; exchanges?: Exchange[]; headers?: Record<string, string> },
): Http {
	return {
		async send(sent) {
			const request = toFake(sent, headers);
			calls.push(`${request.method} ${request.path}`);
			const { status, headers: answered, body } = await fake.handle(request);
			// Through text and back, as on the wire: undefined goes, numbers become what JSON holds.
			const parsed = typeof body === 'string' ? body : (JSON.parse(JSON.stringify(body)) as unknown);
			const response = { status, headers: answered ?? {}, body: parsed };
			exchanges.push({ request, response });
			return response;
		},
	};
}

function toFake({ method, url, query, headers, body }: HttpRequest, signed: Record<string, string>): FakeRequest {
	const address = new URL(url);
	for (const [name, value] of Object.entries(query ?? {}))
		if (value !== undefined) address.searchParams.set(name, String(value));
	const given = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
	const isJson = body !== undefined && !Buffer.isBuffer(body);
	return {
		method,
		host: address.hostname,
		path: address.pathname,
		query: address.searchParams,
		headers: {
			...(isJson && { 'content-type': 'application/json' }),
			...signed,
			...(Object.fromEntries(given) as Record<string, string>),
		},
		raw: body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
	};
}

export const issued = issuedFor('pipedrive:demo:17:invoice:1');

export const PDF = {
	fileName: 'FV 1-11-2026 Łódź.pdf',
	content: Buffer.from('%PDF-1.7 made up \r\n\r\n--x\0\xff', 'latin1'),
};
