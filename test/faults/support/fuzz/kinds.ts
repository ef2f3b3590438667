import { gzipSync } from 'node:zlib';
import type { Dice } from './dice';
import { body, event, FORM, formOf, post, refused, TOKEN, trueEvent, type Keys, type Make, type Pairs } from './event';

const LIMIT = 64 * 1024;

/** The form of a true event with something in front of it or behind, in any order. */
const beside = (dice: Dice, dealId: string, keys: Keys, more: Pairs) =>
	refused(formOf(dice.next() < 0.5 ? [...more, ...event(dealId, keys)] : [...event(dealId, keys), ...more], keys));

export function wrong(dice: Dice, right: string): string {
	const at = dice.between(0, right.length - 1);
	const other = right[at] === 'x' ? 'y' : 'x';
	const made = dice.pick([
		'',
		right.slice(0, -1),
		`${right} `,
		` ${right}`,
		`${right}\0`,
		right.toUpperCase() === right ? right.toLowerCase() : right.toUpperCase(),
		`${right.slice(0, at)}${other}${right.slice(at + 1)}`,
		`${right}${right}`,
		encodeURIComponent(encodeURIComponent(`${right}%`)),
		'undefined',
		'null',
		'true',
		'[object Object]',
		dice.text(dice.between(1, 80)),
	]);
	return made === right ? `${made}x` : made;
}

