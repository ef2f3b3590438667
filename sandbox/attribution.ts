import { allInvoices, type Books } from './books';
import { invoiceText } from './effects';
import type { Call } from './faults';
import { marksOf, ownersOf, type Owner } from './marks';

/** What precedes the content of a file in an upload is far shorter. */
const READ_BYTES = 32 * 1024;
/** Names under which CRMs take the id of a deal: in a query, in JSON, in a form, in a batch, in a GraphQL document. Others have it in the path. */
const DEAL_ID = /\b(?:id|ownerid|owner_id|entityid|entity_id|item_id|deal_ids?)(?:["'\]\s]*[=:]\s*["']?|"\s+)(\d+)\b/gi;

/**
 * The deals, as `crm/id`, that a call to a fake is about: by the deal's own id in calls to its CRM, by the recipient of
 * a mail, and everywhere else by the marks that the deal's maker put into it, in the request itself or in the document
 * or file that it names. A reference in the text counts for the deal that it names, as text: whether the product meant
 * it is not asked. A call that carries none of these (a new id, the header of a sheet) is about no deal.
 */
export function dealsOfCall(books: Books, call: Call): ReadonlySet<string> {
	if (call.vendor === 'smtp') return ofRecipients(books, call.recipients ?? []);
	const text = textOf(call);
	if (books.crms.has(call.vendor)) return ofIds(books, call, text);
	const owners = [...books.deals].map(([key, { deal }]): Owner => ({ key, marks: marksOf(deal), numbers: [] }));
	const carried = [text, ...thingsIn(books, text)];
	const keys = carried.flatMap((each) => ownersOf(each, owners).map(({ key }) => key));
	return new Set([...keys, ...ofReferences(books, text)]);
}

function ofRecipients(books: Books, recipients: readonly string[]): Set<string> {
	const asked = new Set(recipients.map((address) => address.toLowerCase()));
	const isMarked = (mark: string) => asked.has(mark.toLowerCase());
	return new Set([...books.deals].filter(([, { deal }]) => marksOf(deal).parties.some(isMarked)).map(([key]) => key));
}

function ofIds(books: Books, { vendor: crm, path }: Call, text: string): Set<string> {
	const ids = [...[...text.matchAll(DEAL_ID)].map(([, id]) => id), ...path.split('/')];
	const keys = ids.map((id) => `${crm}/${id}`);
	return new Set(keys.filter((key) => books.deals.has(key)));
}

function ofReferences(books: Books, text: string): string[] {
	const named = [...text.matchAll(/\b([a-z0-9]+):[a-z0-9.-]+:(\d+):/gi)].map(([, crm, id]) => `${crm}/${id}`);
	return named.filter((key) => books.deals.has(key));
}

/** What the books say of the documents, files and folders whose ids the call names. */
function thingsIn(books: Books, text: string): string[] {
	const ids = new Set(text.split(/[^A-Za-z0-9_-]+/));
	const documents = allInvoices(books).filter(({ id }) => ids.has(id));
	const paths = books.drives.flatMap((drive) => [...ids].map((id) => drive.pathOf(id) ?? ''));
	return [...documents.map(invoiceText), ...paths.filter((path) => path !== '')];
}

function textOf({ path, query, raw }: Call): string {
	const body = raw?.subarray(0, READ_BYTES).toString('utf8') ?? '';
	return decoded(`${path} ${query?.toString() ?? ''} ${body}`);
}

/** Forms put keys and values into each other encoded twice. */
function decoded(text: string): string {
	const once = (each: string) => each.replace(/%[0-9a-f]{2}(?:%[0-9a-f]{2})*/gi, (run) => tryDecode(run));
	return once(once(text));
}

function tryDecode(run: string): string {
	try {
		return decodeURIComponent(run);
	} catch {
		return run;
	}
}
