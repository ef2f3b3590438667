import { describeInBrowser, PHONE } from './support/consolePage';

jest.setTimeout(60_000);

describeInBrowser('console: the board', (at) => {
	test('shows every deal in its column, with buyer, amount and what needs attention', async () => {
		await at.open();
		expect(await at.page.locator('.card').count()).toBe(at.control.world.deals.length);
		for (const deal of at.control.world.deals) expect(await at.cardIn(deal.stage, deal.id).count()).toBe(1);
		const card = at.cardIn('open', '101');
		expect(await card.locator('.buyer').textContent()).toBe('Kancelaria Modrzew sp. z o.o.');
		expect(await card.locator('.amount').textContent()).toBe('PLN\u00a012,300.00');
		expect(await at.page.locator('.card.attention').count()).toBe(1);
		expect(await at.page.locator('.card.attention .status').textContent()).toContain('NIP 5260250994');
	});

	test('moves a card by mouse and tells the CRM once', async () => {
		await at.open();
		await at.drag('101', 'invoice');
		expect(await at.column('invoice').getAttribute('class')).toContain('over');
		await at.page.mouse.up();
		await at.cardIn('invoice', '101').or(at.cardIn('invoiced', '101')).waitFor();
		expect(at.control.changes).toEqual([{ call: 'PATCH /api/crm/bitrix24/deals/101', body: { stage: 'invoice' } }]);
	});

	test('Escape puts a dragged card back and tells nobody', async () => {
		await at.open();
		await at.drag('101', 'invoice');
		await at.page.keyboard.press('Escape');
		await at.page.mouse.up();
		expect(await at.cardIn('open', '101').count()).toBe(1);
		expect(await at.page.locator('.ghost').count()).toBe(0);
		expect(at.control.changes).toEqual([]);
	});

	test('a refused move puts the card back and shows the reason', async () => {
		await at.open();
		at.control.world.move = () => {
			throw new RangeError('bitrix24 has no deal 101.');
		};
		await at.moveByMenu('101', 'lost');
		await at.page.locator('.toast.error', { hasText: 'bitrix24 has no deal 101.' }).waitFor();
		await at.cardIn('open', '101').waitFor();
		// The browser itself reports the 404; that is the one complaint that belongs here.
		expect(at.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
	});

	test('the move menu works by keyboard alone, and the focus goes with the card', async () => {
		await at.open();
		await at.focus('[data-key="move-102"]');
		await at.page.keyboard.press('Enter');
		expect(await at.page.locator('[role=menu]').getAttribute('aria-label')).toContain('Kampania jesienna');
		await at.page.keyboard.press('ArrowDown');
		await at.page.keyboard.press('ArrowUp');
		await at.page.keyboard.press('Escape');
		expect(await at.page.locator(':focus').getAttribute('data-key')).toBe('move-102');
		await at.page.keyboard.press('Enter');
		await at.page.keyboard.press('End');
		await at.page.keyboard.press('Enter');
		await at.cardIn('lost', '102').waitFor();
		expect(at.control.changes).toEqual([{ call: 'PATCH /api/crm/bitrix24/deals/102', body: { stage: 'lost' } }]);
		expect(await at.page.locator(':focus').getAttribute('data-key')).toBe('move-102');
	});

	test('a finger drags a card by its grip, and scrolls the page elsewhere on the card', async () => {
		await at.open(PHONE);
		const touch = await at.page.context().newCDPSession(at.page);
		const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
			touch.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
		const swipe = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
			await send('touchStart', from);
			for (let step = 1; step <= 8; step += 1) {
				await send('touchMove', {
					x: from.x + ((to.x - from.x) * step) / 8,
					y: from.y + ((to.y - from.y) * step) / 8,
				});
			}
			await send('touchEnd');
		};
		await at.column('deposit').scrollIntoViewIfNeeded();
		await swipe(await at.middle('.card[data-id="105"] .grip'), await at.middle('.column.stage-invoice'));
		await at.page.locator('.column:not(.stage-deposit) .card[data-id="105"]').waitFor();
		expect(at.control.changes).toEqual([{ call: 'PATCH /api/crm/bitrix24/deals/105', body: { stage: 'invoice' } }]);

		const before = await at.page.evaluate<number>('scrollY');
		const body = await at.middle('.card[data-id="105"] .buyer');
		await swipe(body, { x: body.x, y: body.y - 200 });
		await at.page.waitForFunction(`scrollY > ${before}`);
		expect(at.control.changes).toHaveLength(1);
	});

	test('the timeline ticks off every step with its seconds', async () => {
		await at.open();
		await at.moveByMenu('101', 'invoice');
		await at.page.locator('.clock.finished', { hasText: /all done in \d+\.\d s/ }).waitFor();
		expect(await at.page.locator('.step.done').count()).toBe(7);
		const times = await at.page.locator('.step .step-detail').allTextContents();
		const numbers = times.map((time) => Number(/^\+(\d+\.\d) s$/.exec(time)?.[1]));
		expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
	});

	test('the timeline says what stopped a deal, and runs no clock for it', async () => {
		await at.open();
		await at.page.click('[data-key="select-107"]');
		expect(await at.page.locator('.attention-text').textContent()).toContain('NIP 5260250994');
		expect(await at.page.locator('.step.stopped').count()).toBe(1);
		expect(await at.page.locator('.clock').textContent()).toBe('Needs attention');
	});

	test('says so when the sandbox is gone, and recovers', async () => {
		await at.open();
		await at.page.route('**/api/**', (route) => route.abort());
		at.control.world.changed();
		await at.page.locator('.offline').waitFor();
		await at.page.unroute('**/api/**');
		await at.page.locator('.offline').waitFor({ state: 'detached' });
		at.complaints.splice(0, at.complaints.length, ...at.complaints.filter((text) => !text.includes('ERR_FAILED')));
	});
});
