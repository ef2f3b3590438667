import { describeInBrowser } from './support/consolePage';

jest.setTimeout(60_000);

describeInBrowser('console: panes, faults, new deal', (at) => {
	test('mailbox, drive, accounting, sheet, journal and calls show what happened', async () => {
		await at.open();
		await at.invoice('101');
		await at.page.click('.message-row');
		expect(await at.page.locator('.message .text').textContent()).toContain(
			'w załączniku przesyłamy fakturę 1/11/2026',
		);
		const attachment = await at.page.locator('.attachments a').getAttribute('href');
		expect((await at.page.request.get(new URL(attachment!, at.control.url).href)).headers()['content-type']).toBe(
			'application/pdf',
		);

		await at.page.click('#tab-drive');
		expect(await at.page.locator('.drive summary').allTextContents()).toEqual([
			'2026',
			'11',
			'Kancelaria Modrzew sp. z o.o.',
		]);
		await at.page.click('.drive a');
		await at.page.locator('dialog.viewer iframe').waitFor();
		await at.page.keyboard.press('Escape');

		await at.page.click('#tab-accounting');
		await at.page.click('[data-key="pay-5001"]');
		await at.page.locator('#panel .badge', { hasText: /^paid$/ }).waitFor();
		expect(at.control.changes.at(-1)).toEqual({
			call: 'POST /api/accounting/fakturownia/invoices/5001/payments',
			body: { amount: '12300.00' },
		});

		await at.page.click('#tab-sheet');
		await at.page.locator('#panel td', { hasText: '1/11/2026' }).waitFor();
		await at.page.click('#tab-journal');
		await at.page.locator('#panel summary', { hasText: 'bitrix24:demo.bitrix24.pl:101:invoice:1' }).waitFor();
		await at.page.click('#tab-calls');
		await at.page.locator('#panel td', { hasText: 'POST /invoices.json' }).waitFor();
	});

	test('a lost webhook is lost once', async () => {
		await at.open();
		await at.page.click('[data-key="faults.loseWebhook"]');
		await at.moveByMenu('101', 'invoice');
		await at.page.locator('.toast', { hasText: 'told nobody' }).waitFor();
		await at.moveByMenu('102', 'invoice');
		await at.cardIn('invoiced', '102').waitFor();
		expect(await at.cardIn('invoice', '101').count()).toBe(1);
		expect(at.control.changes.map(({ call }) => call)).toEqual([
			'PATCH /api/crm/bitrix24/deals/101?silent=1',
			'PATCH /api/crm/bitrix24/deals/102',
		]);
	});

	test('the buttons of the fault panel make the calls that they name', async () => {
		await at.open();
		await at.page.click('[data-key="select-101"]');
		for (const key of ['lostAnswer', 'ksefRejected', 'kill', 'replay']) {
			const before = at.control.changes.length;
			await at.page.click(`[data-key="faults.${key}"]`);
			while (at.control.changes.length === before) await at.page.waitForTimeout(20);
		}
		expect(at.control.changes).toEqual([
			{
				call: 'POST /api/faults',
				body: { vendor: 'fakturownia', method: 'POST', path: '/invoices.json', times: 1, fault: 'reset-after' },
			},
			{ call: 'PATCH /api/accounting/fakturownia/settings', body: { ksefAnswer: 'send_error' } },
			{ call: 'POST /api/n8n/kill', body: {} },
			{
				call: 'POST /api/events/replay',
				body: { crm: 'bitrix24', deal: '101', copies: 50, parallel: 10, spreadMs: 1000 },
			},
		]);
		await at.page.locator('.active li', { hasText: 'done, answer lost' }).waitFor();
		await at.page.locator('.n8n-state', { hasText: 'n8n was killed' }).waitFor();
	});

	test('a new deal is made from an example, with amounts as text', async () => {
		await at.open();
		await at.page.click('#new-deal');
		await at.page.click('.chip >> text=Two VAT rates');
		await at.page.fill('dialog [name=unitPrice] >> nth=1', '63,50');
		await at.page.click('dialog button[type=submit]');
		await at.page.locator('.card', { hasText: 'Szkolenie z materiałami' }).waitFor();
		const deal = at.control.changes[0]?.body as { buyer: { taxId: string }; lines: unknown[] };
		expect(deal.lines).toEqual([
			{ name: 'Szkolenie, dzień', quantity: '2', unitPrice: '1850.00', priceBasis: 'net', vatRate: '23' },
			{ name: 'Podręcznik', quantity: '12', unitPrice: '63.50', priceBasis: 'net', vatRate: '5' },
		]);
		expect(isNip(deal.buyer.taxId)).toBe(true);
	});

	test('the wrong-NIP example is wrong, and the no-e-mail example has none', async () => {
		await at.open();
		for (const example of ['Wrong NIP', 'No e-mail']) {
			await at.page.click('#new-deal');
			await at.page.click(`.chip >> text=${example}`);
			await at.page.click('dialog button[type=submit]');
			await at.page.locator('dialog').waitFor({ state: 'detached' });
		}
		const [wrong, silent] = at.control.changes.map(({ body }) => (body as { buyer: Record<string, string> }).buyer);
		expect(isNip(wrong?.taxId ?? '')).toBe(false);
		expect(isNip(silent?.taxId ?? '')).toBe(true);
		expect(silent).not.toHaveProperty('email');
	});
});

function isNip(text: string): boolean {
	const digits = [...text].map(Number);
	const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((total, weight, index) => total + weight * digits[index]!, 0);
	return /^\d{10}$/.test(text) && sum % 11 === digits[9];
}
