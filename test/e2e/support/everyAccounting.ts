import type { AccountingName } from '../../../workflows/definitions/accountings';
import { copyOneEvent } from '../../faults/rows/1-copies';
import { openScene } from '../../faults/support/withScene';
import { counts, ONE_OF_EACH, plainDeal, type Scene } from './scene';
import { due, expectOf } from '../../faults/support/deals';

/** The whole way to one accounting system on a real n8n, and row 1 of the long run in small. */
export function testAccounting(accounting: AccountingName): void {
	jest.setTimeout(400_000);
	describe(`the whole way to ${accounting}`, () => {
		let scene: Scene;
		beforeAll(async () => {
			scene = await openScene({}, { accounting });
		}, 400_000);
		afterAll(async () => {
			await scene?.close();
		});

		it('a deal moved to the stage becomes one invoice, mailed, archived, recorded with its PDF and reported', async () => {
			const deal = plainDeal();
			const id = await scene.deal(deal);
			expectOf(scene, [due(id)]);
			await scene.move(id, 'invoice');
			const effects = await scene.finished(id, 60_000);
			expect(counts(effects)).toEqual(ONE_OF_EACH);
			const [invoice] = effects.invoices;
			// 10 × 200.00 at 23 % and 3 × 49.99 − 10 % at 5 %.
			expect(invoice).toMatchObject({ net: '2134.97', vat: '466.75', gross: '2601.72' });
			expect(invoice!.buyer.name).toBe(deal.buyer!.name);
			expect(invoice!.lines).toHaveLength(2);
			const pdf = effects.emails[0]!.attachments[0]!.sha256;
			expect(effects.files.map(({ sha256 }) => sha256)).toEqual([pdf]);
			expect(effects.crmRecords.flatMap((record) => record.files).map(({ sha256 }) => sha256)).toEqual([pdf]);
		});

		it('fifty copies of one event: one of each', async () => {
			const { violations } = await copyOneEvent(scene, { copies: 50, parallel: 50, spreadMs: 500 }, () => undefined);
			expect(violations).toEqual([]);
		});
	});
}
