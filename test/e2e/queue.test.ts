import { missingServers } from '../../sandbox/n8n/servers';
import { copiesOfOneEvent, workerKilled } from '../faults/support/queue/deals';
import { counts, ONE_OF_EACH, Scene } from './support/scene';

jest.setTimeout(240_000);

const missing = missingServers();
const why = missing.length > 0 ? ` (skipped: this machine has no ${missing.join(' and no ')})` : '';
const withServers = missing.length > 0 ? describe.skip : describe;

withServers(`queue mode: main, a webhook process, two workers${why}`, () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.openQueue();
	}, 400_000);
	afterAll(async () => {
		await scene?.close();
	});

	it('makes of one deal one of each, told by the webhook process and run by a worker', async () => {
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		expect(counts(await scene.finished(id))).toEqual(ONE_OF_EACH);
	});

	it('makes of 50 copies of one event one of each', async () => {
		const { violations } = await copiesOfOneEvent(scene, { copies: 50, parallel: 25, spreadMs: 300, restMs: 4000 });
		expect(violations).toEqual([]);
	});

	it('goes on when a worker is killed in the middle: one of each', async () => {
		const { violations } = await workerKilled(scene, 4000);
		expect(violations).toEqual([]);
	});
});
