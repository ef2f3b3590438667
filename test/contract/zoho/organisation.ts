import type { Http } from '../../../connect/http';
import { retryingHttp } from '../../../connect/retryingHttp';
import { freshMemory } from '../../../nodes/ZohoCrm/access';
import { ZohoCrm } from '../../../nodes/ZohoCrm/adapter';
import { ZohoClient } from '../../../nodes/ZohoCrm/client';
import { dataCentreOf } from '../../../nodes/ZohoCrm/dataCentres';
import { DEFAULT_FIELDS } from '../../../nodes/ZohoCrm/dealFields';
import { DEFAULT_READ_OPTIONS, type ReadOptions } from '../../../nodes/ZohoCrm/readOptions';
import { isBusy } from '../../../nodes/ZohoCrm/turns';
import { createZohoFake, DEMO_SIGN_IN, type ZohoFake, type ZohoFakeOptions } from '../../../sandbox/fakes/zoho';
import type { FakeRequest, FakeResponse, VendorFault, World } from '../../../sandbox/fakes/types';
import { departures } from './specification';
import { issuedFor } from '../everyCrm/issued';

export const FIELDS = DEFAULT_FIELDS;
export const INVOICE_STAGE = 'Usługi › Do faktury';
export const INVOICED_STAGE = 'Usługi › Closed Won';
export const ENTRY = { stageId: INVOICE_STAGE, pipelineId: 'Usługi' };

export interface TestOrganisation {
	fake: ZohoFake;
	crm: ZohoCrm;
	client: ZohoClient;
	/** Requests, in order: method and path without `/crm/v8/`. */
	calls: string[];
	/** Departures from Zoho's published specification. */
	departures: string[];
	delivered: { url: string; body: Record<string, unknown> }[];
	/** What stands around each request: a fault of the wire. */
	around: { play: (request: FakeRequest, answer: () => Promise<FakeResponse>) => Promise<FakeResponse> };
	/** Vendor faults to strike the next requests. */
	faults: { fault: VendorFault; delayMs: number }[];
	reading(options: Partial<ReadOptions>): ZohoCrm;
	/** The adapter of another process: it remembers nothing. */
	restarted(): ZohoCrm;
	/** Moves the world's clock on. */
	pass(minutes: number): void;
	now(): Date;
}

/** The adapter against the strict fake, in one process: no sockets, but the same requests. */
export function testOrganisation(options: ZohoFakeOptions & { token?: string } = {}): TestOrganisation {
	let now = new Date('2026-11-22T10:00:00Z');
	const delivered: TestOrganisation['delivered'] = [];
	const faults: TestOrganisation['faults'] = [];
	const world: World = {
		now: () => now,
		fault: (_, fault) => {
			const at = faults.findIndex((one) => one.fault === fault);
			return at < 0 ? undefined : faults.splice(at, 1)[0];
		},
		deliver: async (url, { body }) => {
			delivered.push({ url, body: JSON.parse(body) as Record<string, unknown> });
			return 200;
		},
		changed: () => undefined,
	};
	const fake = createZohoFake(world, { limits: false, ...options });
	const calls: string[] = [];
	const found: string[] = [];
	const around: TestOrganisation['around'] = { play: async (_, answer) => answer() };
	const once = inProcess(fake, { calls, departures: found, around, token: options.token ?? DEMO_SIGN_IN.accessToken });
	const sleep = async () => new Promise<void>((resolve) => setImmediate(resolve));
	const http = retryingHttp(once, { vendor: 'Zoho CRM', leaves: isBusy, sleep, now: () => now });
	const dataCentre = dataCentreOf('accounts.zoho.eu', 'https://www.zohoapis.eu')!;
	const make = (readOptions?: ReadOptions) => {
		const remembered = freshMemory(() => now.getTime(), sleep);
		const client = new ZohoClient(http, dataCentre.apiHost, remembered.turns);
		return { client, crm: new ZohoCrm({ client, dataCentre, remembered }, readOptions) };
	};
	const { client, crm } = make();
	return {
		fake,
		crm,
		client,
		calls,
		departures: found,
		delivered,
		around,
		faults,
		reading: (readOptions) => crm.reading({ ...DEFAULT_READ_OPTIONS, ...readOptions }),
		restarted: () => make().crm,
		pass: (minutes) => {
			now = new Date(now.getTime() + minutes * 60_000);
			// As n8n does when a token has lapsed.
			if (options.token === undefined) fake.accounts.admit(DEMO_SIGN_IN.accessToken);
		},
		now: () => now,
	};
}

interface Wire extends Pick<TestOrganisation, 'calls' | 'departures' | 'around'> {
	token: string;
}

/** The HTTP port onto the fake's own handler. */
export function inProcess(fake: ZohoFake, wire: Wire): Http {
	return {
		async send(request) {
			const url = new URL(request.url);
			for (const [name, value] of Object.entries(request.query ?? {}))
				if (value !== undefined) url.searchParams.set(name, String(value));
			const isForm = Buffer.isBuffer(request.body);
			const toFake: FakeRequest = {
				method: request.method,
				host: url.hostname,
				path: url.pathname,
				query: url.searchParams,
				headers: {
					authorization: `Bearer ${wire.token}`,
					...(request.body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
					...Object.fromEntries(
						Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
					),
				},
				raw: isForm ? (request.body as Buffer) : Buffer.from(request.body ? JSON.stringify(request.body) : ''),
			};
			wire.calls.push(`${request.method} ${url.pathname.replace('/crm/v8/', '')}`);
			const { status, headers, body } = await wire.around.play(toFake, async () => {
				const answer = await fake.handle(toFake);
				// Through text and back, as on the wire: undefined goes, numbers become what JSON holds.
				const told = answer.body === undefined ? answer : { ...answer, body: overTheWire(answer.body) };
				wire.departures.push(...departures(toFake, told));
				return told;
			});
			return { status, headers: headers ?? {}, body: body ?? '' };
		},
	};
}

const overTheWire = (body: unknown): unknown => (typeof body === 'string' ? body : JSON.parse(JSON.stringify(body)));

export const issued = issuedFor('zoho:20090000417:17:invoice:1');

export const PDF = { fileName: 'FV 1-11-2026.pdf', content: Buffer.from('%PDF-1.7 made up') };
