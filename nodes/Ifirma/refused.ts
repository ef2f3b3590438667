import { VendorError } from '../../connect/http';

export const VENDOR = 'iFirma';

/** Something that iFirma cannot do or hold, found before anything was sent. */
export function refused(message: string, advice: string): VendorError {
	return new VendorError({ vendor: VENDOR, cause: 'rejected', outcome: 'notDone', message, advice });
}
