import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from './support/chromium';
import { lowContrast } from './support/contrast';
import { startMockControl, type MockControl } from './support/mockControl';
import { HOSTILE_TITLE } from './support/mockWorld';

/** The console page against a make-believe control API; the real one is held by the e2e tests. */

const executablePath = findChromium();
const inBrowser = executablePath ? describe : describe.skip;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

jest.setTimeout(60_000);

inBrowser(
	`console page${executablePath ? '' : ' (skipped: no Chromium here; install one or set CHROMIUM_PATH)'}`,
	() => {
		let browser: Browser;
		let control: MockControl;
		let page: Page;
		let complaints: string[];

		beforeAll(async () => {
			browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		});
		afterAll(async () => {
			await browser?.close();
		});
		beforeEach(async () => {
			control = await startMockControl({ stepMs: 60 });
		});
		afterEach(async () => {
			await page?.context().close();
			await control.stop();
			expect(complaints).toEqual([]);
		});

		async function open(options: BrowserContextOptions = {}): Promise<void> {
			const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
			page = await context.newPage();
			complaints = [];
			page.on('pageerror', (error) => complaints.push(error.message));
			page.on('console', (message) => {
				if (message.type() === 'error') complaints.push(message.text());
			});
			await page.goto(control.url);
			await page.waitForSelector('.card');
		}

		const cardIn = (stage: string, id: string) => page.locator(`.column.stage-${stage} .card[data-id="${id}"]`);
		const column = (stage: string) => page.locator(`.column.stage-${stage}`);

		/** The middle of an element, on the screen. */
		async function middle(selector: string): Promise<{ x: number; y: number }> {
			const box = await page.locator(selector).boundingBox();
			if (!box) throw new Error(`${selector} is not to be seen`);
			return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
		}

		async function drag(id: string, stage: string): Promise<void> {
			const from = await middle(`.card[data-id="${id}"] .buyer`);
			const to = await middle(`.column.stage-${stage}`);
			await page.mouse.move(from.x, from.y);
			await page.mouse.down();
			await page.mouse.move(from.x + 10, from.y + 10, { steps: 3 });
			await page.mouse.move(to.x, to.y, { steps: 8 });
		}

		const moveByMenu = async (id: string, stage: string) => {
			await page.click(`[data-key="move-${id}"]`);
			await page.click(`.menu [data-stage="${stage}"]`);
		};

		test('shows every deal in its column, with buyer, amount and what needs attention', async () => {
			await open();
			expect(await page.locator('.card').count()).toBe(control.world.deals.length);
			for (const deal of control.world.deals) expect(await cardIn(deal.stage, deal.id).count()).toBe(1);
			const card = cardIn('open', '101');
			expect(await card.locator('.buyer').textContent()).toBe('Kancelaria Modrzew sp. z o.o.');
			expect(await card.locator('.amount').textContent()).toBe('PLN\u00a012,300.00');
			expect(await page.locator('.card.attention').count()).toBe(1);
			expect(await page.locator('.card.attention .status').textContent()).toContain('NIP 5260250994');
		});

		test('moves a card by mouse and tells the CRM once', async () => {
			await open();
			await drag('101', 'invoice');
			expect(await column('invoice').getAttribute('class')).toContain('over');
			await page.mouse.up();
			await cardIn('invoice', '101').or(cardIn('invoiced', '101')).waitFor();
			expect(control.changes).toEqual([{ call: 'PATCH /api/crm/bitrix24/deals/101', body: { stage: 'invoice' } }]);
		});

		test('Escape puts a dragged card back and tells nobody', async () => {
			await open();
			await drag('101', 'invoice');
			await page.keyboard.press('Escape');
			await page.mouse.up();
			expect(await cardIn('open', '101').count()).toBe(1);
			expect(await page.locator('.ghost').count()).toBe(0);
			expect(control.changes).toEqual([]);
		});

		test('a refused move puts the card back and shows the reason', async () => {
			await open();
			control.world.move = () => {
				throw new RangeError('bitrix24 has no deal 101.');
			};
			await moveByMenu('101', 'lost');
			await page.locator('.toast.error', { hasText: 'bitrix24 has no deal 101.' }).waitFor();
			await cardIn('open', '101').waitFor();
			// The browser itself reports the 404; that is the one complaint that belongs here.
			expect(complaints.splice(0)).toEqual([expect.stringContaining('404')]);
		});

		test('the move menu works by keyboard alone, and the focus goes with the card', async () => {
			await open();
			await page.focus('[data-key="move-102"]');
			await page.keyboard.press('Enter');
			expect(await page.locator('[role=menu]').getAttribute('aria-label')).toContain('Kampania jesienna');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowUp');
			await page.keyboard.press('Escape');
			expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.key)).toBe('move-102');
			await page.keyboard.press('Enter');
			await page.keyboard.press('End');
			await page.keyboard.press('Enter');
			await cardIn('lost', '102').waitFor();
			expect(control.changes).toEqual([{ call: 'PATCH /api/crm/bitrix24/deals/102', body: { stage: 'lost' } }]);
			expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.key)).toBe('move-102');
		});

		test('the timeline ticks off every step with its seconds', async () => {
			await open();
			await moveByMenu('101', 'invoice');
			await page.locator('.clock.finished', { hasText: /all done in \d+\.\d s/ }).waitFor();
			expect(await page.locator('.step.done').count()).toBe(7);
			const times = await page.locator('.step .step-detail').allTextContents();
			const numbers = times.map((time) => Number(/^\+(\d+\.\d) s$/.exec(time)?.[1]));
			expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
		});

		test('the timeline says what stopped a deal, and runs no clock for it', async () => {
			await open();
			await page.click('[data-key="select-107"]');
			expect(await page.locator('.attention-text').textContent()).toContain('NIP 5260250994');
			expect(await page.locator('.step.stopped').count()).toBe(1);
			expect(await page.locator('.clock').textContent()).toBe('Needs attention');
		});

		test('mailbox, drive, accounting, sheet, journal and calls show what happened', async () => {
			await open();
			await moveByMenu('101', 'invoice');
			await page.locator('.clock.finished').waitFor();
			await page.click('.message-row');
			expect(await page.locator('.message .text').textContent()).toContain('w załączniku przesyłamy fakturę 1/11/2026');
			const attachment = await page.locator('.attachments a').getAttribute('href');
			expect((await page.request.get(new URL(attachment!, control.url).href)).headers()['content-type']).toBe(
				'application/pdf',
			);

			await page.click('#tab-drive');
			expect(await page.locator('.drive summary').allTextContents()).toEqual([
				'2026',
				'11',
				'Kancelaria Modrzew sp. z o.o.',
			]);
			await page.click('.drive a');
			await page.locator('dialog.viewer iframe').waitFor();
			await page.keyboard.press('Escape');

			await page.click('#tab-accounting');
			await page.click('[data-key="pay-5001"]');
			await page.locator('#panel .badge', { hasText: /^paid$/ }).waitFor();
			expect(control.changes.at(-1)).toEqual({
				call: 'POST /api/accounting/fakturownia/invoices/5001/payments',
				body: { amount: '12300.00' },
			});

			await page.click('#tab-sheet');
			await page.locator('#panel td', { hasText: '1/11/2026' }).waitFor();
			await page.click('#tab-journal');
			await page.locator('#panel summary', { hasText: 'bitrix24:demo.bitrix24.pl:101:invoice:1' }).waitFor();
			await page.click('#tab-calls');
			await page.locator('#panel td', { hasText: 'POST /invoices.json' }).waitFor();
		});

		test('a lost webhook is lost once', async () => {
			await open();
			await page.click('[data-key="faults.loseWebhook"]');
			await moveByMenu('101', 'invoice');
			await page.locator('.toast', { hasText: 'told nobody' }).waitFor();
			await moveByMenu('102', 'invoice');
			await cardIn('invoiced', '102').waitFor();
			expect(await cardIn('invoice', '101').count()).toBe(1);
			expect(control.changes.map(({ call }) => call)).toEqual([
				'PATCH /api/crm/bitrix24/deals/101?silent=1',
				'PATCH /api/crm/bitrix24/deals/102',
			]);
		});

		test('the buttons of the fault panel make the calls that they name', async () => {
			await open();
			await page.click('[data-key="select-101"]');
			for (const key of ['lostAnswer', 'ksefRejected', 'kill', 'replay']) {
				const before = control.changes.length;
				await page.click(`[data-key="faults.${key}"]`);
				while (control.changes.length === before) await page.waitForTimeout(20);
			}
			expect(control.changes).toEqual([
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
			await page.locator('.active li', { hasText: 'done, answer lost' }).waitFor();
			await page.locator('.n8n-state', { hasText: 'n8n was killed' }).waitFor();
		});

		test('a new deal is made from an example, with amounts as text', async () => {
			await open();
			await page.click('#new-deal');
			await page.click('.chip >> text=Two VAT rates');
			await page.fill('dialog [name=unitPrice] >> nth=1', '63,50');
			await page.click('dialog button[type=submit]');
			await page.locator('.card', { hasText: 'Szkolenie z materiałami' }).waitFor();
			const deal = control.changes[0]?.body as { buyer: { taxId: string }; lines: unknown[] };
			expect(deal.lines).toEqual([
				{ name: 'Szkolenie, dzień', quantity: '2', unitPrice: '1850.00', priceBasis: 'net', vatRate: '23' },
				{ name: 'Podręcznik', quantity: '12', unitPrice: '63.50', priceBasis: 'net', vatRate: '5' },
			]);
			expect(isNip(deal.buyer.taxId)).toBe(true);
		});

		test('the wrong-NIP example is wrong, and the no-e-mail example has none', async () => {
			await open();
			for (const example of ['Wrong NIP', 'No e-mail']) {
				await page.click('#new-deal');
				await page.click(`.chip >> text=${example}`);
				await page.click('dialog button[type=submit]');
				await page.locator('dialog').waitFor({ state: 'detached' });
			}
			const [wrong, silent] = control.changes.map(({ body }) => (body as { buyer: Record<string, string> }).buyer);
			expect(isNip(wrong?.taxId ?? '')).toBe(false);
			expect(isNip(silent?.taxId ?? '')).toBe(true);
			expect(silent).not.toHaveProperty('email');
		});

		test('speaks the browser’s language, and the other one after the switch and a reload', async () => {
			await open({ locale: 'pl-PL' });
			expect(await page.locator('h1').textContent()).toBe('Od wygranej szansy do faktury w skrzynce klienta');
			expect(await column('invoice').locator('.column-name').textContent()).toBe('Zakończono – do faktury');
			await page.click('[data-key="language-en"]');
			expect(await column('invoice').locator('.column-name').textContent()).toBe('Finished – to invoice');
			expect(await page.locator('html').getAttribute('lang')).toBe('en');
			await page.reload();
			await page.waitForSelector('.card');
			expect(await page.locator('h1').textContent()).toContain('From a won deal');
		});

		test('both languages have the same keys, and none is shown without its text', async () => {
			await open();
			const [en, pl] = await page.evaluate(async () => {
				const load = (name: string): Promise<Record<string, Record<string, string>>> =>
					import(`${location.origin}/${name}`);
				return [Object.keys((await load('texts.en.js')).en!), Object.keys((await load('texts.pl.js')).pl!)];
			});
			expect(pl.sort()).toEqual(en.sort());
			for (const tab of ['mail', 'drive', 'accounting', 'sheet', 'journal', 'calls']) {
				await page.click(`#tab-${tab}`);
				expect(await page.locator('body').innerText()).not.toMatch(
					/\b(board|card|faults|mail|pane|step|journal|accounting)\.[a-z]/,
				);
			}
		});

		test('markup in a deal is shown as text', async () => {
			await open();
			expect(await cardIn('open', '104').locator('.card-title').textContent()).toBe(HOSTILE_TITLE);
			await moveByMenu('104', 'invoice');
			await page.locator('.clock.finished').waitFor();
			for (const tab of ['mail', 'drive', 'accounting', 'sheet', 'journal']) {
				await page.click(`#tab-${tab}`);
				if (tab === 'mail') await page.click('.message-row');
				expect(await page.locator('main img').count()).toBe(0);
			}
			expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
		});

		test.each([390, 360])('a phone of %i pixels scrolls down only, in every pane', async (width) => {
			await open({ ...PHONE, viewport: { width, height: 800 }, locale: 'pl-PL' });
			await moveByMenu('103', 'invoice');
			await page.locator('.clock.finished').waitFor();
			for (const tab of ['mail', 'drive', 'accounting', 'sheet', 'journal', 'calls']) {
				await page.click(`#tab-${tab}`);
				if (tab === 'mail') await page.click('.message-row');
				expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
			}
			await page.click('#new-deal');
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
			expect(await page.locator('dialog form').evaluate((form) => form.scrollWidth <= form.clientWidth)).toBe(true);
		});

		test('a finger drags a card by its grip, and scrolls the page elsewhere on the card', async () => {
			await open(PHONE);
			const touch = await page.context().newCDPSession(page);
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
			await column('deposit').evaluate((node) => node.scrollIntoView({ block: 'center' }));
			await swipe(await middle('.card[data-id="105"] .grip'), await middle('.column.stage-phase1'));
			await cardIn('phase1', '105').waitFor();
			expect(control.changes).toEqual([{ call: 'PATCH /api/crm/bitrix24/deals/105', body: { stage: 'phase1' } }]);

			const before = await page.evaluate(() => scrollY);
			const body = await middle('.card[data-id="105"] .buyer');
			await swipe(body, { x: body.x, y: body.y - 200 });
			await page.waitForFunction((old) => scrollY > old, before);
			expect(control.changes).toHaveLength(1);
		});

		test.each(['light', 'dark'] as const)('text stands out from its ground in the %s theme', async (colorScheme) => {
			await open({ colorScheme });
			await moveByMenu('101', 'invoice');
			await page.locator('.clock.finished').waitFor();
			for (const tab of ['mail', 'drive', 'accounting', 'sheet', 'journal', 'calls']) {
				await page.click(`#tab-${tab}`);
				await page.mouse.move(0, 0);
				expect(await page.evaluate(lowContrast)).toEqual([]);
			}
			await page.click('#new-deal');
			expect(await page.locator('dialog').evaluate(lowContrast)).toEqual([]);
		});

		test('every control has a name, and the tabs are walked by arrows', async () => {
			await open();
			const nameless = await page.locator('button, a, input, select').evaluateAll((nodes) =>
				nodes
					.filter((node) => node.checkVisibility())
					.filter(
						(node) =>
							!node.textContent?.trim() &&
							!node.getAttribute('aria-label') &&
							!(node as HTMLInputElement).labels?.length,
					)
					.map((node) => node.outerHTML),
			);
			expect(nameless).toEqual([]);
			await page.focus('#tab-mail');
			await page.keyboard.press('ArrowRight');
			expect(await page.locator('#tab-drive').getAttribute('aria-selected')).toBe('true');
			expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-drive');
		});

		test('says so when the sandbox is gone, and recovers', async () => {
			await open();
			await page.route('**/api/**', (route) => route.abort());
			control.world.changed();
			await page.locator('.offline').waitFor();
			await page.unroute('**/api/**');
			await page.locator('.offline').waitFor({ state: 'detached' });
			complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('ERR_FAILED')));
		});
	},
);

function isNip(text: string): boolean {
	const digits = [...text].map(Number);
	const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((total, weight, index) => total + weight * digits[index]!, 0);
	return /^\d{10}$/.test(text) && sum % 11 === digits[9];
}
