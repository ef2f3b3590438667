import { VendorError } from '../http';

/**
 * The account's host from what people type: its prefix, `prefix.domain`, or the address copied from the browser.
 * Throws VendorError when no prefix of letters, digits and dashes is left.
 */
export function accountHost(typed: string, brand: { vendor: string; domain: string }): string {
	const name = typed
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/[/?#].*$/, '')
		.replace(/\.$/, '');
	const suffix = `.${brand.domain}`;
	const prefix = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
	if (/^[a-z0-9-]+$/.test(prefix)) return `${prefix}${suffix}`;
	throw new VendorError({
		vendor: brand.vendor,
		cause: 'credential',
		outcome: 'notDone',
		message: `The field "Account" of the ${brand.vendor} credential does not hold an account name.`,
		advice: `Enter only the first part of your ${brand.vendor} address: for acme${suffix} it is acme.`,
	});
}
