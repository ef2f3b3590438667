import axios, { type AxiosResponse, type Method } from 'axios';
import { Readable } from 'node:stream';

/** The token that the sandbox's Bitrix24 sends and its credential expects. */
export const TRUE_TOKEN = 'demo-application-token';

/** One request to the webhook, as anybody on the internet could send it. */
export interface Sent {
	method?: Method;
	headers?: Record<string, string>;
	/** A stream goes out without a length. */
	body?: string | Buffer | (() => Readable);
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=edge' };
const TEN_MEGABYTES = 10 * 1024 * 1024;

type Pairs = [string, string][];

/** The pairs of a true event, for a deal. */
export function eventOf(dealId: string, token = TRUE_TOKEN): Pairs {
	return [
		['event', 'ONCRMDEALUPDATE'],
		['event_handler_id', '1'],
		['data[FIELDS][ID]', dealId],
		['ts', String(Math.floor(Date.now() / 1000))],
		['auth[domain]', 'demo.bitrix24.pl'],
		['auth[application_token]', token],
	];
}

export const form = (pairs: Pairs): Sent => ({ headers: FORM, body: new URLSearchParams(pairs).toString() });
const without = (pairs: Pairs, name: string): Pairs => pairs.filter(([key]) => key !== name);
const nested = (depth: number) => `a${'[b]'.repeat(depth)}`;

/** Requests that prove nothing, or that no vendor sends; those with the true token are broken otherwise. */
export function forgedEvents(dealId: string, token = TRUE_TOKEN): Record<string, Sent> {
	const event = eventOf(dealId, token);
	const asJson = { event: 'ONCRMDEALUPDATE', ts: '1795338122', data: { FIELDS: { ID: dealId } } };
	return {
		'a wrong token': form(eventOf(dealId, `${token.slice(0, -1)}m`)),
		'an empty token': form(eventOf(dealId, '')),
		'no token': form(without(event, 'auth[application_token]')),
		'no body': { headers: FORM, body: '' },
		GET: { method: 'GET' },
		PUT: { ...form(event), method: 'PUT' },
		DELETE: { method: 'DELETE' },
		'a JSON body': { headers: JSON_TYPE, body: JSON.stringify({ ...asJson, auth: { application_token: token } }) },
		'JSON that breaks off': { headers: JSON_TYPE, body: '{"event":"ONCRMDEALUPDATE","auth":{' },
		'JSON with a prototype': { headers: JSON_TYPE, body: '{"__proto__":{"auth[application_token]":"x"},"event":"e"}' },
		'a list for a body': { headers: JSON_TYPE, body: '[[[["auth"]]]]' },
		'form data that breaks off': {
			headers: MULTIPART,
			body: '--edge\r\ncontent-disposition: form-data; name="event"\r\n',
		},
		'form data without a boundary': { headers: { 'content-type': 'multipart/form-data' }, body: 'event=1' },
		'broken percent signs': { headers: FORM, body: 'event=%E0%A4%A&%=%%%&data[FIELDS=1&]=[&=&&&' },
		'an unknown type': { headers: { 'content-type': 'application/x-thing' }, body: Buffer.from([0, 255, 1]) },
		'a reserved key beside the true token': form([...event, ['__proto__[polluted]', 'yes']]),
		'a reserved key inside': form([...event, ['auth[constructor][prototype][polluted]', 'yes']]),
		'the token under a reserved key': form([
			...without(event, 'auth[application_token]'),
			['auth[__proto__][application_token]', token],
		]),
		'the token twice': form([...event, ['auth[application_token]', 'other']]),
		'deep nesting beside the true token': form([...event, [nested(2000), 'x']]),
		'five hundred keys beside the true token': form([
			...event,
			...Array.from({ length: 500 }, (_, at): [string, string] => [`k${at}`, 'x']),
		]),
	};
}

/** Ten megabytes with the true token in front. */
export function hugeEvents(dealId: string): Record<string, Sent> {
	const start = new URLSearchParams(eventOf(dealId)).toString();
	const body = `${start}&fill=${'x'.repeat(TEN_MEGABYTES)}`;
	return {
		'ten megabytes': { headers: FORM, body },
		'ten megabytes without a length': { headers: FORM, body: () => Readable.from([Buffer.from(body)]) },
	};
}

/** Proved events that ask for nothing: answered, and forgotten. */
export function emptyEvents(dealId: string): Record<string, Sent> {
	const withId = (id: string) =>
		form(eventOf(dealId).map(([key, value]) => [key, key === 'data[FIELDS][ID]' ? id : value]));
	const withEvent = (name: string) =>
		form(eventOf(dealId).map(([key, value]) => [key, key === 'event' ? name : value]));
	return {
		'another event': withEvent('ONCRMLEADUPDATE'),
		'an event of no name': withEvent(''),
		'no deal': withId(''),
		'a deal that is no number': withId('1 OR 1=1'),
		'a path for a deal': withId('../../crm.deal.delete'),
		'a negative deal': withId('-1'),
		'a deal of forty digits': withId('9'.repeat(40)),
	};
}

/** Sends it and answers whatever came back; never throws on a status. */
export async function send(url: string, sent: Sent): Promise<AxiosResponse<string>> {
	const data = typeof sent.body === 'function' ? sent.body() : sent.body;
	return axios.request<string>({
		url,
		method: sent.method ?? 'POST',
		headers: sent.headers,
		data,
		proxy: false,
		timeout: 30_000,
		maxBodyLength: Infinity,
		maxRedirects: 0,
		responseType: 'text',
		transformRequest: (body: unknown) => body,
		validateStatus: () => true,
	});
}
