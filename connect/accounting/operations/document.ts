import { sleep, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { awaitLegal } from '../../awaitLegal';
import { textParameter } from '../../textParameter';
import { Amount, Day } from '../../../invoicing/primitives';
import type { Operation } from './atWork';
import { documentIdOf } from './documentId';

/** Addresses parted by commas, semicolons or blanks. */
const AddressList = z
	.string()
	.transform((text) => text.split(/[,;\s]+/).filter(Boolean))
	.pipe(z.array(z.string().email('One of the addresses is no e-mail address')));

/** Output: `{ documentId, issued }`. */
export const get: Operation = async (context, itemIndex, { accounting, words }) => {
	const issued = await accounting.read(documentIdOf(context, itemIndex, words));
	return { json: { documentId: issued.documentId, issued } };
};

/** Output: `{ documentId, issued }`; `issued.legal` says where it stands. */
export const getLegalStatus: Operation = async (context, itemIndex, { accounting, words }) => {
	const send = context.getNodeParameter('send', itemIndex, false) === true;
	const seconds = context.getNodeParameter('waitUpTo', itemIndex, 0) as number;
	const documentId = documentIdOf(context, itemIndex, words);
	const issued = await awaitLegal(accounting, documentId, { send, budgetMs: seconds * 1000, sleep });
	return { json: { documentId: issued.documentId, issued } };
};

/** Output: `{ documentId, sent: true }`. */
export const sendByEmail: Operation = async (context, itemIndex, { accounting, words }) => {
	const documentId = documentIdOf(context, itemIndex, words);
	const addresses = textParameter(context, 'to', itemIndex, AddressList, 'Recipients');
	await accounting.sendByEmail(documentId, addresses);
	return { json: { documentId, sent: true } };
};

/** Output: `{ documentId, issued }`, read after the payment. */
export const recordPayment: Operation = async (context, itemIndex, { accounting, words }) => {
	const positive = Amount.refine((value) => !value.startsWith('-') && /[1-9]/.test(value), 'It has to be above zero');
	const issued = await accounting.recordPayment(documentIdOf(context, itemIndex, words), {
		reference: textParameter(context, 'paymentReference', itemIndex, z.string().trim().min(1), 'Payment Reference'),
		amount: textParameter(context, 'amount', itemIndex, positive, 'Amount'),
		paidOn: textParameter(context, 'paidOn', itemIndex, Day, 'Paid On'),
	});
	return { json: { documentId: issued.documentId, issued } };
};

/** Output: one item a document, `{ documentId, issued }`, oldest first. */
export const getMany: Operation<INodeExecutionData[]> = async (context, itemIndex, { accounting }) => {
	const from = textParameter(context, 'from', itemIndex, Day, 'Issued From');
	const to = textParameter(context, 'until', itemIndex, Day, 'Issued To');
	const documents = await accounting.list({ from, to });
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false) === true;
	const wanted = returnAll ? documents : documents.slice(0, context.getNodeParameter('limit', itemIndex, 50) as number);
	return wanted.map((issued) => ({ json: { documentId: issued.documentId, issued } }));
};

/** Output: `{ ok: true, account, ksef, notes }`. */
export const check: Operation = async (_context, _itemIndex, { accounting }) => {
	const { name, ksef, notes } = await accounting.accountSettings();
	return { json: { ok: true, account: name, ksef, notes } };
};
