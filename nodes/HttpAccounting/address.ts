import { VendorError } from '../../connect/http';

/** The only place that requests go to: `https://host[:port]` and the beginning of every path, without a slash at its end. */
export interface BaseAddress {
	origin: string;
	host: string;
	prefix: string;
}

/**
 * The base address from what people type: with or without `https://`, with or without a slash at its end.
 * Throws VendorError `credential` for anything that is no plain https address.
 */
export function baseAddress(typed: string, vendor: string): BaseAddress {
	const text = typed.trim();
	const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	const url = URL.canParse(absolute) ? new URL(absolute) : undefined;
	const plain =
		url?.protocol === 'https:' &&
		url.hostname !== '' &&
		url.username + url.password + url.search + url.hash === '' &&
		!/[\s\\]/.test(text);
	if (url && plain) return { origin: url.origin, host: url.host, prefix: url.pathname.replace(/\/+$/, '') };
	throw new VendorError({
		vendor,
		cause: 'credential',
		outcome: 'notDone',
		message: `The field "Base Address" of the credential for ${vendor} does not hold an https address.`,
		advice: 'Enter the address of the API without user name, query and #: for example https://api.example.com/v3.',
	});
}

/**
 * The whole address of a path below the base. Throws VendorError `rejected` for a path that leads anywhere else: to
 * another host, or up (`..`, also encoded).
 */
export function addressOf(base: BaseAddress, path: string, vendor: string): string {
	const segments = path.split('/').slice(1);
	const straight = path.startsWith('/') && !segments.some(leadsAway) && !/[\\?#\s]/.test(path);
	// An empty segment may stand at the end only: `//host` would be an address of its own.
	const whole = segments.every((segment, index) => segment !== '' || index === segments.length - 1);
	const address = `${base.origin}${base.prefix}${path}`;
	if (straight && whole && URL.canParse(address)) {
		const url = new URL(address);
		if (url.origin === base.origin && url.pathname.startsWith(`${base.prefix}/`)) return address;
	}
	throw new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `A request to ${vendor} has a path that leads out of the base address of the credential.`,
		advice:
			'Correct the path in Requests: it begins with one slash and holds no "..". Ids are filled in by placeholders.',
	});
}

/** `.` and `..`, also where they are encoded, once or twice. */
function leadsAway(segment: string): boolean {
	return /^(\.|%(25)*2e){1,2}$/i.test(segment);
}
