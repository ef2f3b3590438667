import { VendorError, type Outcome } from './http';

/**
 * For calls that come before a document is created: whatever became of them, no document was made. What they make
 * themselves (a customer, an item) has a unique name and is found by it the next time.
 */
export async function beforeDocument<T>(work: () => Promise<T>): Promise<T> {
	return withOutcome('notDone', work);
}

/** For calls that come after it: the document exists, whatever became of them. */
export async function afterDocument<T>(work: () => Promise<T>): Promise<T> {
	return withOutcome('unclear', work);
}

async function withOutcome<T>(outcome: Outcome, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		// A conflict says that the reference is used up, and that nothing was done now.
		if (!(error instanceof VendorError) || error.cause_ === 'conflict') return Promise.reject(error);
		const { vendor, cause_: cause, message, advice, status, retryAfterMs } = error;
		return Promise.reject(new VendorError({ vendor, cause, message, advice, status, retryAfterMs, outcome }));
	}
}
