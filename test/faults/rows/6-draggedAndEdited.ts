import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { due, newDeals, settle } from '../support/deals';
import { withScene } from '../support/withScene';

export const draggedAndEdited: Row = {
	id: '6',
	title: 'A deal dragged in and out of the stage, or edited inside it, 100 times',
	figure: '1 invoice, 1 e-mail, 1 file, 1 record, 1 row each',
	run: async ({ log }) => withScene((scene) => dragAndEdit(scene, 100, log)),
};

const REST_LIMIT_MS = 5 * 60_000;

/**
 * Four deals: dragged while their invoice is being made and dragged when it is finished, edited likewise. Each ends in
 * the stage, or where the scenario itself has put it.
 */
export async function dragAndEdit(scene: Scene, times: number, log: (line: string) => void): Promise<RowResult> {
	const [dragged = '', draggedLater = '', edited = '', editedLater = ''] = await newDeals(scene, 4);
	for (const id of [draggedLater, editedLater]) await scene.move(id, 'invoice');
	for (const id of [draggedLater, editedLater]) await scene.finished(id, 60_000);
	await scene.move(edited, 'invoice');
	const drag = async (id: string) => {
		for (let time = 0; time < times; time++) {
			await scene.move(id, 'invoice');
			await pause(50);
			if (time < times - 1) await scene.move(id, 'open');
			await pause(20);
		}
	};
	const edit = async (id: string) => {
		for (let time = 0; time < times; time++) {
			await scene.patch(id, { notes: `Uwaga ${time}` });
			await pause(70);
		}
	};
	await Promise.all([drag(dragged), drag(draggedLater), edit(edited), edit(editedLater)]);
	log('Dragged and edited');
	const deals = [dragged, draggedLater, edited, editedLater].map((id) => due(id));
	return {
		figures: { deals: deals.length, 'moves and edits each': times },
		violations: await settle(scene, deals, { limitMs: REST_LIMIT_MS, log }),
	};
}
