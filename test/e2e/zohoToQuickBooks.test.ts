import { setTimeout as pause } from 'node:timers/promises';
import { testPair } from './support/everyPair';

testPair({ crm: 'zoho', accounting: 'quickbooks' }, { crm: 20, accounting: 12 }, (scene) => {
	it('a payment that QuickBooks tells of stands on the deal, hours before the schedule would look', async () => {
		const id = await scene().deal();
		await scene().move(id, 'invoice');
		const [invoice] = (await scene().finished(id, 90_000)).invoices;
		await scene().pay(invoice!.id, { amount: '500.00' });
		const status = async () => (await scene().getDeal(id)).fields.D2I_Status ?? '';
		const isTold = /opłacono częściowo, 500\.00 z /;
		for (const end = Date.now() + 60_000; !isTold.test(await status()) && Date.now() < end;) await pause(1000);
		expect(await status()).toMatch(isTold);
	});
});
