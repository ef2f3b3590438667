import type { FakeRequest, FakeResponse, World } from '../types';
import { documentAnswer } from './answers';
import { uploadFile } from './attachments';
import type { Books, StoredDocument } from './books';
import { companyInfo, preferences, rowsOf } from './company';
import { createDocument, createPayment, knownDocument, sendDocument } from './documents';
import { missing, Refusal } from './fault';
import { saveCustomer, saveItem } from './names';
import { parseQuery, runQuery } from './query';
import type { Settings } from './schemas';
import type { Webhooks } from './webhooks';

export interface Shop {
	world: World;
	books: Books;
	settings: () => Settings;
	realm: string;
	drawPdf: (document: StoredDocument, books: Books) => Promise<Buffer>;
	webhooks: Webhooks;
}

type Found = readonly string[];
type Route = (shop: Shop, request: FakeRequest, found: Found) => Promise<FakeResponse> | FakeResponse;

const ENTITIES = { invoice: 'Invoice', estimate: 'Estimate', creditmemo: 'CreditMemo' } as const;
const entityOf = (path: string | undefined) => ENTITIES[path as keyof typeof ENTITIES];

/** Everything under `/v3/company/{realm}/`. */
export const ROUTES: readonly [method: string, path: RegExp, route: Route][] = [
	['GET', /^companyinfo\/(\d+)$/, readCompany],
	['GET', /^preferences$/, (shop) => answered(shop, { Preferences: preferences(shop.settings()) })],
	['GET', /^query$/, query],
	[
		'POST',
		/^customer$/,
		async (shop, request) => answered(shop, { Customer: await saveCustomer(shop, json(request)) }),
	],
	['POST', /^item$/, async (shop, request) => answered(shop, { Item: await saveItem(shop, json(request)) })],
	['POST', /^(invoice|estimate|creditmemo)$/, create],
	['GET', /^(invoice|estimate|creditmemo)\/(\d+)$/, read],
	['GET', /^(invoice|estimate|creditmemo)\/(\d+)\/pdf$/, pdf],
	['POST', /^(invoice|estimate|creditmemo)\/(\d+)\/send$/, send],
	['POST', /^upload$/, async (shop, request) => answered(shop, await uploadFile(shop, request))],
	['POST', /^payment$/, (shop, request) => answered(shop, { Payment: createPayment(shop, json(request)) })],
];

function readCompany(shop: Shop, _request: FakeRequest, [realm]: Found): FakeResponse {
	if (realm !== shop.realm) throw missing(realm ?? '', 'CompanyInfo');
	return answered(shop, { CompanyInfo: companyInfo(shop.settings()) });
}

function query(shop: Shop, { query: parameters }: FakeRequest): FakeResponse {
	const select = parseQuery(parameters.get('query') ?? '');
	const all = rowsOf(select.entity, shop.books, shop.settings(), shop.world.now());
	const rows = runQuery(select, all);
	const found = { [select.entity]: rows, startPosition: select.start, maxResults: rows.length };
	return answered(shop, { QueryResponse: rows.length > 0 ? found : {} });
}

async function create(shop: Shop, request: FakeRequest, [path]: Found): Promise<FakeResponse> {
	const entity = entityOf(path);
	return answered(shop, { [entity]: await createDocument(shop, entity, json(request), request) });
}

function read(shop: Shop, _request: FakeRequest, [path, id]: Found): FakeResponse {
	const entity = entityOf(path);
	const document = knownDocument(shop, entity, id ?? '');
	return answered(shop, { [entity]: documentAnswer(document, shop.books, shop.settings()) });
}

async function pdf(shop: Shop, _request: FakeRequest, [path, id]: Found): Promise<FakeResponse> {
	const document = knownDocument(shop, entityOf(path), id ?? '');
	return {
		status: 200,
		headers: { 'content-type': 'application/pdf' },
		body: await shop.drawPdf(document, shop.books),
	};
}

function send(shop: Shop, request: FakeRequest, [path, id]: Found): FakeResponse {
	const entity = entityOf(path);
	return answered(shop, { [entity]: sendDocument(shop, entity, id ?? '', request) });
}

const answered = (shop: Shop, body: object): FakeResponse => ({
	status: 200,
	body: { ...body, time: shop.books.time() },
});

function json(request: FakeRequest): unknown {
	if (!request.headers['content-type']?.startsWith('application/json'))
		throw new Refusal('2010', 'Unsupported Media Type', '', 'ValidationFault', 415);
	try {
		return JSON.parse(request.raw.toString('utf8')) as unknown;
	} catch {
		throw new Refusal('2010', 'Request has invalid JSON');
	}
}
