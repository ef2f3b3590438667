import type { Http, HttpRequest } from '../../../connect/http';
import { VendorError } from '../../../connect/http';
import { retryingHttp } from '../../../connect/retryingHttp';
import type { Invoice } from '../../../invoicing/invoice';
import { computeTotals } from '../../../invoicing/totals';
import { isThrottled } from '../../../nodes/QuickBooks/failures';
import { QuickBooksAccounting } from '../../../nodes/QuickBooks/QuickBooksAccounting';
import type { IssueSettings } from '../../../nodes/QuickBooks/settings';
import {
	createQuickBooksFake,
	type QuickBooksFake,
	type QuickBooksFakeOptions,
} from '../../../sandbox/fakes/quickbooks';
import { DEMO_REALM, DEMO_SIGN_IN } from '../../../sandbox/fakes/quickbooks/demo';
import type { MachineTime } from '../../../sandbox/fakes/time';
import type { Fake, FakeRequest } from '../../../sandbox/fakes/types';
import { invoice as plainInvoice, testWorld, type TestWorld, type Wire } from '../fakturownia/support';

/** As a bookkeeper of the demo company would choose. */
export const SETTINGS: IssueSettings = {
	taxCodes: {
		'23': '11',
		'8': '12',
		'5': '13',
		'0 KR': '14',
		'0 WDT': '14',
		'0 EX': '14',
		zw: '15',
		oo: '16',
		'np I': '17',
		'np II': '16',
	},
	usTaxCode: '',
	itemId: '',
	incomeAccountId: '1',
	itemType: 'Service',
	advanceItemId: '34',
	terms: { 14: '21' },
};

/** A plain invoice; QuickBooks cannot send to KSeF, so the seller has no such duty. */
export const invoice = (change: Partial<Invoice> = {}): Invoice => plainInvoice({ gate: 'none', ...change });

const [before] = invoice().lines;
const after = { ...before!, net: '900.00', vat: '207.00', gross: '1107.00' };
const less = { net: '-100.00', vat: '-23.00', gross: '-123.00' };
/** Of a plain invoice that became cheaper by 100.00 net. */
export const CORRECTION: Partial<Invoice> = {
	kind: 'correction',
	reference: 'bitrix24:demo.bitrix24.pl:42:correction:1',
	lines: [{ ...before!, unitPrice: '-123.00', ...less }],
	totals: { ...less, byRate: [{ vatRate: '23', ...less }] },
	corrects: {
		reference: invoice().reference,
		documentId: '145',
		number: '1001',
		issueDate: '2026-11-29',
		reason: 'Zmiana ceny',
		rows: [{ before: before!, after }],
	},
};

type Priced = Pick<Invoice['lines'][number], 'name' | 'quantity' | 'unitPrice' | 'vatRate'> &
	Partial<Invoice['lines'][number]>;

/** Lines and totals, counted by the domain's own method. */
export function withLines(
	lines: Priced[],
	totalsMethod: Invoice['totalsMethod'] = 'perRateFromNet',
): Pick<Invoice, 'lines' | 'totals' | 'totalsMethod'> {
	const priceBasis = totalsMethod === 'perRateFromGross' ? ('gross' as const) : ('net' as const);
	const whole = lines.map((line) => ({ unit: '', priceBasis, annex15: false, ...line }));
	return { ...computeTotals(whole, totalsMethod), totalsMethod };
}

export interface Bench {
	world: TestWorld;
	fake: QuickBooksFake;
	http: Http & { sent: HttpRequest[] };
	accounting: QuickBooksAccounting;
	/** Another run: nothing is remembered but what QuickBooks has. */
	again(settings?: Partial<IssueSettings>): QuickBooksAccounting;
	/** `GET query Customer`, `POST invoice`, … in their order. */
	calls(): string[];
}

/** Pauses between check and insert give others their turn and take no time. */
const QUICK: MachineTime = {
	now: () => Date.now(),
	pause: async () => new Promise((resolve) => setImmediate(resolve)),
};

export function bench(
	options: { settings?: Partial<IssueSettings>; fake?: QuickBooksFakeOptions; wire?: Wire; token?: string } = {},
): Bench {
	const world = Object.assign(testWorld(), { time: QUICK });
	const fake = createQuickBooksFake(world, { isLimited: () => false, ...options.fake });
	const http = fakeHttp(fake, world, options.wire, options.token);
	const again = (settings: Partial<IssueSettings> = {}) =>
		new QuickBooksAccounting(
			http,
			{ environment: 'sandbox', realm: DEMO_REALM, issue: { ...SETTINGS, ...options.settings, ...settings } },
			world,
		);
	const calls = () => http.sent.map(nameOf);
	return { world, fake, http, accounting: again(), again, calls };
}

/** Intuit meters reads: every GET. */
export const meteredReads = (sent: readonly HttpRequest[]): number =>
	sent.filter(({ method }) => method === 'GET').length;

export function nameOf({ method, url, query }: HttpRequest): string {
	const path = new URL(url).pathname.replace(/^\/v3\/company\/\d+\//, '');
	const entity = /FROM (\w+)/.exec(String(query?.query ?? ''))?.[1];
	return [method, path, entity].filter(Boolean).join(' ');
}

/** The HTTP port straight into a fake, with the house's retry rule around it. Keeps every request that was sent. */
function fakeHttp(
	fake: Fake,
	world: TestWorld,
	wire: Wire = () => 'pass',
	token = DEMO_SIGN_IN.accessToken,
): Http & { sent: HttpRequest[] } {
	const sent: HttpRequest[] = [];
	const once: Http = {
		async send(request) {
			sent.push(request);
			const plan = wire(request);
			if (typeof plan === 'number')
				return { status: plan, headers: { 'content-type': 'text/html' }, body: '<html></html>' };
			if (plan === 'lostBefore') throw lost();
			const answer = await fake.handle(toFake(request, token));
			if (plan === 'lostAfter') throw lost();
			return { status: answer.status, headers: answer.headers ?? {}, body: bodyOf(answer.body, request) };
		},
	};
	const http = retryingHttp(once, {
		vendor: 'QuickBooks Online',
		leaves: isThrottled,
		sleep: world.sleep,
		now: world.now,
	});
	return { sent, send: async (request) => http.send(request) };
}

function lost(): VendorError {
	return new VendorError({
		vendor: 'QuickBooks Online',
		cause: 'unavailable',
		outcome: 'unclear',
		message: 'The connection was lost.',
		advice: 'Look again.',
	});
}

/** As n8n sends it (connect/n8nHttp.ts). */
export function toFake(request: HttpRequest, token: string): FakeRequest {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.query ?? {}))
		if (value !== undefined) url.searchParams.set(name, String(value));
	const { body } = request;
	const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
	const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		method: request.method,
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: {
			authorization: `Bearer ${token}`,
			accept: 'application/json',
			...(!plain && { 'content-type': 'application/json' }),
			...(Object.fromEntries(own) as Record<string, string>),
		},
		raw: Buffer.from(plain ? (body ?? '') : JSON.stringify(body)),
	};
}

function bodyOf(body: unknown, request: HttpRequest): unknown {
	if (request.responseType !== 'binary')
		return body === undefined || typeof body === 'string' ? body : (JSON.parse(JSON.stringify(body)) as unknown);
	return Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
}
