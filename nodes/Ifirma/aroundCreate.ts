import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import { VENDOR } from './refused';

/** Before a create: whatever goes wrong in `work`, no document was asked for. */
export async function before<T>(invoice: Invoice, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof VendorError) || error.outcome === 'notDone') return Promise.reject(error);
		throw notBegun(invoice, error);
	}
}

/** After it: the document exists, and whatever goes wrong now must not look like a refusal of it. */
export async function after<T>(invoice: Invoice, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof VendorError)) return Promise.reject(error);
		throw madeButNotRead(invoice, error);
	}
}

function madeButNotRead({ deal }: Invoice, { cause_, status, message }: VendorError): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: cause_,
		outcome: 'unclear',
		status,
		message: `iFirma issued the document for deal ${deal.id}, but could not be asked for its number: ${message}`,
		advice: 'Run this step again: it looks for the document before it does anything else.',
	});
}

function notBegun({ deal }: Invoice, { cause_, status, message }: VendorError): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: cause_,
		outcome: 'notDone',
		status,
		message: `${message} No document was asked for (deal ${deal.id}).`,
		advice: 'Run this step again in a few minutes; nothing has to be changed.',
	});
}
