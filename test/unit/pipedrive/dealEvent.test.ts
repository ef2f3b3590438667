import fc from 'fast-check';
import { movesTold } from '../../../nodes/Pipedrive/dealEvent';
import { companyOf } from '../../../nodes/Pipedrive/connection';
import { Sightings } from '../../../nodes/Pipedrive/sightings';

const DATA = {
	id: 4711,
	title: 'D',
	stage_id: 12,
	pipeline_id: 3,
	status: 'open',
	value: 12300,
	visible_to: '3',
	add_time: '2026-11-19T14:00:00Z',
	stage_change_time: '2026-11-20T09:15:01Z',
	won_time: null,
	custom_fields: { ['5b'.repeat(20)]: { type: 'varchar', value: 'PO-88' }, ['c1'.repeat(20)]: null },
};
const event = (previous: unknown, data: object = {}, meta: object = {}) => ({
	meta: { action: 'change', entity: 'deal', entity_id: '4711', id: 'x', version: '2.0', ...meta },
	data: { ...DATA, ...data },
	previous,
});
const WON = { status: 'won', won_time: '2026-11-20T10:00:00Z' };
const seen = (body: unknown) => movesTold(body).map(({ move, from }) => [move.stageId, move.enteredAt, from]);
const ENTERED = ['12', '2026-11-20T09:15:01Z', '11'];
const WAS_WON = ['won:3', '2026-11-20T10:00:00Z', '12'];

describe('what an event proves', () => {
	it.each([
		['a move', event({ stage_id: 11 }), [ENTERED]],
		['a move, old stage as text', event({ stage_id: '11' }), [ENTERED]],
		['an edit inside the stage', event({ title: 'old' }), []],
		['an edit that names the same stage', event({ stage_id: 12 }), []],
		['an edit of nothing', event({}), []],
		['a new deal', event(null, {}, { action: 'create' }), [['12', '2026-11-20T09:15:01Z', undefined]]],
		[
			'a new deal that never moved',
			event(null, { stage_change_time: null }, { action: 'create' }),
			[['12', '2026-11-19T14:00:00Z', undefined]],
		],
		['a change without `previous`', event(null), []],
		['won, status told', event({ status: 'open' }, WON), [WAS_WON]],
		['won, both told', event({ status: 'open', won_time: null }, WON), [WAS_WON]],
		['won, time told', event({ won_time: null }, WON), [WAS_WON]],
		['won and moved at once', event({ status: 'open', stage_id: 11 }, WON), [ENTERED, WAS_WON]],
		[
			'a new deal that is won',
			event(null, WON, { action: 'create' }),
			[['12', '2026-11-20T09:15:01Z', undefined], WAS_WON],
		],
		['an edit of a won deal', event({ title: 'old' }, WON), []],
		['another time of winning', event({ won_time: '2026-11-20T09:59:00Z' }, WON), []],
		['lost', event({ status: 'open' }, { status: 'lost' }), []],
		['reopened', event({ status: 'won', won_time: '2026-11-20T10:00:00Z' }), []],
		['a deletion', event(DATA, {}, { action: 'delete' }), []],
		['another entity', event({ stage_id: 11 }, {}, { entity: 'person' }), []],
		['an id that is none', event({ stage_id: 11 }, { id: '1 OR 1' }), []],
		['no data', { meta: { action: 'delete', entity: 'deal' }, data: null, previous: DATA }, []],
		['no event', undefined, []],
	])('%s', (_, body, expected) => expect(seen(body)).toEqual(expected));

	it('is nothing, and no exception, for whatever else is sent', () => {
		fc.assert(fc.property(fc.anything(), (body) => movesTold(body).length === 0));
		fc.assert(
			fc.property(fc.object(), fc.object(), (data, previous) => {
				movesTold({ meta: { action: 'change', entity: 'deal' }, data, previous });
				movesTold(event(previous, data));
			}),
		);
	});
});

describe('the company of a credential', () => {
	it.each([
		['acme', 'acme'],
		[' Acme.pipedrive.com ', 'acme'],
		['https://acme.pipedrive.com/deals/7', 'acme'],
		['acme.pipedrive.com.evil.example', undefined],
		['evil.example', undefined],
		['http://acme.pipedrive.com', undefined],
		['acme@evil.example', undefined],
		['u:p@acme.pipedrive.com', undefined],
		['acme?x', undefined],
		['', undefined],
		[undefined, undefined],
	])('%j is %j', (typed, company) => expect(companyOf(typed)).toBe(company));
});

describe('what was seen of a company', () => {
	const move = (dealId: string, stageId: string, seconds: number) => ({
		entryId: `${dealId}-${stageId}-${seconds}`,
		dealId,
		pipelineId: '2',
		stageId,
		enteredAt: new Date(seconds * 1000).toISOString(),
	});
	const SINCE = new Date(0).toISOString();

	it('holds one entry once, a few seconds apart, and as it was told first', () => {
		const sightings = new Sightings();
		for (const seconds of [100, 103, 95, 106]) sightings.note(move('1', 'a', seconds));
		expect(sightings.since(SINCE, ['a']).map((each) => each.entryId)).toEqual(['1-a-100', '1-a-106']);
		expect(sightings.since(SINCE, ['b'])).toEqual([]);
		expect(sightings.since(new Date(101_000).toISOString(), ['a'])).toHaveLength(1);
	});

	it('explains a move only when nothing watched can lie before it', () => {
		const at = (seconds: number) => new Date(seconds * 1000).toISOString();
		const sightings = new Sightings();
		sightings.tell({ move: move('1', 'c', 200), from: 'a' });
		expect(sightings.isExplained('1', at(200), ['b'])).toBe(true);
		expect(sightings.isExplained('1', at(200), ['a'])).toBe(false);
		sightings.note(move('1', 'a', 150));
		expect(sightings.isExplained('1', at(200), ['a'])).toBe(true);
		expect(sightings.isExplained('1', at(300), ['a'])).toBe(false);
		sightings.lookedUp('1', at(300));
		expect(sightings.isExplained('1', at(300), ['a'])).toBe(true);
		expect(sightings.isExplained('2', at(1), ['a'])).toBe(false);
	});

	it('forgets the deals that were quiet for longest', () => {
		const sightings = new Sightings(2);
		for (const dealId of ['1', '2', '1', '3']) sightings.note(move(dealId, 'a', Number(dealId)));
		expect(sightings.since(SINCE, ['a']).map((each) => each.dealId)).toEqual(['1', '3']);
	});
});
