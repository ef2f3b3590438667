import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Editor } from '../test/browser/support/editor';

export const IMAGES = join(__dirname, '../docs/images');
const LIMIT_BYTES = 250_000;

export interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The middle of a step's panel: its parameters, to the last one. */
const PANEL = `(() => {
	const panel = document.querySelector('[data-test-id=node-parameters]').getBoundingClientRect();
	const items = [...document.querySelectorAll('[data-test-id=node-parameters] [data-test-id$=parameter-item], [data-test-id=collection-parameter-add]')];
	const bottom = Math.max(...items.map((item) => item.getBoundingClientRect().bottom)) + 20;
	const top = document.querySelector('[data-test-id=tab-params]').getBoundingClientRect().top - 12;
	return { x: panel.x, y: top, width: panel.width, height: Math.min(bottom, panel.bottom) - top };
})()`;

export async function save(page: Page, name: string, part?: string | Clip): Promise<void> {
	const path = join(IMAGES, `${name}.png`);
	if (typeof part === 'string') await page.locator(part).first().screenshot({ path, animations: 'disabled' });
	else await page.screenshot({ path, animations: 'disabled', clip: part });
	const { size } = await stat(path);
	console.log(`${name}.png  ${Math.round(size / 1000)} kB`);
	if (size > LIMIT_BYTES) console.error(`${name}.png is larger than ${LIMIT_BYTES / 1000} kB: clip it.`);
}

/** Pictures of panels by the names of their steps. */
export async function panels(editor: Editor, steps: Record<string, string>): Promise<void> {
	const { page } = editor;
	for (const [picture, name] of Object.entries(steps)) {
		await editor.openPanel(name);
		await page.waitForTimeout(1000);
		await page.mouse.move(0, 0);
		await save(page, `panel-${picture}`, await page.evaluate<Clip>(PANEL));
		await editor.closePanel();
	}
}
