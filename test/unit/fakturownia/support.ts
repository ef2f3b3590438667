import type { Http, HttpRequest } from '../../../connect/http';
import { VendorError } from '../../../connect/http';
import { retryingHttp } from '../../../connect/retryingHttp';
import type { Invoice } from '../../../invoicing/invoice';
import { FakturowniaAccounting, type FakturowniaSettings } from '../../../nodes/Fakturownia/FakturowniaAccounting';
import { createFakturowniaFake, type FakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import type { Fake, FakeRequest, VendorFault, World } from '../../../sandbox/fakes/types';

export const TOKEN = 'demo-fakturownia-token';

/** A world whose clock moves only when told to, or when somebody sleeps. */
export interface TestWorld extends World {
	advance(ms: number): void;
	sleep(ms: number): Promise<void>;
	setFault(fault: VendorFault, times: number, delayMs?: number): void;
	readonly slept: number[];
}

export function testWorld(start = '2026-11-30T10:00:00Z'): TestWorld {
	let now = new Date(start).getTime();
	const faults: { fault: VendorFault; delayMs: number }[] = [];
	const slept: number[] = [];
	return {
		slept,
		now: () => new Date(now),
		fault: (_vendor, fault) => {
			const index = faults.findIndex((each) => each.fault === fault);
			return index < 0 ? undefined : faults.splice(index, 1)[0];
		},
		deliver: async () => 200,
		changed: () => undefined,
		advance: (ms) => void (now += ms),
		sleep: async (ms) => {
			slept.push(ms);
			now += ms;
		},
		setFault: (fault, times, delayMs = 0) => {
			for (let count = 0; count < times; count++) faults.push({ fault, delayMs });
		},
	};
}

/** What the wire does to one request: nothing, or a fault before or after the vendor acted. */
export type Wire = (request: HttpRequest) => 'pass' | 'lostBefore' | 'lostAfter' | number;

/** Who asks: the name in errors, and how a request is signed on its way to the fake. */
export interface Caller {
	vendor: string;
	sign: (request: FakeRequest) => FakeRequest | Promise<FakeRequest>;
}

const FAKTUROWNIA: Caller = {
	vendor: 'Fakturownia',
	sign: (request) => ({ ...request, headers: { authorization: `Bearer ${TOKEN}`, ...request.headers } }),
};

/** The HTTP port straight into a fake, with the house's retry rule around it. Counts every request that was sent. */
export function fakeHttp(
	fake: Fake,
	world: TestWorld,
	wire: Wire = () => 'pass',
	caller: Caller = FAKTUROWNIA,
): Http & { sent: HttpRequest[] } {
	const sent: HttpRequest[] = [];
	const once: Http = {
		async send(request) {
			sent.push(request);
			const plan = wire(request);
			if (typeof plan === 'number')
				return { status: plan, headers: { 'content-type': 'text/html' }, body: '<html></html>' };
			if (plan === 'lostBefore') throw lost(caller.vendor);
			const answer = await fake.handle(await caller.sign(toFake(request)));
			if (plan === 'lostAfter') throw lost(caller.vendor);
			return { status: answer.status, headers: answer.headers ?? {}, body: bodyOf(answer.body, request) };
		},
	};
	const http = retryingHttp(once, { vendor: caller.vendor, sleep: world.sleep, now: world.now });
	return { sent, send: async (request) => http.send(request) };
}

function lost(vendor: string): VendorError {
	return new VendorError({
		vendor,
		cause: 'unavailable',
		outcome: 'unclear',
		message: 'The connection was lost.',
		advice: 'Look again.',
	});
}

function toFake(request: HttpRequest): FakeRequest {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.query ?? {}))
		if (value !== undefined) url.searchParams.set(name, String(value));
	const { body } = request;
	const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		method: request.method,
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: Object.fromEntries(given) as Record<string, string>,
		raw: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
	};
}

function bodyOf(body: unknown, request: HttpRequest): unknown {
	if (request.responseType === 'binary') return Buffer.isBuffer(body) ? body : Buffer.from(asText(body));
	return body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown);
}

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body ?? ''));

export interface Bench {
	world: TestWorld;
	fake: FakturowniaFake;
	http: Http & { sent: HttpRequest[] };
	accounting: FakturowniaAccounting;
}

export function bench(settings: Partial<FakturowniaSettings> = {}, wire?: Wire): Bench {
	const world = testWorld();
	const fake = createFakturowniaFake(world);
	const http = fakeHttp(fake, world, wire);
	const accounting = new FakturowniaAccounting(
		http,
		{ account: 'demo', ksef: 'send', clientCards: 'match', ...settings },
		world,
	);
	return { world, fake, http, accounting };
}

/** A plain invoice to a Polish company; `change` replaces fields of its top level. */
export function invoice(change: Partial<Invoice> = {}): Invoice {
	return {
		reference: 'bitrix24:demo.bitrix24.pl:42:invoice:1',
		kind: 'invoice',
		part: 1,
		percent: '100',
		deal: { crm: 'bitrix24', account: 'demo.bitrix24.pl', id: '42', title: 'Strona WWW' },
		seller: { departmentId: '', name: 'Demo' },
		buyer: {
			kind: 'business',
			name: 'Pracownia Brzoza sp. z o.o.',
			taxId: { country: 'PL', number: '1060000062', kind: 'nip' },
			address: { street: 'ul. Leśna 4/12', postalCode: '30-002', city: 'Kraków', country: 'PL' },
			emails: ['ksiegowosc@brzoza.example'],
			clientId: 'company:7',
		},
		issueDate: '2026-11-30',
		saleDate: '2026-11-28',
		dueDate: '2026-12-14',
		paymentDays: 14,
		currency: 'PLN',
		language: 'pl',
		totalsMethod: 'perRateFromNet',
		lines: [
			{
				name: 'Projekt graficzny',
				quantity: '1',
				unit: 'usł.',
				unitPrice: '1000.00',
				priceBasis: 'net',
				vatRate: '23',
				net: '1000.00',
				vat: '230.00',
				gross: '1230.00',
				annex15: false,
			},
		],
		totals: {
			net: '1000.00',
			vat: '230.00',
			gross: '1230.00',
			byRate: [{ vatRate: '23', net: '1000.00', vat: '230.00', gross: '1230.00' }],
		},
		splitPayment: false,
		mailTo: ['ksiegowosc@brzoza.example'],
		gate: 'ksefNumber',
		flags: [],
		fingerprint: 'f',
		...change,
	};
}

/** The same invoice with one line of another rate, gross 1230.00. */
export function withRates(...rates: Invoice['lines'][number]['vatRate'][]): Pick<Invoice, 'lines'> {
	const [line] = invoice().lines;
	return { lines: rates.map((vatRate) => ({ ...line!, vatRate })) };
}
