import type { RowResult } from '../../faults/row';
import { copyOneEvent } from '../../faults/rows/1-copies';
import { dragAndEdit } from '../../faults/rows/6-draggedAndEdited';
import { cycleSubscription } from '../../faults/support/subscriptionCycles';
import { wholeWay } from '../../faults/support/wholeWay';
import { openScene } from '../../faults/support/withScene';
import type { AccountingName } from '../../../workflows/definitions/accountings';
import type { CrmName } from '../../../workflows/definitions/crms';
import type { Scene } from './scene';

const quiet = () => undefined;

/**
 * The whole way from one CRM to one accounting system on a real n8n, and the promises of the long run's rows 1, 6 and 8
 * in small; row 7, whose searches take minutes, stands only there. The files beside this one have every CRM and every
 * system once; the long run has every pair.
 * @param own tests that only this pair has
 * @param budget requests for one deal, of everything that each of the two was asked while it went through
 */
export function testPair(
	{ crm, accounting }: { crm: CrmName; accounting: AccountingName },
	budget: { crm: number; accounting: number },
	own: (scene: () => Scene) => void = () => undefined,
): void {
	jest.setTimeout(400_000);
	describe(`the whole way from ${crm} to ${accounting}`, () => {
		let scene: Scene;
		beforeAll(async () => {
			scene = await openScene({}, { crm, accounting });
		}, 400_000);
		afterAll(async () => {
			await scene?.close();
		});

		it('a deal moved to the stage becomes one invoice, mailed, archived, recorded with its PDF and reported', async () => {
			const { violations, calls } = await wholeWay(scene);
			expect(violations).toEqual([]);
			expect(calls.crm).toBeLessThanOrEqual(budget.crm);
			expect(calls.accounting).toBeLessThanOrEqual(budget.accounting);
		});

		const holds = async (row: Promise<RowResult>) => expect((await row).violations).toEqual([]);
		it('fifty copies of one event: one of each', async () => {
			await holds(copyOneEvent(scene, { copies: 50, parallel: 50, spreadMs: 500 }, quiet));
		});
		it('dragged in and out, or edited inside the stage, ten times: one of each', async () => {
			await holds(dragAndEdit(scene, 10, quiet));
		});
		it('switched off and on: one subscription, or none', async () => {
			await holds(cycleSubscription(scene, 3));
		});
		own(() => scene);
	});
}
