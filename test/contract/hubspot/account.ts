import { decodeJson } from '../../../connect/httpBody';
import type { Http, HttpRequest } from '../../../connect/http';
import { networkFailure } from '../../../connect/networkFailure';
import { retryingHttp } from '../../../connect/retryingHttp';
import { HubSpotCrm } from '../../../nodes/HubSpot/adapter';
import { isBusy } from '../../../nodes/HubSpot/apiErrors';
import { HubSpotClient } from '../../../nodes/HubSpot/client';
import { DEFAULT_FIELDS } from '../../../nodes/HubSpot/fields';
import { AccountSettings, SettingsMemory } from '../../../nodes/HubSpot/settings';
import { createClock } from '../../../sandbox/clock';
import { bodyBytes, createDispatcher, CUT, type Dispatch } from '../../../sandbox/dispatcher';
import { createHubSpotFake, type HubSpotFake, type HubSpotFakeOptions } from '../../../sandbox/fakes/hubspot';
import type { FakeRequest } from '../../../sandbox/fakes/types';
import { createWorld, type SandboxWorld } from '../../../sandbox/world';
import { issuedFor } from '../everyCrm/issued';

export const FIELDS = DEFAULT_FIELDS;

export interface TestAccount {
	fake: HubSpotFake;
	world: SandboxWorld;
	/** The adapter in a process of its own: nothing remembered of the account. */
	start(): HubSpotCrm;
	crm: HubSpotCrm;
	http: Http;
	/** Each call as the fake got it: `GET deals/#`, `POST notes`. */
	calls: string[];
	/** Deliveries of events. */
	delivered: { url: string; headers: Record<string, string>; body: string }[];
	/** Moves all clocks on. */
	pass(minutes: number): void;
	now(): Date;
}

/** The adapter against the strict fake, in one process: no sockets, but the same requests, faults included. */
export function testAccount(options: HubSpotFakeOptions & { token?: string } = {}): TestAccount {
	let at = Date.parse('2026-11-22T10:00:00.123Z');
	const world = createWorld(createClock(() => at));
	const delivered: TestAccount['delivered'] = [];
	const turn = async () => new Promise<void>((resolve) => setImmediate(resolve));
	Object.assign(world, {
		time: { now: () => at, pause: turn },
		deliver: async (url: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
			delivered.push({ url, headers, body });
			return 200;
		},
	});
	const fake = createHubSpotFake(world, { limits: false, ...options });
	const calls: string[] = [];
	const bearer = `Bearer ${options.token ?? 'demo-service-key'}`;
	const http = inProcess(createDispatcher(world, [fake]), calls, () => ({ authorization: bearer }));
	const sleep = async (ms: number) => {
		at += ms;
		await turn();
	};
	const start = () => {
		const client = new HubSpotClient(http, sleep);
		const settings = new AccountSettings(client, new SettingsMemory(() => at));
		return new HubSpotCrm({ client, settings, now: () => world.now() });
	};
	const pass = (minutes: number) => void (at += minutes * 60_000);
	return { fake, world, start, crm: start(), http, calls, delivered, pass, now: () => world.now() };
}

/** The HTTP port onto the dispatcher, with the house's retry rule and without its pauses. */
export function inProcess(dispatch: Dispatch, calls: string[], signed: () => Record<string, string>): Http {
	const once: Http = {
		async send(request) {
			calls.push(nameOf(request));
			const answer = await dispatch(toFake(request, signed()), new AbortController().signal);
			if (answer === CUT) return Promise.reject(networkFailure({ code: 'ECONNRESET' }, request, 'HubSpot'));
			const body = await decodeJson(bodyBytes(answer.body));
			return { status: answer.status, headers: answer.headers ?? {}, body };
		},
	};
	return retryingHttp(once, {
		vendor: 'HubSpot',
		leaves: isBusy,
		sleep: async () => undefined,
		now: () => new Date(),
	});
}

export function toFake(request: HttpRequest, signed: Record<string, string>): FakeRequest {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.query ?? {}))
		if (value !== undefined) url.searchParams.set(name, String(value));
	const { body } = request;
	const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
	return {
		method: request.method,
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: {
			...(body !== undefined && { 'content-type': 'application/json' }),
			...signed,
			...Object.fromEntries(given),
		},
		raw: body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
	};
}

function nameOf({ method, url }: HttpRequest): string {
	const path = new URL(url).pathname.replace(/\/20\d\d-\d\d(?=\/|$)/, '').replace(/\/\d+(?=\/|$)/g, '/#');
	return `${method} ${path.replace(/^\/(?:crm\/(?:objects\/)?)?/, '')}`;
}

export const issued = issuedFor('hubspot:9001:31401:invoice:1');

export const PDF = { fileName: 'FV 1-11-2026.pdf', content: Buffer.from('%PDF-1.7 made up\r\n--with\r\n\r\nlines') };
