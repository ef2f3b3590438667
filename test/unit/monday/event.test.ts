import { challengeIn, hintIn } from '../../../nodes/Monday/event';
import { isSignedBy } from '../../../nodes/Monday/jwt';
import { signed } from '../../../sandbox/fakes/monday/webhooks';

const EVENT = {
	type: 'update_column_value',
	boardId: 880012345,
	pulseId: 990055,
	columnId: 'deal_stage',
	columnType: 'color',
	value: { label: { index: 3, text: 'Won' }, post_id: null },
	previousValue: null,
	changedAt: 1795254012.44,
};

describe('an event', () => {
	it('names the item, the label and the moment', () => {
		expect(hintIn({ event: EVENT })).toEqual({
			dealId: '990055',
			stageId: '880012345:deal_stage:3',
			happenedAt: 1795254012440,
		});
	});

	it.each<[string, unknown]>([
		['of a subitem', { event: { ...EVENT, parentItemId: 7 } }],
		['of another kind', { event: { ...EVENT, type: 'create_pulse' } }],
		['of a label that was taken away', { event: { ...EVENT, value: null } }],
		['of an item that is none', { event: { ...EVENT, pulseId: '1 OR 1' } }],
		['with a column that is none', { event: { ...EVENT, columnId: 'a:b' } }],
		['without a moment', { event: { ...EVENT, changedAt: undefined } }],
		['with a prototype', JSON.parse('{"__proto__":{"event":{}}}')],
		['that is empty', {}],
		['that is no branch', 'event'],
		['that is nothing', undefined],
		['that is a list', [EVENT]],
	])('%s is no hint', (_, body) => expect(hintIn(body)).toBeUndefined());
});

describe('a challenge', () => {
	it('is given back, and nothing else is', () => {
		expect(challengeIn({ challenge: 'abc' })).toEqual({ challenge: 'abc' });
		expect(challengeIn({ challenge: 'abc', more: 'x' })).toEqual({ challenge: 'abc' });
		for (const other of [
			{},
			{ challenge: 7 },
			{ challenge: '' },
			{ challenge: 'x'.repeat(501) },
			{ challenge: 'a', event: EVENT },
			'challenge',
			undefined,
		])
			expect(challengeIn(other)).toBeUndefined();
	});
});

describe('a signature', () => {
	const now = new Date('2026-11-22T12:00:00Z');
	const exp = now.getTime() / 1000 + 300;
	const secret = 'signing-secret';

	it('is accepted when it is of this secret and has not lapsed', () => {
		expect(isSignedBy(signed({ exp }, secret), secret, now)).toBe(true);
		expect(isSignedBy(`Bearer ${signed({ exp }, secret)}`, secret, now)).toBe(true);
		expect(isSignedBy(signed({ exp: now.getTime() / 1000 - 30 }, secret), secret, now)).toBe(true);
	});

	const good = signed({ exp }, secret);
	const [head, body, signature] = good.split('.') as [string, string, string];
	const none = Buffer.from('{"alg":"none"}').toString('base64url');
	it.each<[string, unknown]>([
		['another secret', signed({ exp }, 'other')],
		['one that has lapsed', signed({ exp: now.getTime() / 1000 - 61 }, secret)],
		['one that never lapses', signed({ userId: 1 }, secret)],
		['another algorithm', signed({ exp }, secret, 'HS512')],
		['no algorithm', `${none}.${body}.`],
		['other claims', `${head}.${Buffer.from(JSON.stringify({ exp: exp + 9 })).toString('base64url')}.${signature}`],
		['a cut signature', good.slice(0, -1)],
		['two parts', `${head}.${body}`],
		['four parts', `${good}.x`],
		['claims that are no JSON', `${head}.x.${signature}`],
		['an endless one', `${head}.${'a'.repeat(9_000)}.${signature}`],
		['nothing', undefined],
		['a list', [good]],
	])('refuses %s', (_, token) => expect(isSignedBy(token, secret, now)).toBe(false));

	it('opens nothing where no secret is set', () => {
		expect(isSignedBy(signed({ exp }, ''), '', now)).toBe(false);
	});
});
