import type { VendorError } from '../../connect/http';
import { toVendorError } from './apiErrors';

/**
 * What went wrong with single records of a batch read (a 207): undefined when they are only gone. Anything else is a
 * failure of the whole: a deal with a part missing would become a wrong invoice.
 */
export function toVendorErrorOfBatch(
	errors: readonly { category?: string | null | undefined }[],
	purpose: string,
): VendorError | undefined {
	const worst = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
	if (!worst) return undefined;
	const status = worst.category === 'MISSING_SCOPES' ? 403 : 400;
	return toVendorError({ status, headers: {}, body: worst }, { purpose, kind: 'read' });
}
