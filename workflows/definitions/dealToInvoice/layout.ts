/**
 * Rows of the canvas on the right of Next Step, the first of its ways out on top. Between finish and pause a gap of
 * the height of Next Step: whatever leads back to Step Row passes over or under the four nodes of the router.
 */
export const ROW = {
	issue: -8.6,
	legal: -7.6,
	record: -6.6,
	mail: -5.6,
	archive: -4.6,
	report: -3.6,
	finish: -2.6,
	wait: 1.2,
	approve: 2.2,
	hold: 3.2,
	dryRun: 4.2,
	attention: 5.2,
	alarm: 6.2,
};
