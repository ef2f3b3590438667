import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeInBrowser, PANES, PHONE } from './support/consolePage';
import { HOSTILE_TITLE } from './support/mockWorld';

jest.setTimeout(60_000);

const CONSOLE = resolve(__dirname, '../../sandbox/console');
/** Run inside the page, so they are text: the tests know no DOM. */
const FORM_FITS = `[...document.querySelectorAll('dialog form')].every((form) => form.scrollWidth <= form.clientWidth)`;
const NAMELESS = `[...document.querySelectorAll('button, a, input, select')]
	.filter((node) => node.checkVisibility())
	.filter((node) => !node.textContent.trim() && !node.getAttribute('aria-label') && !node.labels?.length)
	.map((node) => node.outerHTML)`;

describeInBrowser('console: languages, screens, safety', (at) => {
	test('speaks the browser’s language, and the other one after the switch and a reload', async () => {
		await at.open({ locale: 'pl-PL' });
		expect(await at.page.locator('h1').textContent()).toBe('Od wygranego deala do faktury w skrzynce klienta');
		expect(await at.column('invoice').locator('.column-name').textContent()).toBe('Zakończono – do faktury');
		await at.page.click('[data-key="language-en"]');
		expect(await at.column('invoice').locator('.column-name').textContent()).toBe('Finished – to invoice');
		expect(await at.page.locator('html').getAttribute('lang')).toBe('en');
		await at.page.reload();
		await at.page.waitForSelector('.card');
		expect(await at.page.locator('h1').textContent()).toContain('From a won deal');
	});

	test('both languages have every key that the page asks for', async () => {
		await at.open();
		const names = (await readdir(CONSOLE)).filter((name) => name.endsWith('.js'));
		const sources = await Promise.all(names.map((name) => readFile(resolve(CONSOLE, name), 'utf8')));
		const asked = sources.flatMap((source) => [...source.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key!));
		// As text: a function would be compiled for Node, and its import with it.
		const keys = (language: string) =>
			at.page.evaluate<string[]>(`import('/texts.${language}.js').then((texts) => Object.keys(texts.${language}))`);
		const [en, pl] = [await keys('en'), await keys('pl')];
		expect(asked.length).toBeGreaterThan(60);
		expect(asked.filter((key) => !en.includes(key))).toEqual([]);
		expect(pl.sort()).toEqual(en.sort());
	});

	test('no key is shown in place of its text', async () => {
		await at.open();
		await at.invoice('101');
		for (const pane of PANES) {
			await at.openPane(pane);
			expect(await at.page.locator('body').innerText()).not.toMatch(
				/\b(accounting|board|calls|card|drive|fault|faults|journal|legal|mail|n8n|pane|panes|sheet|stage|step|timeline)\.[a-zA-Z0-9]+(?![\w.]*(example|json|pdf|pl\b))/,
			);
		}
	});

	test('markup in a deal is shown as text', async () => {
		await at.open();
		expect(await at.cardIn('open', '104').locator('.card-title').textContent()).toBe(HOSTILE_TITLE);
		await at.invoice('104');
		for (const pane of PANES) {
			await at.openPane(pane);
			expect(await at.page.locator('main img').count()).toBe(0);
		}
		expect(await at.page.evaluate<boolean>('"hacked" in window')).toBe(false);
	});

	test.each([390, 360])('a phone of %i pixels scrolls down only, in every pane', async (width) => {
		await at.open({ ...PHONE, viewport: { width, height: 800 }, locale: 'pl-PL' });
		await at.invoice('103');
		for (const pane of PANES) {
			await at.openPane(pane);
			expect(await at.scrollWidth()).toBe(width);
		}
		await at.page.click('#new-deal');
		expect(await at.scrollWidth()).toBe(width);
		expect(await at.page.evaluate<boolean>(FORM_FITS)).toBe(true);
	});

	test.each(['light', 'dark'] as const)('text stands out from its ground in the %s theme', async (colorScheme) => {
		await at.open({ colorScheme });
		await at.invoice('101');
		for (const pane of PANES) {
			await at.openPane(pane);
			await at.page.mouse.move(0, 0);
			expect(await at.lowContrast(60)).toEqual([]);
		}
		await at.page.click('#new-deal');
		expect(await at.lowContrast(60)).toEqual([]);
	});

	test('every control has a name, and the tabs are walked by arrows', async () => {
		await at.open();
		const nameless = await at.page.evaluate<string[]>(NAMELESS);
		expect(nameless).toEqual([]);
		await at.page.focus('#tab-mail');
		await at.page.keyboard.press('ArrowRight');
		expect(await at.page.locator('#tab-drive').getAttribute('aria-selected')).toBe('true');
		expect(await at.page.locator(':focus').getAttribute('id')).toBe('tab-drive');
	});
});
