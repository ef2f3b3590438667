import { VendorError } from '../../connect/http';
import type { Call } from './description/requests';
import { uses } from './placeholders';

const MOST_PAGES = 100;

/**
 * The entries of all pages. A request without `{page}` and `{offset}` has one page. Throws VendorError when there is more
 * than can be read: what was not looked at proves nothing about a document that is looked for.
 */
export async function everyPage<T>(
	call: Call,
	{ values, purpose, vendor, size }: { values: Record<string, string>; purpose: string; vendor: string; size: number },
	read: (values: Record<string, string>) => Promise<T[]>,
): Promise<T[]> {
	const paged = uses(call, 'page', 'offset');
	const all: T[] = [];
	for (let page = 1; page <= (paged ? MOST_PAGES : 1); page++) {
		const place = { page: String(page), offset: String((page - 1) * size), limit: String(size) };
		const entries = await read({ ...values, ...place });
		all.push(...entries);
		if (entries.length < size) return all;
	}
	throw new VendorError({
		vendor,
		cause: 'unreadable',
		outcome: 'notDone',
		message: `${vendor} has more documents than can be read when asked to ${purpose}.`,
		advice: paged
			? 'Narrow the request in the parameter Requests, so that it finds fewer documents.'
			: 'Add {page} or {offset} to this request, set pageSize in Answers to what the API gives at once, or narrow the request.',
	});
}
