import { Scene } from './support/scene';
import { killAtEveryPoint } from '../faults/rows/3-killed';
import { random } from '../faults/support/random';

jest.setTimeout(360_000);

/** Printed, so that what fails can be played again: FAULT_SEED=… */
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const log = (line: string) => process.stdout.write(`    ${line}\n`);

let scene: Scene;
beforeAll(async () => {
	log(`Seed ${seed}`);
	scene = await Scene.open({}, undefined, () => false);
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

describe('under faults, counted in the books of the vendors', () => {
	it('killed at 8 points of the way at once, n8n brings every deal to the same end', async () => {
		const { pick } = random(seed);
		const { violations } = await killAtEveryPoint(scene, log, (points) => pick(points.filter(({ when }) => when !== 'writing'), 8));
		expect(violations).toEqual([]);
	});
});