const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** Each with the true keys, but for what its name says. */
export const KINDS: Record<string, Make> = {
	'a wrong token': (dice, id, keys) => refused(formOf(event(id, { token: wrong(dice, keys.token) }), keys)),
	'no token': (_, id, keys) => refused(formOf(event(id, keys).slice(0, -1), keys)),
	'the token under another name': (dice, id, keys) => {
		const names = [
			'auth',
			'application_token',
			'auth[]',
			'AUTH[APPLICATION_TOKEN]',
			'auth.application_token',
			'auth[application_token][]',
			'auth[application_token',
			'auth[[application_token]]',
		];
		return refused(formOf([...event(id, keys).slice(0, -1), [dice.pick(names), keys.token]], keys));
	},
	'the token twice': (dice, id, keys) => beside(dice, id, keys, [[TOKEN, dice.pick([keys.token, dice.text(8), ''])]]),
	'a prototype key': (dice, id, keys) => {
		const name = dice.pick(RESERVED);
		const forms = [
			`${name}[x]`,
			name,
			`auth[${name}]`,
			`auth[${name}][application_token]`,
			`data[FIELDS][${name}][polluted]`,
			`a[b][c][${name}]`,
		];
		return beside(dice, id, keys, [[dice.pick(forms), dice.pick(['1', keys.token])]]);
	},
	'deep nesting': (dice, id, keys) => beside(dice, id, keys, [[`a${'[b]'.repeat(dice.between(6, 3000))}`, 'x']]),
	'many keys': (dice, id, keys) =>
		beside(
			dice,
			id,
			keys,
			Array.from({ length: dice.between(200, 1500) }, (_, at): [string, string] => [`k${at}`, '']),
		),
	'broken brackets': (dice, id, keys) =>
		beside(dice, id, keys, [[dice.pick(['[', ']', 'a[', 'a]b', 'a[b]c', '[a]', 'a[[b]]', 'a[b', '']), dice.text(5)]]),
	'a value where a branch stands': (_, id, keys) => refused(formOf([['auth', 'x'], ...event(id, keys)], keys)),
	'too long': (dice, id, keys) => beside(dice, id, keys, [['fill', 'x'.repeat(LIMIT + dice.between(0, 20_000))]]),
	'what is small only while it is packed': (dice, id, keys) => {
		const text = `${body(event(id, keys))}&fill=${'x'.repeat(dice.between(1, 4) * 500_000)}`;
		return refused(post(gzipSync(text, { level: 1 }), FORM, keys, { 'content-encoding': 'gzip' }));
	},
	'broken percent signs': (dice, id, keys) => {
		const broken = body(event(id, keys)).replace('application_token', () =>
			dice.pick(['%', '%zz', '%E0%A4%A', 'application%_token', '%00']),
		);
		return refused(post(broken, FORM, keys));
	},
	'another encoding': (dice, id, keys) => {
		const text = body(event(id, keys));
		const [bytes, charset] = dice.pick<[Buffer, string]>([
			[Buffer.from(text, 'utf16le'), 'utf-8'],
			[Buffer.from(text), 'utf-16le'],
			[gzipSync(text), 'utf-8'],
			[Buffer.from(text.padEnd(text.length + (text.length % 2))).swap16(), 'utf-8'],
			[Buffer.from(text, 'base64'), 'utf-8'],
		]);
		return refused(post(bytes, `${FORM}; charset=${charset}`, keys));
	},
	'another type': (dice, id, keys) =>
		refused(
			post(
				body(event(id, keys)),
				dice.pick([
					'text/plain',
					'application/xml',
					'application/octet-stream',
					'text/html',
					'application/x-thing',
					'application/',
				]),
				keys,
			),
		),
	'JSON with branches': (dice, id, keys) => {
		const nested = {
			event: 'ONCRMDEALUPDATE',
			ts: '1795338122',
			data: { FIELDS: { ID: id } },
			auth: { application_token: keys.token },
		};
		return refused(
			post(JSON.stringify(dice.pick<unknown>([nested, [nested], { body: nested }])), 'application/json', keys),
		);
	},
	'bad JSON': (dice, _, keys) =>
		refused(
			post(
				dice.pick([
					'{',
					'[',
					'{"event":',
					'"',
					'{"a":1,}',
					'\ufeff{',
					'NaN',
					'{"__proto__":{"a":1}',
					'[['.repeat(dice.between(1, 20_000)),
					dice.text(40),
				]),
				'application/json',
				keys,
			),
		),
	'JSON of another kind': (dice, _, keys) =>
		refused(
			post(
				dice.pick([
					'null',
					'true',
					'0',
					'1e999',
					'"text"',
					'[]',
					'{}',
					'[null]',
					'{"__proto__":{"auth[application_token]":"x"}}',
					`{"constructor":{"prototype":${JSON.stringify(keys.token)}}}`,
					`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
				]),
				'application/json',
				keys,
			),
		),
	'form data': (dice, id, keys) => {
		const parts = event(id, keys).map(
			([name, value]) => `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		);
		const whole = `${parts.join('')}--edge--\r\n`;
		return refused(
			post(
				dice.pick([whole, whole.slice(0, dice.between(1, whole.length)), '--edge--']),
				dice.pick(['multipart/form-data; boundary=edge', 'multipart/form-data', 'multipart/form-data; boundary=other']),
				keys,
			),
		);
	},
	'raw bytes': (dice, _, keys) =>
		refused(post(dice.bytes(dice.between(0, 600)), dice.pick([FORM, 'application/json', '']), keys)),
	'random pairs': (dice, _, keys) =>
		refused(
			formOf(
				Array.from({ length: dice.between(0, 20) }, (): [string, string] => [
					dice.text(dice.between(0, 12)),
					dice.text(dice.between(0, 12)),
				]),
				keys,
			),
		),
	'no body': (dice, _, keys) => refused(post('', dice.pick([FORM, 'application/json', '']), keys)),
};

/** Only where a subscription has a secret of its own in its address. */
export const SECRET_KINDS: Record<string, Make> = {
	'a wrong secret': (dice, id, keys) =>
		refused({ ...formOf(event(id, keys), keys), query: body([['secret', wrong(dice, keys.secret!)]]) }),
	'no secret': (dice, id, keys) =>
		refused({
			...formOf(event(id, keys), keys),
			query: dice.pick(['', 'secret', 'secret=', `Secret=${keys.secret}`, `x=${keys.secret}`]),
		}),
	'the secret twice': (dice, id, keys) =>
		refused({
			...formOf(event(id, keys), keys),
			query: dice.pick([
				`secret=${keys.secret}&secret=x`,
				`secret[]=${keys.secret}`,
				`secret[a]=${keys.secret}`,
				`secret=${keys.secret}&secret=${keys.secret}`,
			]),
		}),
	'the secret in the body': (_, id, keys) =>
		refused({ ...formOf([...event(id, keys), ['secret', keys.secret!]], keys), query: '' }),
};

/** True events: of the deal, and some that ask for nothing. */
export const VALID: Record<string, Make> = {
	'a true event': (_, id, keys) => trueEvent(id, keys),
	'a true event about nothing': (dice, id, keys) => {
		const [name, value] = dice.pick<[string, string]>([
			['event', 'ONCRMLEADUPDATE'],
			['event', ''],
			['data[FIELDS][ID]', '-1'],
			['data[FIELDS][ID]', '../../x'],
			['data[FIELDS][ID]', '9'.repeat(40)],
			['ts', '0'],
			['ts', 'NaN'],
		]);
		return {
			sent: formOf(
				event(id, keys).map((pair) => (pair[0] === name ? [name, value] : pair)),
				keys,
			),
			isValid: true,
		};
	},
};
