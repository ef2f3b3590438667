import { strikeEverywhere } from '../../faults/support/sim/strikes';

jest.setTimeout(600_000);

/** Row 4, in process: every fault kind at every vendor call. */
it('every fault at every vendor call ends right by itself; only a mail whose answer was lost stays unknown', async () => {
	const { calls, strikes, violations } = await strikeEverywhere(1);
	expect(violations).toEqual([]);
	expect(calls).toBeGreaterThan(30);
	expect(strikes).toBeGreaterThan(600);
});
