import { VendorError } from '../../connect/http';
import { monthOf } from '../../invoicing/dates';
import type { Invoice } from '../../invoicing/invoice';
import type { Kind } from '../../invoicing/primitives';
import type { IfirmaClient } from './client';
import type { Remembered } from './limit';
import { VENDOR } from './refused';
import { Done, Month } from './schemas';

/** What is to happen when a document does not belong into the account's accounting month. */
export type MonthChoice = 'stop' | 'switch';

/** Kinds that belong into the month of their issue; all others into that of the sale. */
const BY_ISSUE: Partial<Record<Kind, string>> = { proforma: 'The proforma', correction: 'The correction' };

const PATH = '/abonent/miesiacksiegowy.json';
const TIMEOUT_MS = 10_000;

/** The month that the whole account works in, also what people see in iFirma: `2026-11`. */
export async function accountingMonth(client: IfirmaClient): Promise<string> {
	const purpose = 'read the accounting month';
	const answer = await client.json({ kind: 'read', method: 'GET', path: PATH, timeoutMs: TIMEOUT_MS, purpose }, Month);
	return `${answer.RokKsiegowy}-${answer.MiesiacKsiegowy.padStart(2, '0')}`;
}

/**
 * Makes sure that the account is in the document's month: of the sale, of the issue for a proforma and for a correction
 * (api.ifirma.pl; any other month is refused with code 201). Only by the user's choice is the account's month moved, never into another year.
 * Answers whether it was moved. Throws VendorError, outcome `notDone`: nothing was issued.
 */
export async function settleMonth(
	client: IfirmaClient,
	invoice: Invoice,
	choice: MonthChoice,
	{ memory, now }: Remembered,
): Promise<boolean> {
	const wanted = monthOf(BY_ISSUE[invoice.kind] ? invoice.issueDate : invoice.saleDate);
	if (memory.month(now) === wanted) return false;
	let current = await accountingMonth(client);
	memory.keepMonth(current, now);
	if (current === wanted) return false;
	if (choice === 'stop') throw otherMonth(invoice, wanted, current);
	if (wanted.slice(0, 4) !== current.slice(0, 4)) throw otherYear(invoice, wanted, current);
	while (current !== wanted) {
		await step(client, wanted > current ? 'NAST' : 'POPRZ', invoice);
		const reached = await accountingMonth(client);
		// Somebody else may be at it: a month that did not come nearer is left to people.
		if (distance(reached, wanted) >= distance(current, wanted)) throw otherMonth(invoice, wanted, reached);
		current = reached;
		memory.keepMonth(current, now);
	}
	return true;
}

/** One month on or back. Never repeated: a second step would be a month too far. */
async function step(client: IfirmaClient, direction: 'NAST' | 'POPRZ', { deal }: Invoice): Promise<void> {
	const body = { MiesiacKsiegowy: direction, PrzeniesDaneZPoprzedniegoRoku: false };
	const purpose = `switch the accounting month for deal ${deal.id}`;
	try {
		await client.json({ kind: 'create', method: 'PUT', path: PATH, body, timeoutMs: TIMEOUT_MS, purpose }, Done);
	} catch (error) {
		if (!(error instanceof VendorError) || error.outcome === 'notDone') return Promise.reject(error);
		throw monthUnknown(deal.id, error);
	}
}

/** Of the document the outcome is `notDone`: whether the month was switched is not known, but nothing was issued. */
function monthUnknown(dealId: string, { status }: VendorError): VendorError {
	return new VendorError({
		vendor: VENDOR,
		// No cause that is tried again by itself: a second step would be a month too far.
		cause: 'rejected',
		outcome: 'notDone',
		status,
		message: `It is not known whether iFirma switched its accounting month for deal ${dealId}. Nothing was issued.`,
		advice: 'Look at the accounting month in iFirma and set it right if need be, then run this step again.',
	});
}

function distance(month: string, other: string): number {
	const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
	return Math.abs(count(month) - count(other));
}

function otherMonth({ deal, kind }: Invoice, wanted: string, current: string): VendorError {
	const what = BY_ISSUE[kind] ?? 'The sale';
	const other = kind === 'correction' ? '' : ', correct the sale date on the deal';
	return stopped(
		`${what} of deal ${deal.id} belongs to the month ${wanted}, and iFirma's accounting month is ${current}. Nothing was issued.`,
		`Switch the month in iFirma to ${wanted}${other}, or choose in the iFirma node that it switches the month.`,
	);
}

function otherYear({ deal }: Invoice, wanted: string, current: string): VendorError {
	return stopped(
		`Deal ${deal.id} belongs to the month ${wanted}, and iFirma's accounting month is ${current}: the year is switched by people only. Nothing was issued.`,
		`Switch the month in iFirma to ${wanted} by hand (it asks what to take over from the old year), then run this step again.`,
	);
}

function stopped(message: string, advice: string): VendorError {
	return new VendorError({ vendor: VENDOR, cause: 'rejected', outcome: 'notDone', message, advice });
}
