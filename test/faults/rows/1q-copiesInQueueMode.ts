import { copiesOfOneEvent } from '../support/queue/deals';
import { inQueueMode } from '../support/queue/scene';
import type { Row } from '../row';

const COPIES = { copies: 1000, parallel: 50, spreadMs: 500, restMs: 10_000 };

export const copiesInQueueMode: Row = {
	id: '1q',
	title: '1,000 copies of one event, 50 at a time, within half a second; queue mode',
	figure: '1 invoice, 1 e-mail, 1 file, 1 record, 1 row',
	run: async ({ log }) =>
		await inQueueMode({}, async (scene) => {
			const { violations, seconds, id } = await copiesOfOneEvent(scene, COPIES);
			const rows = (await scene.journal()).filter(({ reference }) => reference.includes(`:${id}:`));
			log(`through after ${seconds} s`);
			return { figures: { copies: COPIES.copies, seconds, 'journal rows': rows.length }, violations };
		}),
};
