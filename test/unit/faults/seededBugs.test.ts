import { catchBug } from '../../faults/support/sim/seededBugs';
import { BUGS } from '../../faults/support/sim/bugs';

jest.setTimeout(300_000);

const MOST_SCHEDULES = 60;

/** A harness that cannot turn red shows nothing. */
it.each(Object.entries(BUGS))('%s turns the harness red', async (_name, bug) => {
	expect(await catchBug(bug, MOST_SCHEDULES)).toMatchObject({ violation: expect.any(String) });
});
