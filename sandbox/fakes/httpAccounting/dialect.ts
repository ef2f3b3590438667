import { createHash } from 'node:crypto';
import type { FakeRequest, FakeResponse, World } from '../types';
import type { Books, StoredDocument } from './books';
import type { Rounding } from './totals';
import type { Settings } from './settings';

export interface Shop {
	world: World;
	books: Books;
	settings: () => Settings;
	drawPdf: (document: StoredDocument) => Promise<Buffer>;
}

export type Route = (shop: Shop, request: FakeRequest, id: string) => Promise<FakeResponse> | FakeResponse;

/** One system's way to speak: where it lives, how it signs in, what it takes and answers. */
export interface Dialect {
	host: string;
	/** Headers of a request that is signed with the demo secrets. */
	signedBy: Readonly<Record<string, string>>;
	notSignedIn: FakeResponse;
	rounding: Rounding;
	id: (count: number) => string;
	number: (count: number, day: string) => string;
	/** `path` has at most one group: the document's id or the order's. */
	routes: readonly (readonly [method: string, path: RegExp, route: Route])[];
	notFound: FakeResponse;
	/** Does what its time has come for, whether or not anybody asks. */
	catchUp?: (shop: Shop) => void;
}

/** A UUID that is the same for the same number of the same system. */
export function uuid(system: string, count: number): string {
	const hex = createHash('sha256').update(`${system} ${count}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function parsed(request: FakeRequest): unknown {
	try {
		return JSON.parse(request.raw.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

export const unknownParameter = (request: FakeRequest, known: readonly (string | RegExp)[]): string | undefined =>
	[...request.query.keys()].find(
		(name) => !known.some((each) => (typeof each === 'string' ? each === name : each.test(name))),
	);

export async function pdfResponse(shop: Shop, document: StoredDocument, notYet: FakeResponse): Promise<FakeResponse> {
	const age = shop.world.now().getTime() - document.createdAt.getTime();
	if (age < shop.settings().pdfDelayMs) return notYet;
	return { status: 200, headers: { 'content-type': 'application/pdf' }, body: await shop.drawPdf(document) };
}
