import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { startMockControl, type MockControl } from './mockControl';

/** The console page in a browser, against a make-believe control API; the real one is held by the e2e tests. */

const executablePath = findChromium();

/** `describe` where a Chromium is found; else the tests are skipped, and their title says why. */
export function describeInBrowser(title: string, tests: (at: ConsolePage) => void): void {
	const at = new ConsolePage();
	if (!executablePath) {
		describe.skip(`${title} (skipped: no Chromium here; install one or set CHROMIUM_PATH)`, () => tests(at));
		return;
	}
	describe(title, () => {
		beforeAll(() => at.start(executablePath));
		afterAll(() => at.stop());
		beforeEach(() => at.fresh());
		afterEach(() => at.close());
		tests(at);
	});
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const PANES = ['mail', 'drive', 'accounting', 'sheet', 'journal', 'calls'];

export class ConsolePage {
	page!: Page;
	control!: MockControl;
	/** Errors of the page's console: a test that expects one takes it out. */
	complaints: string[] = [];
	private browser?: Browser;

	async start(path: string): Promise<void> {
		this.browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
	}

	async stop(): Promise<void> {
		await this.browser?.close();
	}

	async fresh(): Promise<void> {
		this.complaints = [];
		this.control = await startMockControl({ stepMs: 60 });
	}

	async close(): Promise<void> {
		await this.page?.context().close();
		await this.control.stop();
		expect(this.complaints).toEqual([]);
	}

	async open(options: BrowserContextOptions = {}): Promise<void> {
		const desk = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' };
		const context = await this.browser!.newContext({ ...desk, ...options });
		this.page = await context.newPage();
		this.page.on('pageerror', (error) => this.complaints.push(error.message));
		this.page.on('console', (message) => {
			if (message.type() === 'error') this.complaints.push(message.text());
		});
		await this.page.goto(this.control.url);
		await this.page.waitForSelector('.card');
		// The first answers arrive one after the other and draw the board anew each time.
		await this.page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined);
	}

	/** Focus as a person's Tab would give it: tried again when the element was drawn anew in that very moment. */
	async focus(selector: string): Promise<void> {
		const has = `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`;
		for (let tries = 0; tries < 20; tries++) {
			await this.page.focus(selector);
			await this.page.waitForTimeout(150);
			if (await this.page.evaluate<boolean>(has)) return;
		}
		throw new Error(`${selector} does not keep the focus`);
	}

	column(stage: string): Locator {
		return this.page.locator(`.column.stage-${stage}`);
	}

	cardIn(stage: string, id: string): Locator {
		return this.column(stage).locator(`.card[data-id="${id}"]`);
	}

	/** A point well inside an element, on the screen. */
	async middle(selector: string): Promise<{ x: number; y: number }> {
		const box = await this.page.locator(selector).boundingBox();
		if (!box) throw new Error(`${selector} is not to be seen`);
		return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
	}

	/** Takes a card by mouse and holds it over a column; the button stays down. */
	async drag(id: string, stage: string): Promise<void> {
		const from = await this.middle(`.card[data-id="${id}"] .buyer`);
		const to = await this.middle(`.column.stage-${stage}`);
		await this.page.mouse.move(from.x, from.y);
		await this.page.mouse.down();
		await this.page.mouse.move(from.x + 10, from.y + 10, { steps: 3 });
		await this.page.mouse.move(to.x, to.y, { steps: 8 });
	}

	async moveByMenu(id: string, stage: string): Promise<void> {
		await this.page.click(`[data-key="move-${id}"]`);
		await this.page.click(`.menu [data-stage="${stage}"]`);
	}

	/** Moves a deal to be invoiced and waits for the last step of its way. */
	async invoice(id: string): Promise<void> {
		await this.moveByMenu(id, 'invoice');
		await this.page.locator('.clock.finished').waitFor();
	}

	/** Opens a tab of "What happened outside" and waits until it shows something; in the mailbox also opens the newest mail. */
	async openPane(name: string): Promise<void> {
		await this.page.click(`#tab-${name}`);
		await this.page.locator('#panel :is(table, .messages, .drive)').first().waitFor();
		if (name === 'mail') await this.page.locator('.message-row').first().click();
	}

	/** How wide the page is, what hangs out on the right included. */
	scrollWidth(): Promise<number> {
		return this.page.evaluate<number>('document.documentElement.scrollWidth');
	}

	/** Texts that do not stand out from their ground; at least `atLeast` texts are looked at. */
	async lowContrast(atLeast: number): Promise<string[]> {
		const script = await readFile(join(__dirname, 'lowContrast.js'), 'utf8');
		const { checked, low } = await this.page.evaluate<{ checked: number; low: string[] }>(`${script}; lowContrast()`);
		expect(checked).toBeGreaterThanOrEqual(atLeast);
		return low;
	}
}
