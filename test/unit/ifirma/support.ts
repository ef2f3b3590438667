import type { IHttpRequestOptions } from 'n8n-workflow';
import { VendorError, type Http, type HttpRequest } from '../../../connect/http';
import { ifirmaAuthentication } from '../../../connect/ifirmaSignature';
import { retryingHttp } from '../../../connect/retryingHttp';
import { DealToInvoiceIfirmaApi } from '../../../credentials/DealToInvoiceIfirmaApi.credentials';
import { computeTotals } from '../../../invoicing/totals';
import type { Invoice, TotalsMethod } from '../../../invoicing/invoice';
import type { VatRate } from '../../../invoicing/primitives';
import { AccountMemory } from '../../../nodes/Ifirma/accountMemory';
import { IfirmaAccounting, type IfirmaSettings } from '../../../nodes/Ifirma/IfirmaAccounting';
import { createIfirmaFake, type IfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA, DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';
import type { Fake, FakeRequest } from '../../../sandbox/fakes/types';
import type { Client } from '../../faults/support/sim/http';
import { invoice as plainInvoice, testWorld, type TestWorld } from '../fakturownia/support';

export { testWorld } from '../fakturownia/support';

const { login } = DEMO_IFIRMA_CREDENTIAL;

/** Signs as the credential does, on the virtual wire. */
export const SIGNED: Client = {
	vendor: 'iFirma',
	fake: 'ifirma',
	headers: ({ url, body }) => ({
		authentication: ifirmaAuthentication(
			{ url, body: body as string | undefined },
			DEMO_IFIRMA.login,
			DEMO_IFIRMA.keys,
		),
	}),
};

/** What the wire does to one request: nothing, a fault before or after the vendor acted, a status, or another answer. */
export type Wire = (request: HttpRequest) => 'pass' | 'lostBefore' | 'lostAfter' | number | { body: unknown };

/** A request as the fake gets it, signed by the credential itself. */
export async function signed(request: HttpRequest, credential = DEMO_IFIRMA_CREDENTIAL): Promise<FakeRequest> {
	const { authenticate } = new DealToInvoiceIfirmaApi();
	if (typeof authenticate !== 'function') throw new Error('The credential has to sign by code.');
	const options: IHttpRequestOptions = { url: request.url, body: request.body as string, headers: request.headers };
	const { body, headers } = await authenticate(credential, options);
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.query ?? {}))
		if (value !== undefined) url.searchParams.set(name, String(value));
	return {
		method: request.method,
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: Object.fromEntries(
			Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		raw: Buffer.from(typeof body === 'string' ? body : ''),
	};
}

/** The HTTP port straight into a fake, with the house's retry rule around it. Notes every request that was sent. */
export function fakeHttp(
	fake: Fake,
	world: TestWorld,
	wire: Wire = () => 'pass',
	credential = DEMO_IFIRMA_CREDENTIAL,
): Http & { sent: HttpRequest[] } {
	const sent: HttpRequest[] = [];
	const once: Http = {
		async send(request) {
			sent.push(request);
			const plan = wire(request);
			if (typeof plan === 'number') return { status: plan, headers: {}, body: Buffer.from('<html></html>') };
			if (typeof plan === 'object') return { status: 200, headers: {}, body: bytes(plan.body) };
			if (plan === 'lostBefore') throw lost();
			const answer = await fake.handle(await signed(request, credential));
			if (plan === 'lostAfter') throw lost();
			return { status: answer.status, headers: answer.headers ?? {}, body: bytes(answer.body) };
		},
	};
	const http = retryingHttp(once, { vendor: 'iFirma', sleep: world.sleep, now: world.now });
	return { sent, send: async (request) => http.send(request) };
}

const bytes = (body: unknown): Buffer =>
	Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));

function lost(): VendorError {
	return new VendorError({
		vendor: 'iFirma',
		cause: 'unavailable',
		outcome: 'unclear',
		message: 'The connection was lost.',
		advice: 'Look again.',
	});
}

export interface Bench {
	world: TestWorld;
	fake: IfirmaFake;
	http: Http & { sent: HttpRequest[] };
	accounting: IfirmaAccounting;
	/** `POST /fakturakraj.json`, … of all requests so far. */
	calls(): string[];
}

export function bench(settings: Partial<IfirmaSettings> = {}, wire?: Wire, start = '2026-11-30T10:00:00Z'): Bench {
	const world = testWorld(start);
	const fake = createIfirmaFake(world);
	const http = fakeHttp(fake, world, wire);
	const accounting = new IfirmaAccounting(
		http,
		{ login, ksef: 'send', month: 'stop', ...settings },
		world,
		new AccountMemory(),
	);
	const calls = () => http.sent.map(({ method, url }) => `${method} ${new URL(url).pathname.replace('/iapi', '')}`);
	return { world, fake, http, accounting, calls };
}

/** A plain invoice to a Polish company, 1000.00 net at 23 %. */
export function invoice(change: Partial<Invoice> = {}): Invoice {
	return { ...plainInvoice(), gate: 'none', ...change };
}

export type LineIn = Partial<Invoice['lines'][number]> & { vatRate?: VatRate };

/** The same with these lines, and the totals that they come to. */
export function withLines(
	lines: LineIn[],
	totalsMethod: TotalsMethod = 'perRateFromNet',
	change: Partial<Invoice> = {},
): Invoice {
	const [line] = plainInvoice().lines;
	const computed = computeTotals(
		lines.map((each) => ({ ...line!, ...each })),
		totalsMethod,
	);
	return invoice({ ...computed, totalsMethod, ...change });
}

/** A business in Germany. */
export const GERMAN: Pick<Invoice, 'buyer'> = {
	buyer: {
		...plainInvoice().buyer,
		name: 'Birke GmbH',
		taxId: { country: 'DE', number: '136695976', kind: 'euVat' },
		address: { street: 'Hauptstr. 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
	},
};

export const PERSON: Pick<Invoice, 'buyer'> = {
	buyer: { ...plainInvoice().buyer, kind: 'consumer', taxId: undefined, name: 'Jan Nowak' },
};
