import { createHmac } from 'node:crypto';
import type { FakeRequest } from '../types';

export interface Account {
	login: string;
	keys: { faktura: string; abonent: string };
}

/**
 * The code of a refused sign-in (api.ifirma.pl, FAQ), undefined for a good one. The signature is over the address
 * without query, as it was sent, so whatever changes address or body on the way is found out.
 */
export function refusedSignIn(request: FakeRequest, { login, keys }: Account): number | undefined {
	const header = /^IAPIS user=(\S+), hmac-sha1=([0-9a-f]{40})$/.exec(request.headers.authentication ?? '');
	if (!header) return 400;
	if (header[1] !== login) return 401;
	const name = request.path.startsWith('/iapi/abonent/') ? 'abonent' : 'faktura';
	if (!keys[name]) return 402;
	const message = Buffer.concat([
		Buffer.from(`https://${request.host}${request.path}${login}${name}`, 'utf8'),
		request.raw,
	]);
	const digest = createHmac('sha1', Buffer.from(keys[name], 'hex')).update(message).digest('hex');
	return digest === header[2] ? undefined : 403;
}
