import fc from 'fast-check';
import { jsonOf } from '../../../connect/trigger/rawJson';
import { toldIn } from '../../../nodes/HubSpot/dealEvents';

const WATCHED = ['closedwon', '990105'];
const event = (change: object = {}) => ({
	eventId: 501,
	subscriptionId: 77,
	portalId: 9001,
	appId: 4242,
	occurredAt: 1_795_000_000_000,
	subscriptionType: 'deal.propertyChange',
	attemptNumber: 0,
	objectId: 31_415,
	propertyName: 'dealstage',
	propertyValue: 'closedwon',
	changeSource: 'CRM_UI',
	...change,
});
const HINT = { dealId: '31415', happenedAt: 1_795_000_000_000, portalId: '9001' };

describe('what a body tells', () => {
	it.each<[string, unknown, number]>([
		['a move into a watched stage', event(), 1],
		['the newer kind of subscription', event({ subscriptionType: 'object.propertyChange', objectTypeId: '0-3' }), 1],
		['the other name of the type', event({ subscriptionType: undefined, eventType: 'deal.propertyChange' }), 1],
		['a number as the stage', event({ propertyValue: 990_105 }), 1],
		['a new deal', event({ subscriptionType: 'deal.creation', propertyName: undefined, propertyValue: undefined }), 1],
		['another stage', event({ propertyValue: 'appointmentscheduled' }), 0],
		['another field', event({ propertyName: 'amount', propertyValue: 'closedwon' }), 0],
		['a contact', event({ subscriptionType: 'contact.creation' }), 0],
		['another object', event({ subscriptionType: 'object.creation', objectTypeId: '0-1' }), 0],
		['a deletion', event({ subscriptionType: 'deal.deletion' }), 0],
		['no time', event({ occurredAt: undefined }), 0],
		['an id that is none', event({ objectId: '1 OR 1' }), 0],
		['an id below one', event({ objectId: -5 }), 0],
	])('%s', (_, one, count) => {
		const expected = { events: Array(count).fill(HINT), deals: [] };
		expect(toldIn([one], WATCHED)).toEqual(expected);
		expect(toldIn([null, 7, one], WATCHED)).toEqual(expected);
	});

	it('takes a hundred events of one body, and not more', () => {
		const all = Array.from({ length: 150 }, (_, at) => event({ objectId: at + 1 }));
		expect(toldIn(all, WATCHED).events.map(({ dealId }) => dealId)).toEqual(
			Array.from({ length: 100 }, (_, at) => String(at + 1)),
		);
	});

	it.each<[string, unknown, string[]]>([
		['the record as HubSpot shows it', { objectId: 31_415, properties: {} }, ['31415']],
		['chosen fields', { hs_object_id: '31415', dealstage: 'closedwon' }, ['31415']],
		['values in an object', { properties: { hs_object_id: { value: '31415' } } }, ['31415']],
		['the older shape', { portalId: 1, dealId: 31_415, properties: { dealname: { value: 'D' } } }, ['31415']],
		['an id only', { id: 31_415 }, ['31415']],
		['no id', { properties: { dealname: 'D' } }, []],
		['an id that is none', { id: { value: {} } }, []],
		['nothing', undefined, []],
		['text', 'deal 31415', []],
	])('of a workflow: %s', (_, body, deals) => expect(toldIn(body, WATCHED)).toEqual({ events: [], deals }));

	it('throws for no bytes at all', () => {
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				const told = toldIn(jsonOf(Buffer.from(bytes)), WATCHED);
				expect(told.events).toEqual([]);
			}),
		);
		fc.assert(fc.property(fc.jsonValue(), (body) => void toldIn(body, WATCHED)));
	});
});
