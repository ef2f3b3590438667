import { changeSubscription, Order, type Asked } from '../../../invoicing/recurring/change';
import { Subscription, type SubscriptionRow } from '../../../invoicing/recurring/subscription';
import { duePeriods } from '../../../invoicing/recurring/due';
import { sampleDeal } from '../invoicing/samples';
import { row } from './support';

const DEAL = sampleDeal({ account: 'firm.example', id: '7' });
const ADD = { what: 'add', firstDay: '2026-11-01', every: 'month', dayRule: 'lastDay', endsOn: '' };

const change = (order: object, asked: Partial<Omit<Asked, 'order'>> = {}) =>
	changeSubscription(
		{ order: Order.parse(order), deal: DEAL, before: undefined, done: [], today: '2026-11-10', ...asked },
		'en',
	);
const of = (changed: ReturnType<typeof change>): SubscriptionRow => {
	if (!('row' in changed)) throw new Error(changed.refused);
	return changed.row;
};
const before = (changes: Parameters<typeof row>[0] = {}) => Subscription.parse(row(changes));

describe('the form of the subscriptions', () => {
	it('adds one that the table understands, from today on or with what is over', () => {
		const added = of(change(ADD));
		expect(added).toEqual(row({ stage_id: 'WON', first_day: '2026-11-01', since: '2026-11-10' }));
		expect(Subscription.parse(added).pauses).toEqual([]);
		expect(of(change({ ...ADD, firstDay: '2026-08-01', pastToo: true })).since).toBe('2026-08-01');
		expect(of(change({ ...ADD, firstDay: '2026-12-01', pastToo: true })).since).toBe('2026-11-10');
	});

	it('refuses, in a sentence, what would invoice nothing or a day twice', () => {
		const refused = (order: object, asked: Partial<Omit<Asked, 'order'>> = {}) => {
			const changed = change(order, asked);
			return 'refused' in changed ? changed.refused : 'not refused';
		};
		expect(refused(ADD, { deal: null })).toMatch(/no deal of this number/);
		expect(refused(ADD, { deal: sampleDeal({ stage: { id: 'L', name: 'Lost', outcome: 'lost' } }) })).toMatch(/lost/);
		expect(refused(ADD, { before: before() })).toMatch(/end it first/);
		expect(refused({ ...ADD, every: '' })).toMatch(/how often/);
		expect(refused({ ...ADD, endsOn: '2026-10-01' })).toMatch(/before the first/);
		const done = ['bitrix24:firm.example:7:invoice:1', 'bitrix24:firm.example:7:invoice:20261101'];
		expect(refused(ADD, { before: before({ active: 'no' }), done })).toMatch(/2026-11-30/);
		expect(refused({ ...ADD, firstDay: '2026-11-15' }, { before: before({ active: 'no' }), done })).toMatch(
			/2026-11-30/,
		);
		expect(of(change({ ...ADD, firstDay: '2026-12-01' }, { before: before({ active: 'no' }), done })).first_day).toBe(
			'2026-12-01',
		);
		expect(refused({ what: 'end' })).toMatch(/no subscription that runs/);
		expect(refused({ what: 'resume' }, { before: before() })).toMatch(/not paused/);
		expect(refused({ what: 'pause' }, { before: before({ pauses: '2026-03-01..' }) })).toMatch(/already/);
	});

	it('pauses and resumes: what fell into the pause is left out, or made up for when a person asks', () => {
		const paused = of(change({ what: 'pause' }, { before: before(), today: '2026-03-10' }));
		const asked = { before: Subscription.parse(paused), today: '2026-06-05' };
		const due = (changed: SubscriptionRow) =>
			duePeriods(Subscription.parse(changed), '2026-06-30').map(({ to }) => to.slice(5));
		expect(due(paused)).toEqual(['01-31', '02-28']);
		expect(due(of(change({ what: 'resume' }, asked)))).toEqual(['01-31', '02-28', '06-30']);
		expect(due(of(change({ what: 'makeUp' }, asked)))).toHaveLength(6);
		const sameDay = { before: Subscription.parse(paused), today: '2026-03-10' };
		expect(of(change({ what: 'resume' }, sameDay)).pauses).toBe('');
		expect(of(change({ what: 'end' }, asked))).toMatchObject({ active: 'no', ends_on: '2026-06-05' });
	});
});
