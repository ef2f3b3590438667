import { RuleProblem, stageEntryOf, stageRules } from '../../../connect/trigger/rules';
import { StageEntry } from '../../../invoicing/deal';

const rule = (stage: string, rest: object = {}) => ({ stage, kind: 'invoice', part: 1, percent: 100, ...rest });

describe('stage rules', () => {
	it('computes the share before each part, per kind', () => {
		const rules = stageRules([
			rule('P2', { part: 2, percent: 60 }),
			rule('P1', { part: 1, percent: 40 }),
			rule('D', { kind: 'proforma', percent: 30 }),
		]);
		expect(rules.map(({ stageId, percent, percentBefore }) => [stageId, percent, percentBefore])).toEqual([
			['P2', '60', '40'],
			['P1', '40', '0'],
			['D', '30', '0'],
		]);
	});

	it('counts a part once when two stages ask for it', () => {
		const rules = stageRules([
			rule('A', { percent: 50 }),
			rule('B', { percent: 50 }),
			rule('C', { part: 2, percent: 50 }),
		]);
		expect(rules[2]?.percentBefore).toBe('50');
	});

	it('keeps thirds exact', () => {
		const rules = stageRules([
			rule('A', { percent: 33.33 }),
			rule('B', { part: 2, percent: 33.33 }),
			rule('C', { part: 3, percent: 33.34 }),
		]);
		expect(rules[2]).toMatchObject({ percent: '33.34', percentBefore: '66.66' });
	});

	it.each<[string, object[], RegExp]>([
		['none', [], /No stage is watched/],
		['no stage', [rule('')], /Rule 1 has no stage/],
		['one stage twice', [rule('A'), rule('A', { kind: 'proforma' })], /stands in two rules/],
		['same part, other share', [rule('A', { percent: 40 }), rule('B', { percent: 60 })], /different shares/],
		['more than all', [rule('A', { percent: 60 }), rule('B', { part: 2, percent: 60 })], /more than 100 %/],
		['zero', [rule('A', { percent: 0 })], /share "0"/],
		['no number', [rule('A', { percent: '4e1' })], /share "4e1"/],
		['part zero', [rule('A', { part: 0 })], /part number 0/],
		['unknown document', [rule('A', { kind: 'bill' })], /unknown document/],
	])('refuses %s', (_, rows, message) => {
		expect(() => stageRules(rows)).toThrow(RuleProblem);
		expect(() => stageRules(rows)).toThrow(message);
	});

	it('makes a stage entry with the reference of the rule that fired', () => {
		const rules = stageRules([rule('A', { part: 1, percent: 40 }), rule('B', { part: 2, percent: 60 })]);
		const move = { entryId: '9', dealId: '17', pipelineId: '1', stageId: 'B', enteredAt: '2026-11-22T10:00:00+01:00' };
		const entry = stageEntryOf(move, rules, { name: 'bitrix24', account: 'acme.bitrix24.pl' });
		expect(StageEntry.parse(entry)).toEqual(entry);
		expect(entry).toMatchObject({
			reference: 'bitrix24:acme.bitrix24.pl:17:invoice:2',
			percent: '60',
			percentBefore: '40',
		});
		expect(stageEntryOf({ ...move, stageId: 'C' }, rules, { name: 'x', account: 'y' })).toBeUndefined();
	});
});

test('a final takes what is left: neither its part nor its percent is asked about', () => {
	const rules = stageRules([
		{ stage: 'A', kind: 'advance', part: 1, percent: 30 },
		{ stage: 'B', kind: 'advance', part: 2, percent: 70 },
		{ stage: 'C', kind: 'final', part: 7, percent: '' },
	]);
	expect(rules[2]).toEqual({ stageId: 'C', kind: 'final', part: 1, percent: '100', percentBefore: '0' });
});
