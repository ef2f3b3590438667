import { VendorError, type Http, type HttpRequest } from '../../../connect/http';
import type { DocumentToArchive } from '../../../connect/archive';
import { googleDriveArchive, googleDriveMemory } from '../../../nodes/InvoiceArchive/googleDrive/googleDriveArchive';
import { createGoogleDriveFake } from '../../../sandbox/fakes/googleDrive';
import type { FakeResponse, VendorFault, World } from '../../../sandbox/fakes/types';

/** A world whose clock moves by a second with each look at it, so that files have an order. */
export function testWorld(): World & { set(fault: VendorFault, delayMs?: number, times?: number): void } {
	let at = Date.UTC(2026, 10, 23, 9);
	const faults: { fault: VendorFault; delayMs: number; times: number }[] = [];
	return {
		now: () => new Date((at += 1000)),
		fault: (_vendor, fault) => {
			const order = faults.find((each) => each.fault === fault && each.times-- > 0);
			return order && { delayMs: order.delayMs };
		},
		deliver: async () => 0,
		changed: () => undefined,
		set: (fault, delayMs = 0, times = 1) => void faults.push({ fault, delayMs, times }),
	};
}

/** How the wire may fail one request. */
export type WireFault = 'lostAnswer' | 'lostRequest' | { status: number; body?: unknown };

export interface Drive {
	fake: ReturnType<typeof createGoogleDriveFake>;
	world: ReturnType<typeof testWorld>;
	/** `GET /drive/v3/files`, as the fake got them. */
	calls: string[];
	http: Http;
	/** The next request that matches fails in this way. */
	fail(match: (request: HttpRequest) => boolean, fault: WireFault): void;
	/** Called before a matching request reaches the fake. */
	before(match: (request: HttpRequest) => boolean, act: () => Promise<void>): void;
}

export function drive(token = 'demo-google-token'): Drive {
	const world = testWorld();
	const fake = createGoogleDriveFake(world);
	const calls: string[] = [];
	const faults: { match: (request: HttpRequest) => boolean; fault: WireFault }[] = [];
	const acts: { match: (request: HttpRequest) => boolean; act: () => Promise<void> }[] = [];

	const http: Http = {
		async send(request) {
			const act = take(acts, request);
			await act?.act();
			const fault = take(faults, request)?.fault;
			if (fault === 'lostRequest') throw lost(request);
			if (typeof fault === 'object') return { status: fault.status, headers: {}, body: fault.body ?? {} };
			const response = await deliver(fake, request, token, calls);
			if (fault === 'lostAnswer') throw lost(request);
			const body = response.body === '' ? {} : structuredClone(response.body);
			return { status: response.status, headers: response.headers ?? {}, body };
		},
	};
	return {
		fake,
		world,
		calls,
		http,
		fail: (match, fault) => void faults.push({ match, fault }),
		before: (match, act) => void acts.push({ match, act }),
	};
}

function take<T extends { match: (request: HttpRequest) => boolean }>(list: T[], request: HttpRequest): T | undefined {
	const at = list.findIndex((each) => each.match(request));
	return at < 0 ? undefined : list.splice(at, 1)[0];
}

async function deliver(
	fake: ReturnType<typeof createGoogleDriveFake>,
	request: HttpRequest,
	token: string,
	calls: string[],
): Promise<FakeResponse> {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.query ?? {}))
		if (value !== undefined) url.searchParams.set(name, String(value));
	calls.push(`${request.method} ${url.pathname}`);
	const plain = Buffer.isBuffer(request.body) || request.body === undefined;
	const headers: Record<string, string> = { authorization: `Bearer ${token}` };
	if (!plain) headers['content-type'] = 'application/json';
	for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
	const raw = plain
		? ((request.body as Buffer | undefined) ?? Buffer.alloc(0))
		: Buffer.from(JSON.stringify(request.body));
	return fake.handle({
		method: request.method,
		host: url.host,
		path: url.pathname,
		query: url.searchParams,
		headers,
		raw,
	});
}

function lost(request: HttpRequest): VendorError {
	return new VendorError({
		vendor: 'Google Drive',
		cause: 'unavailable',
		outcome: 'unclear',
		message: `no answer to: ${request.purpose}`,
		advice: '',
	});
}

/** One run of the node against the drive; a run has a memory of its own. */
export function archiveOf(on: Pick<Drive, 'http'>, root: { id?: string; name?: string } = {}) {
	return googleDriveArchive(on.http, {
		root: { id: root.id ?? '', name: root.name ?? 'Faktury' },
		number: 'FV 1/11/2026',
		memory: googleDriveMemory(),
		sleep: async () => undefined,
	});
}

export function document(over: Partial<DocumentToArchive> = {}): DocumentToArchive {
	return {
		reference: 'bitrix24:demo.bitrix24.pl:7:invoice:1',
		folders: ['2026', '11', 'Acme'],
		fileName: 'FV 1-11-2026.pdf',
		mimeType: 'application/pdf',
		content: Buffer.from('%PDF-1.7 invoice'),
		...over,
	};
}

export const isUpload = (request: HttpRequest) => request.url.includes('/upload/');
export const isFolderCreate = (request: HttpRequest) => request.method === 'POST' && !isUpload(request);
export const isSearch = (request: HttpRequest) => request.query?.q !== undefined;
