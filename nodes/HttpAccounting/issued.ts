import Big from 'big.js';
import { amount } from '../../invoicing/decimal';
import { IssuedInvoice } from '../../invoicing/invoice';
import type { Kind } from '../../invoicing/primitives';
import { VendorError } from '../../connect/http';
import { amountOf, isDecimal } from './amounts';
import { carries, kindOfReference, referenceIn } from './carried';
import type { Answers, Fields } from './description/answers';
import { fieldText } from './description/paths';
import { legalOf, type KsefMode } from './legal';

export interface AnswerContext {
	vendor: string;
	account: string;
	answers: Answers;
	ksef: KsefMode;
	/** Kinds that the node issues. */
	kinds: readonly Kind[];
	readAt: string;
	mask: (text: string) => string;
	/** Looked for, or just created, with this reference. */
	reference?: string;
	/** What the create asked for, where this is its answer. */
	created?: { kind: Kind; gate: 'ksefNumber' | 'none' };
}

/** A document of the answer in our words. Throws VendorError that names the fields which cannot be understood. */
export function issuedOf(document: unknown, context: AnswerContext): IssuedInvoice {
	const { answers } = context;
	const read = (field: keyof Fields) => (answers.fields[field] ? fieldText(document, answers.fields[field]) : '');
	const amounts = amountsOf(read, answers.amounts);
	const reference = referenceOf(read('reference'), context.reference);
	const cancelled = answers.cancelledWhen.some((word) => same(word, read('cancelled')));
	const parsed = IssuedInvoice.safeParse({
		system: 'http',
		account: context.account,
		documentId: read('documentId') || undefined,
		number: read('number'),
		reference,
		kind: kindOf(read('kind'), reference, context),
		currency: read('currency').toUpperCase(),
		...amounts,
		issueDate: day(read('issueDate')) ?? read('issueDate'),
		saleDate: day(read('saleDate')),
		dueDate: day(read('dueDate')),
		buyer: {
			name: read('buyerName'),
			taxId: read('buyerTaxId'),
			emails: read('buyerEmails')
				.split(/[,;\s]+/)
				.filter(Boolean),
		},
		link: read('link').startsWith('https://') ? read('link') : undefined,
		legal: legalOf(read, context, { cancelled, reference }),
		paidOn: day(read('paidOn')),
		cancelled,
		readAt: context.readAt,
	});
	if (parsed.success) return parsed.data;
	const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
	throw new VendorError({
		vendor: context.vendor,
		cause: 'unreadable',
		outcome: context.created ? 'unclear' : 'notDone',
		message: `${context.vendor} answered with a document whose ${fields} cannot be understood.`,
		advice: 'Correct the paths of these fields in the parameter Answers, and look whether the document is right.',
	});
}

type Read = (field: keyof Fields) => string;

/** The amount that no field holds is the difference of the two others. */
function amountsOf(read: Read, unit: Answers['amounts']): Pick<IssuedInvoice, 'net' | 'vat' | 'gross' | 'paid'> {
	const of = (field: keyof Fields) => amountOf(read(field), unit);
	const gross = of('gross');
	const net = of('net') || difference(gross, of('vat'));
	const vat = of('vat') || difference(gross, net);
	const left = of('leftToPay');
	const paid = of('paid') || (left === '' ? '0.00' : difference(gross, left));
	return { net, vat, gross, paid };
}

function difference(a: string, b: string): string {
	return isDecimal(a) && isDecimal(b) ? amount(new Big(a).minus(b)) : '';
}

function referenceOf(text: string, wanted: string | undefined): string {
	return wanted !== undefined && carries(text, wanted) ? wanted : referenceIn(text);
}

/** The system's word, translated where the description does; without one, what the reference or the request says. */
function kindOf(word: string, reference: string, { answers, created, kinds }: AnswerContext): string {
	if (word !== '') return Object.hasOwn(answers.kinds, word) ? answers.kinds[word]! : word;
	return created?.kind ?? kindOfReference(reference) ?? (kinds.length === 1 ? kinds[0]! : 'invoice');
}

/** `2026-11-30`, also at the beginning of a moment. */
function day(text: string): string | undefined {
	return /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text)?.[0];
}

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
