import Big from 'big.js';
import type { EffectInvoice, FakeAccounting, FakeRequest, FakeResponse, World } from '../types';
import { timeOf } from '../time';
import { Books, type SentEmail, type StoredDocument } from './books';
import { DEMO_REALM, DEMO_SIGN_IN, DEMO_VERIFIER_TOKEN } from './demo';
import { cancelDocument, createPayment } from './documents';
import { effectOf } from './effects';
import { faultAnswer, notSignedIn, Refusal } from './fault';
import { Meter } from './meter';
import { CONSENT_HOST, IntuitSignIn, TOKEN_HOST, type SignIn } from './oauth';
import { drawPdf } from './pdf';
import { RequestIds } from './requestIds';
import { ROUTES, type Shop } from './routes';
import { DEFAULTS, SettingsPatch, type Settings } from './schemas';
import { Webhooks } from './webhooks';

export interface QuickBooksFakeOptions {
	signIn?: SignIn;
	/** Of the app's webhooks. */
	verifierToken?: string;
	realm?: string;
	settings?: Partial<Settings>;
	/** Whether Intuit's limits hold just now; left out: they do. */
	isLimited?: () => boolean;
	/** Instead of a real PDF, which takes some milliseconds; begins with %PDF- as well. */
	drawPdf?: (document: StoredDocument) => Promise<Buffer>;
}

export interface QuickBooksFake extends FakeAccounting {
	/** E-mails that QuickBooks itself sent. */
	emails(): SentEmail[];
	readonly books: Books;
	/** Of the app: `setWebhook` enters an address. */
	readonly webhooks: Webhooks;
}

const API_HOST = 'sandbox-quickbooks.api.intuit.com';
const PRODUCTION_HOST = 'quickbooks.api.intuit.com';

/** QuickBooks Online with books of its own: one company of Intuit's sandbox. */
export function createQuickBooksFake(world: World, options: QuickBooksFakeOptions = {}): QuickBooksFake {
	const realm = options.realm ?? DEMO_REALM;
	let settings: Settings = { ...DEFAULTS, ...options.settings };
	const books = new Books(world);
	const signIn = new IntuitSignIn(options.signIn ?? DEMO_SIGN_IN, realm);
	const webhooks = new Webhooks(world, options.verifierToken ?? DEMO_VERIFIER_TOKEN, realm, () => settings);
	const shop: Shop = { world, books, settings: () => settings, realm, webhooks, drawPdf: options.drawPdf ?? drawPdf };
	const requestIds = new RequestIds(world, books, () => settings);
	const meter = new Meter(() => timeOf(world).now());
	const known = (id: string): StoredDocument => {
		const [, prefix, bare = ''] = /^(estimate-|credit-memo-)?(\d+)$/.exec(id) ?? [];
		const entity = prefix === 'estimate-' ? 'Estimate' : prefix ? 'CreditMemo' : 'Invoice';
		const document = books.document(entity, bare);
		if (!document) throw new RangeError(`QuickBooks has no document ${id}.`);
		return document;
	};

	async function handle(request: FakeRequest): Promise<FakeResponse> {
		const revoked = () => world.fault('quickbooks', 'token-revoked', request) !== undefined;
		if (request.host === PRODUCTION_HOST) return faultAnswer(wrongKeys(), books.time());
		if (request.host !== API_HOST) return signIn.handle(request, revoked());
		const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
		if (!signIn.accepts(token) || revoked()) return notSignedIn(books.time());
		if ((options.isLimited?.() ?? true) && !meter.passes())
			return faultAnswer(new Refusal('003001', 'Too many requests', '', 'SystemFault', 429), books.time());
		if (!acceptsJson(request))
			return {
				status: 200,
				headers: { 'content-type': 'application/xml' },
				body: '<?xml version="1.0"?><IntuitResponse/>',
			};
		try {
			return await routed(request);
		} catch (error) {
			if (error instanceof Refusal) return faultAnswer(error, books.time());
			return Promise.reject(error);
		}
	}

	async function routed(request: FakeRequest): Promise<FakeResponse> {
		const base = `/v3/company/${realm}/`;
		if (!request.path.startsWith(base)) throw wrongKeys();
		if (request.query.get('minorversion') !== '75') throw new Refusal('2010', 'Name the minorversion that is meant');
		const path = request.path.slice(base.length);
		for (const [method, pattern, route] of ROUTES) {
			const found = request.method === method ? pattern.exec(path) : null;
			if (found) return answer(request, async () => route(shop, request, found.slice(1)));
		}
		throw new Refusal('610', `Unsupported operation ${request.method} ${path}`, '', 'ValidationFault', 404);
	}

	async function answer(request: FakeRequest, work: () => Promise<FakeResponse>): Promise<FakeResponse> {
		if (world.fault('quickbooks', 'error-in-200', request)) {
			const system = new Refusal(
				'10000',
				'An unexpected error occurred while accessing or saving your data',
				'',
				'SystemFault',
				200,
			);
			return faultAnswer(system, books.time());
		}
		const id = request.query.get('requestid');
		if (id !== null && !RequestIds.isUsable(id)) throw new Refusal('2010', 'requestid is longer than 50 characters');
		const racing = request.method === 'POST' && world.fault('quickbooks', 'racy-unique', request) !== undefined;
		const refusable = async (): Promise<FakeResponse> => {
			try {
				return await work();
			} catch (error) {
				return error instanceof Refusal ? faultAnswer(error, books.time()) : Promise.reject(error);
			}
		};
		const done = await requestIds.once(request.method === 'POST' ? id : null, racing, refusable);
		if (request.method === 'POST') world.changed();
		return done;
	}

	return {
		name: 'quickbooks',
		hosts: [API_HOST, PRODUCTION_HOST, TOKEN_HOST, CONSENT_HOST],
		books,
		webhooks,
		setWebhook: (url) => void (webhooks.url = url),
		async handle(request) {
			const { headers, ...response } = await handle(request);
			const tid = `1-${books.today().replace(/-/g, '')}-sandbox`;
			return { ...response, headers: { date: world.now().toUTCString(), intuit_tid: tid, ...headers } };
		},
		reset: () => {
			books.reset();
			requestIds.reset();
			webhooks.delivered.length = 0;
			signIn.reset();
			settings = { ...DEFAULTS, ...options.settings };
		},
		invoices: (): EffectInvoice[] => books.documents.map((document) => effectOf(document, books, settings)),
		pdf: async (id) => shop.drawPdf(known(id), books),
		settings: () => ({ ...settings }),
		patchSettings: (patch) => {
			settings = { ...settings, ...SettingsPatch.parse(patch) };
			world.changed();
		},
		pay: (id, { amount, date }) => {
			const { Id, input, totals, paid } = known(id);
			const total = Number(amount ?? new Big(totals.gross).minus(paid).toFixed(2));
			createPayment(shop, {
				CustomerRef: { value: input.CustomerRef.value },
				TotalAmt: total,
				TxnDate: date ?? books.today(),
				Line: [{ Amount: total, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
			});
			world.changed();
		},
		cancel: (id) => {
			cancelDocument(shop, known(id));
			world.changed();
		},
		emails: () => books.emails.map((email) => ({ ...email })),
	};
}

/** Development keys at a real company, or another company than the connection's. */
const wrongKeys = (): Refusal =>
	new Refusal('3100', 'ApplicationAuthorizationFailed: 003100', '', 'AuthorizationFault', 403);

/** Without it QuickBooks answers XML. */
function acceptsJson(request: FakeRequest): boolean {
	const accept = request.headers.accept ?? '';
	return /application\/(json|pdf)/.test(accept);
}
