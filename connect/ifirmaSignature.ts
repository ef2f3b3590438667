import { createHmac } from 'node:crypto';

/** The keys of an account, by the name that is signed with them: hexadecimal digits, as iFirma shows them. */
export type IfirmaKeys = Record<'faktura' | 'abonent', string>;

export interface IfirmaRequest {
	/** Absolute, as sent; a query in it is not signed. */
	url: string;
	/** The text as sent; empty for GET. */
	body?: string;
}

/** What belongs to the account itself (month, limit) is signed with `abonent`, all that is used beside it with `faktura`. */
export function keyNameOf(url: string): keyof IfirmaKeys {
	return new URL(url).pathname.startsWith('/iapi/abonent/') ? 'abonent' : 'faktura';
}

/**
 * Value of the header `Authentication` (api.ifirma.pl, "Nagłówek autoryzacji"): HMAC-SHA1, keyed with the bytes that
 * the hexadecimal key stands for, over address without query, login, name of the key and body, with nothing between.
 */
export function ifirmaAuthentication(request: IfirmaRequest, login: string, keys: IfirmaKeys): string {
	const keyName = keyNameOf(request.url);
	const message = request.url.split('?')[0] + login + keyName + (request.body ?? '');
	return `IAPIS user=${login}, hmac-sha1=${hmacSha1(keys[keyName], message)}`;
}

/** Lower-case hex digest of the UTF-8 bytes of a message. */
export function hmacSha1(hexKey: string, message: string): string {
	return createHmac('sha1', Buffer.from(hexKey, 'hex')).update(message, 'utf8').digest('hex');
}

/** Whether a text can be a key: pairs of hexadecimal digits. Anything else would be cut off in silence when decoded. */
export function isIfirmaKey(text: string): boolean {
	return /^([0-9a-f]{2}){4,64}$/i.test(text);
}
