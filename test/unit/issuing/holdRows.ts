import { killEverywhere, randomSchedules, seedsFrom, strikeEverywhere } from '../../faults/support/issue/rows';
import type { IssuingSystem } from '../../faults/support/issue/scene';

interface Extent {
	/** The first seed, and how many random schedules. */
	from: number;
	count?: number;
	/** Of row 4, the share that ends with a document and without a person. */
	issued?: number;
}

/** Rows 3, 4 and 5 of the promises for the issuing of one system, as tests. */
export function holdRows(system: IssuingSystem, { from, count = 200, issued = 1 / 3 }: Extent): void {
	test.each(['kill', 'kill twice', 'freeze'] as const)(
		'row 3: a %s before and after every call',
		async (how) => {
			const { runs, violations } = await killEverywhere(system, from, how);
			expect(violations).toEqual([]);
			expect(runs).toBeGreaterThanOrEqual(2);
		},
		60_000,
	);

	test('row 4: every fault at every call', async () => {
		const { runs, endings, violations } = await strikeEverywhere(system, from);
		expect(violations).toEqual([]);
		expect(endings.issued).toBeGreaterThan(runs * issued);
	}, 180_000);

	test('row 5: random faults, kills and freezes, each from its seed', async () => {
		const { runs, violations } = await randomSchedules(system, seedsFrom(from, count));
		expect(violations).toEqual([]);
		expect(runs).toBe(count);
	}, 120_000);
}
