import { freezeEverywhere, killEverywhere } from '../../faults/support/sim/kills';
import { Simulation } from '../../faults/support/sim/simulation';

jest.setTimeout(300_000);

/** Row 3, in process: every point, one seed. */
it('SIGKILL before and after every vendor call and journal write ends as if it had not been', async () => {
	const { points, finished, unknown, violations } = await killEverywhere(1);
	expect(violations).toEqual([]);
	expect(points).toBeGreaterThan(80);
	// Between the announcement of the mail and its outcome nobody can tell; everywhere else it was sent.
	expect(finished + unknown).toBe(points);
	expect(unknown).toBeLessThan(12);
});

/** Row 12, in process. */
it('an owner that was frozen anywhere until another took over does nothing twice that a vendor can fence', async () => {
	const { points, violations } = await freezeEverywhere(2);
	expect(violations).toEqual([]);
	expect(points).toBeGreaterThan(90);
});

it('a killed process never goes on, a frozen one only after its thaw', async () => {
	const simulation = new Simulation({ seed: 1 });
	const [process] = simulation.processes;
	const passed: string[] = [];
	const begin = async (name: string) => {
		await new Promise<void>((resolve) => process!.resume(process!.generation, resolve));
		passed.push(name);
	};
	process!.freeze();
	void begin('frozen');
	await simulation.scheduler.run(simulation.scheduler.now + 1000);
	expect(passed).toEqual([]);
	process!.thaw();
	await simulation.scheduler.run(simulation.scheduler.now + 1000);
	expect(passed).toEqual(['frozen']);
	process!.freeze();
	void begin('killed');
	process!.kill();
	process!.start();
	await simulation.scheduler.run(simulation.scheduler.now + 1000);
	expect(passed).toEqual(['frozen']);
});
