import { z } from 'zod';
import { Kind } from '../../../invoicing/primitives';
import { DotPath, FieldPath } from './paths';

/** Where things stand in the API's answers, as its user describes them. */

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** What an error code of the API means; see FailureCause. `conflict`: a document with our reference exists. */
export const CodeMeaning = z.enum([
	'credential',
	'permission',
	'rateLimit',
	'unavailable',
	'rejected',
	'notFound',
	'conflict',
]);
export type CodeMeaning = z.infer<typeof CodeMeaning>;

/** Fields of one document. */
export const Fields = z.strictObject({
	documentId: FieldPath,
	number: FieldPath,
	/** The field that carries our reference, alone or within a longer text. Needed to find documents. */
	reference: FieldPath.optional(),
	kind: FieldPath.optional(),
	currency: FieldPath,
	/** Two of the three amounts are enough. */
	net: FieldPath.optional(),
	vat: FieldPath.optional(),
	gross: FieldPath,
	issueDate: FieldPath,
	saleDate: FieldPath.optional(),
	dueDate: FieldPath.optional(),
	buyerName: FieldPath.optional(),
	buyerTaxId: FieldPath.optional(),
	buyerEmails: FieldPath.optional(),
	link: FieldPath.optional(),
	/** Either what was paid or what is left to pay. */
	paid: FieldPath.optional(),
	leftToPay: FieldPath.optional(),
	paidOn: FieldPath.optional(),
	cancelled: FieldPath.optional(),
	ksefNumber: FieldPath.optional(),
	ksefState: FieldPath.optional(),
	ksefLink: FieldPath.optional(),
	ksefMessage: FieldPath.optional(),
});
export type Fields = z.infer<typeof Fields>;

export const Answers = z
	.strictObject({
		/** The document within the answer to a create and to a read. */
		document: DotPath.default(''),
		/** The list within the answer to find and list, and the document within each of its entries. */
		list: DotPath.default(''),
		item: DotPath.default(''),
		fields: Fields,
		/** `main`: 12.30, `minor`: 1230. */
		amounts: z.enum(['main', 'minor']).default('main'),
		/** The API's words for kinds of documents, in ours. */
		kinds: z.record(Kind).default({}),
		cancelledWhen: z.array(Text).default(['true', '1', 'yes', 'cancelled', 'canceled', 'voided', 'void', 'deleted']),
		ksefRejectedWhen: z.array(Text).default([]),
		/** Payments within the document, and what carries a payment's reference in each. */
		payments: z.strictObject({ list: DotPath, reference: FieldPath }).optional(),
		/** Entries on a page of find and list; fewer are the last page. */
		pageSize: z.number().int().min(1).max(1000).default(100),
		/** An answer is a success only if this field has one of these values. */
		ok: z.strictObject({ field: FieldPath, values: z.array(Text).min(1) }).optional(),
		/** An answer is a failure if this field holds anything but nothing, false, 0 and an empty list; or one of these values. */
		error: z.strictObject({ field: DotPath, values: z.array(Text).optional() }).optional(),
		errorCode: FieldPath.optional(),
		errorCodes: z.record(CodeMeaning).default({}),
		/** Where the API says in words what is wrong. */
		errorMessages: z.array(DotPath).default([]),
	})
	.refine((answers) => answers.fields.net !== undefined || answers.fields.vat !== undefined, {
		path: ['fields', 'net'],
		message: 'either net or vat is needed beside gross',
	});
export type Answers = z.infer<typeof Answers>;
