import type { RowResult } from '../../faults/row';
import { copyOneEvent } from '../../faults/rows/1-copies';
import { dragAndEdit } from '../../faults/rows/6-draggedAndEdited';
import { dropWebhooks } from '../../faults/rows/7-webhooksDropped';
import { due, expectOf } from '../../faults/support/deals';
import { cycleSubscription } from '../../faults/support/subscriptionCycles';
import type { CrmName } from '../../../workflows/definitions/crms';
import { openScene } from '../../faults/support/withScene';
import { counts, ONE_OF_EACH, plainDeal, type Scene } from './scene';

const quiet = () => undefined;

/**
 * The whole way from one CRM on a real n8n, and the promises of the long run's rows 1, 6, 7 and 8 in small.
 * @param budget requests for one deal, of everything that the CRM was asked while it went through
 */
export function testCrm(crm: CrmName, budget: number): void {
	jest.setTimeout(400_000);
	describe(`the whole way from ${crm}`, () => {
		let scene: Scene;
		beforeAll(async () => {
			scene = await openScene({}, { crm });
		}, 400_000);
		afterAll(async () => {
			await scene?.close();
		});

		it('a deal moved to the stage becomes one invoice, mailed, archived, recorded with its PDF and reported', async () => {
			const deal = plainDeal();
			const id = await scene.deal(deal);
			expectOf(scene, [due(id)]);
			const since = new Date().toISOString();
			await scene.move(id, 'invoice');
			const effects = await scene.finished(id, 60_000);
			const calls = (await scene.calls(crm, since)).length;
			expect(counts(effects)).toEqual(ONE_OF_EACH);
			const [invoice] = effects.invoices;
			// 10 × 200.00 at 23 % and 3 × 49.99 − 10 % at 5 %.
			expect(invoice).toMatchObject({
				net: '2134.97',
				vat: '466.75',
				gross: '2601.72',
				buyer: { name: deal.buyer!.name, taxId: deal.buyer!.taxId },
			});
			expect(invoice!.lines).toHaveLength(2);
			const [mail] = effects.emails;
			expect(mail!.to).toEqual([deal.buyer!.email]);
			const pdfs = effects.crmRecords.flatMap((record) => record.files).map((file) => file.sha256);
			expect(pdfs).toEqual([mail!.attachments[0]!.sha256]);
			expect((await scene.getDeal(id)).stage).toBe('invoiced');
			expect(
				effects.crmRecords.flatMap(({ notes }) => notes).filter((note) => note.includes(invoice!.number)),
			).toHaveLength(1);
			expect(calls).toBeLessThanOrEqual(budget);
		});

		const holds = async (row: Promise<RowResult>) => expect((await row).violations).toEqual([]);
		it('fifty copies of one event: one of each', async () => {
			await holds(copyOneEvent(scene, { copies: 50, parallel: 50, spreadMs: 500 }, quiet));
		});
		it('dragged in and out, or edited inside the stage, ten times: one of each', async () => {
			await holds(dragAndEdit(scene, 10, quiet));
		});
		it('all webhooks dropped: every deal is found by the search, once', async () => {
			await holds(dropWebhooks(scene, 10, quiet));
		});
		it('switched off and on: one subscription, or none', async () => {
			await holds(cycleSubscription(scene, 3));
		});
	});
}
