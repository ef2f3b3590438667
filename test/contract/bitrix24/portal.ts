import type { Http } from '../../../connect/http';
import { Bitrix24Crm } from '../../../nodes/Bitrix24/adapter';
import { Bitrix24Client } from '../../../nodes/Bitrix24/client';
import { DEFAULT_FIELDS } from '../../../nodes/Bitrix24/userFields';
import { createBitrix24Fake, type Bitrix24Fake, type Bitrix24FakeOptions } from '../../../sandbox/fakes/bitrix24';
import type { FakeRequest, World } from '../../../sandbox/fakes/types';
import { issuedFor } from '../everyCrm/issued';

export const FIELDS = DEFAULT_FIELDS;

export interface TestPortal {
	fake: Bitrix24Fake;
	crm: Bitrix24Crm;
	http: Http;
	/** Methods called, in order; a batch with its commands. */
	calls: string[];
	/** Deliveries of events: address and form. */
	delivered: { url: string; form: URLSearchParams }[];
	/** Moves the world's clock on. */
	pass(minutes: number): void;
	now(): Date;
}

/** The adapter against the strict fake, in one process: no sockets, but the same requests. */
export function testPortal(options: Bitrix24FakeOptions & { secret?: string } = {}): TestPortal {
	let now = new Date('2026-11-22T10:00:00Z');
	const delivered: TestPortal['delivered'] = [];
	const world: World = {
		now: () => now,
		fault: () => undefined,
		deliver: async (url, { body }) => {
			delivered.push({ url, form: new URLSearchParams(body) });
			return 200;
		},
		changed: () => undefined,
	};
	const fake = createBitrix24Fake(world, { limits: false, ...options });
	const calls: string[] = [];
	const http = inProcess(fake, calls);
	const base = `https://demo.bitrix24.pl/rest/1/${options.secret ?? 'demoinboundsecret'}/`;
	const crm = new Bitrix24Crm(new Bitrix24Client(http, base, 'demo.bitrix24.pl', async () => undefined));
	return {
		fake,
		crm,
		http,
		calls,
		delivered,
		pass: (minutes) => (now = new Date(now.getTime() + minutes * 60_000)),
		now: () => now,
	};
}

/** The HTTP port onto the fake's own handler. */
export function inProcess(fake: Bitrix24Fake, calls: string[], headers: Record<string, string> = {}): Http {
	return {
		async send(request) {
			const url = new URL(request.url);
			const raw = Buffer.from(JSON.stringify(request.body ?? {}));
			const toFake: FakeRequest = {
				method: request.method,
				host: url.hostname,
				path: url.pathname,
				query: url.searchParams,
				headers: { 'content-type': 'application/json', ...headers },
				raw,
			};
			calls.push(nameOf(url.pathname, request.body));
			const { status, headers: answered, body } = await fake.handle(toFake);
			// Through text and back, as on the wire: undefined goes, numbers become what JSON holds.
			return { status, headers: answered ?? {}, body: JSON.parse(JSON.stringify(body)) as unknown };
		},
	};
}

function nameOf(path: string, body: unknown): string {
	const method = path.split('/').at(-1) ?? '';
	const { cmd } = (body ?? {}) as { cmd?: Record<string, string> };
	return cmd ? `${method}(${Object.keys(cmd).join(' ')})` : method;
}

export const issued = issuedFor('bitrix24:demo.bitrix24.pl:17:invoice:1');

export const PDF = { fileName: 'FV 1-11-2026.pdf', content: Buffer.from('%PDF-1.7 made up') };
