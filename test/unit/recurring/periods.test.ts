import fc from 'fast-check';
import { DateTime } from 'luxon';
import { StageEntry } from '../../../invoicing/deal';
import { dueEntries, duePeriods, entryOf } from '../../../invoicing/recurring/due';
import { firstDayOf, indexAt, partOf, periodAt, type Every } from '../../../invoicing/recurring/periods';
import { periodLineName, periodText } from '../../../invoicing/recurring/periodText';
import { Subscription } from '../../../invoicing/recurring/subscription';
import { row } from './support';

const plus = (day: string, days: number): string => DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;
/** The last days of February, June and October. */
const ofMonthEnd = (day: number): boolean => [58, 180, 303].includes(day);
const subscription = (changes: Parameters<typeof row>[0] = {}): Subscription => Subscription.parse(row(changes));

describe('periods', () => {
	it('of the 31st are on the last day of a shorter month, and on the 31st again in the next', () => {
		const starts = (every: Every, day: string, count: number) =>
			Array.from({ length: count }, (_, index) => periodAt(day, every, index).from);
		expect(starts('month', '2026-10-31', 6)).toEqual(
			['2026-10-31', '2026-11-30', '2026-12-31'].concat(['2027-01-31', '2027-02-28', '2027-03-31']),
		);
		expect(starts('year', '2024-02-29', 5)).toEqual(
			['2024-02-29', '2025-02-28', '2026-02-28'].concat(['2027-02-28', '2028-02-29']),
		);
		expect(starts('quarter', '2026-11-30', 3)).toEqual(['2026-11-30', '2027-02-28', '2027-05-30']);
	});

	it('follow one another without a gap and without a day in two, whichever day they begin on', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 20_000 }),
				fc.constantFrom<Every>('month', 'quarter', 'year'),
				fc.integer({ min: 0, max: 240 }),
				(offset, every, index) => {
					const firstDay = plus('2000-01-01', offset);
					const period = periodAt(firstDay, every, index);
					expect(periodAt(firstDay, every, index + 1).from).toBe(plus(period.to, 1));
					expect(period.from <= period.to).toBe(true);
					for (const day of [period.from, period.to]) expect(indexAt(firstDay, every, day)).toBe(index);
					expect(indexAt(firstDay, every, plus(period.from, -1))).toBe(index - 1);
					expect(firstDayOf(partOf(period))).toBe(period.from);
				},
			),
		);
	});

	it('are named as people write them', () => {
		expect(periodText({ from: '2026-11-01', to: '2026-11-30' }, 'pl')).toBe('11/2026');
		expect(periodText({ from: '2026-01-01', to: '2026-12-31' }, 'en')).toBe('2026');
		expect(periodText({ from: '2026-11-15', to: '2026-12-14' }, 'pl')).toBe('15.11.2026-14.12.2026');
		expect(periodText({ from: '2026-11-15', to: '2026-12-14' }, 'en')).toBe('2026-11-15 to 2026-12-14');
		const long = periodLineName('{name} ({period})', 'x'.repeat(300), '11/2026');
		expect(long).toHaveLength(256);
		expect(long.endsWith('… (11/2026)')).toBe(true);
	});
});

describe('what is due', () => {
	it('twelve months, a thousand looks a day: one document for each', () => {
		const made = new Set<string>();
		const entries: StageEntry[] = [];
		for (let day = 0; day < 365; day++)
			for (let look = 0; look < (ofMonthEnd(day) ? 1000 : 2); look++)
				for (const entry of dueEntries([subscription()], made, {
					today: plus('2026-01-01', day),
					zone: 'Europe/Warsaw',
				})) {
					made.add(entry.reference);
					entries.push(entry);
				}
		expect(entries.map(({ period }) => period?.to)).toEqual(
			['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'].map(
				(day) => `2026-${day}`,
			),
		);
		expect(new Set(entries.map(({ part }) => part)).size).toBe(12);
		for (const entry of entries) expect(StageEntry.parse(entry)).toEqual(entry);
	});

	it('is the same at every look: the clock of the machine, a restart or a change of the hour makes no other', () => {
		const period = { from: '2026-03-29', to: '2026-04-28' };
		const entry = entryOf(subscription({ day_rule: 'firstDay' }), period, 'Europe/Warsaw');
		expect(entry).toMatchObject({
			part: 20260329,
			enteredAt: '2026-03-29T00:00:00+01:00',
			entryId: 'period:2026-03-29',
		});
		expect(entry.reference).toBe('bitrix24:firm.example:7:invoice:20260329');
		expect(entryOf(subscription(), { from: '2026-10-01', to: '2026-10-25' }, 'Europe/Warsaw').enteredAt).toBe(
			'2026-10-25T00:00:00+02:00',
		);
	});

	it('any jumps of the clock, forward or back: no period twice, none but those that are due, none of them missed', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 1500 }),
				fc.constantFrom<Every>('month', 'quarter', 'year'),
				fc.constantFrom('firstDay' as const, 'lastDay' as const),
				fc.array(fc.integer({ min: -40, max: 60 }), { maxLength: 60 }),
				(offset, every, rule, jumps) => {
					const first_day = plus('2023-12-25', offset);
					const each = subscription({ first_day, every, day_rule: rule, since: first_day });
					const made = new Set<string>();
					const parts: number[] = [];
					let today = first_day;
					let latest = today;
					for (const jump of [0, ...jumps]) {
						today = plus(today, jump);
						if (today > latest) latest = today;
						for (const { reference, part } of dueEntries([each], made, { today, zone: 'Europe/Warsaw' })) {
							made.add(reference);
							parts.push(part);
						}
					}
					const wanted = [];
					for (let index = 0; ; index++) {
						const period = periodAt(first_day, every, index);
						if ((rule === 'firstDay' ? period.from : period.to) > latest) break;
						wanted.push(partOf(period));
					}
					expect([...parts].sort((a, b) => a - b)).toEqual(wanted);
				},
			),
		);
	});

	it('leaves out what fell into a pause, for ever; keeps to its end; and makes up for nothing before it was added', () => {
		const to = (changes: Parameters<typeof row>[0]) =>
			duePeriods(subscription(changes), '2026-12-31').map((period) => period.to.slice(5));
		expect(to({ pauses: '2026-03-10..2026-05-04, 2026-08-31..2026-08-31, 2026-11-15..' })).toEqual(
			['01-31', '02-28', '05-31', '06-30', '07-31'].concat(['09-30', '10-31']),
		);
		expect(to({ ends_on: '2026-02-10' })).toEqual(['01-31', '02-28']);
		expect(to({ since: '2026-10-31' })).toEqual(['10-31', '11-30', '12-31']);
		expect(to({ active: 'no' })).toEqual([]);
		// A year is the most that is made up for after a long silence.
		expect(duePeriods(subscription({ first_day: '2020-01-01', since: '2020-01-01' }), '2026-12-31')).toHaveLength(13);
	});
});
