import { setTimeout as pause } from 'node:timers/promises';
import { testPair } from './support/everyPair';

/** The poll hands over what was told within a minute after a run. */
const TOLD_WITHIN_MS = 100_000;

testPair({ crm: 'zoho', accounting: 'quickbooks' }, { crm: 20, accounting: 12 }, (scene) => {
	it('a payment that QuickBooks tells of stands on the deal, hours before the schedule would look', async () => {
		const id = await scene().deal();
		await scene().move(id, 'invoice');
		const [invoice] = (await scene().finished(id, 90_000)).invoices;
		const status = async () => (await scene().getDeal(id)).fields.D2I_Status ?? '';
		const tell = async (payment: { amount?: string }, words: RegExp) => {
			await scene().pay(invoice!.id, payment);
			for (const end = Date.now() + TOLD_WITHIN_MS; !words.test(await status()) && Date.now() < end;) await pause(1000);
			expect(await status()).toMatch(words);
		};
		await tell({ amount: '500.00' }, /opłacono częściowo, 500\.00 z /);
		await tell({}, /opłacona/);
	});
});
