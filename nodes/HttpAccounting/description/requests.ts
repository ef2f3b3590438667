import { z } from 'zod';
import { DotPath, FieldPath } from './paths';

/**
 * The requests of an API as its user describes them. Texts may hold placeholders in braces, filled in by the node:
 * see placeholders.ts.
 */

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const UrlPath = z
	.string()
	.regex(/^\/[^?#\\\s]*$/, 'must begin with a slash and hold no blanks and no query; the query has a field of its own');

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Names that sign a request or break it up: the first belong into the credential, the others to n8n. */
const FORBIDDEN_HEADERS =
	/^(authorization|proxy-authorization|cookie|host|connection|content-length|transfer-encoding|expect|upgrade)$/i;

const HeaderName = z
	.string()
	.regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header')
	.refine((name) => !FORBIDDEN_HEADERS.test(name), 'belongs into the credential, or is set by n8n');

const Headers = z.record(HeaderName, Text);

const shape = { path: UrlPath, query: z.record(Text).default({}), headers: Headers.default({}) };
const method = (preset: (typeof METHODS)[number]) => z.enum(METHODS).default(preset);

export const Call = z.strictObject({ method: method('GET'), ...shape, body: z.unknown() });
export type Call = z.infer<typeof Call>;

const post = z.strictObject({ method: method('POST'), ...shape, body: z.unknown() });

/** A system that takes the order and makes the document later: the order's number is asked about until it is done. */
export const Task = z.strictObject({
	/** Of the order, in the answer to the create; `{task}` in the request below. */
	id: DotPath,
	status: Call,
	/** In the answer to the status request. */
	state: DotPath,
	done: z.array(Text).min(1),
	failed: z.array(Text).min(1),
	/** Of the finished document, in the answer to the status request. */
	documentId: DotPath,
});
export type Task = z.infer<typeof Task>;

export const Requests = z.strictObject({
	/** In every request, beside its own. */
	common: z.strictObject({ query: z.record(Text).default({}), headers: Headers.default({}) }).default({}),
	/** Its body is a parameter of its own, since it is made anew for each invoice. */
	create: z.strictObject({
		method: method('POST'),
		...shape,
		/** Header in which the API takes a key that makes a repeated request harmless. */
		idempotencyHeader: HeaderName.optional(),
		/** The answer holds no more than the document's id, here; the document is read then. */
		documentId: DotPath.optional(),
		task: Task.optional(),
	}),
	find: Call.extend({
		/** The API says 404 when nothing is found. */
		emptyOn404: z.boolean().default(false),
		/** What it lists is not the whole document: each one found is read. */
		readEach: z.boolean().default(false),
	}).optional(),
	read: Call,
	pdf: Call.extend({
		/** The file stands in the answer as base64 text, here. */
		base64: DotPath.optional(),
	}).optional(),
	list: Call.optional(),
	email: post.optional(),
	payment: post.optional(),
	sendToKsef: post.optional(),
	/** Read by Account: Check; `name`: where the account's name stands. */
	check: Call.extend({ name: FieldPath.optional() }).optional(),
});
export type Requests = z.infer<typeof Requests>;
