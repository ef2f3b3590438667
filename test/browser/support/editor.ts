import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../../sandbox/n8n/editorApi';
import type { WorkflowJson, WorkflowNode } from '../../../workflows/lib/canvas';

export const PACK = 'n8n-nodes-deal-to-invoice.';

/** A step as it stands on the canvas. */
export interface ShownNode {
	name: string;
	type: string;
	/** Width of its icon's image as loaded: 0 where it did not load, null where the icon is no image. */
	icon: number | null;
	iconFile: string;
	/** What n8n shows in place of an icon that it does not have: "?". */
	placeholder: string;
	/** Signs of trouble: `node-not-installed`, `node-issues`. */
	signs: string[];
}

/** A node that stands on the canvas as a step; sticky notes are not among `canvas-node`. */
export const isStep = ({ type }: { type: string }) => !type.endsWith('.stickyNote');

const SHOWN = `[...document.querySelectorAll('[data-test-id=canvas-node]')]
	.map((node) => ({
		name: node.dataset.nodeName,
		type: node.dataset.nodeType,
		icon: node.querySelector('.n8n-node-icon img')?.naturalWidth ?? null,
		iconFile: node.querySelector('.n8n-node-icon img')?.getAttribute('src') ?? '',
		placeholder: node.querySelector('[class*=nodeIconPlaceholder]')?.textContent ?? '',
		signs: [...node.querySelectorAll('[data-test-id^=node-]')].map((sign) => sign.dataset.testId),
	}))`;

const ICONS_ARE_HERE = `[...document.querySelectorAll('[data-test-id=canvas-node] img')].every((icon) => icon.complete)`;
/** On a busy machine the editor's first page takes ten seconds. */
const PATIENCE_MS = 30_000;

/** n8n's editor in a browser, as its owner uses it; selectors read from the pages of n8n 2.41.1. */
export class Editor {
	/** Errors that the editor's own code threw. */
	readonly crashes: string[] = [];

	private constructor(
		readonly page: Page,
		private readonly browser: Browser,
		private readonly n8nUrl: string,
	) {
		page.setDefaultTimeout(PATIENCE_MS);
		page.on('pageerror', (error) => this.crashes.push(error.message));
	}

	/** Starts a browser and signs in. */
	static async open(executablePath: string, n8nUrl: string, options: BrowserContextOptions = {}): Promise<Editor> {
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		const desk = { viewport: { width: 1600, height: 1000 }, locale: 'en-GB' };
		const context = await browser.newContext({ ...desk, ...options });
		const editor = new Editor(await context.newPage(), browser, n8nUrl);
		await editor.signIn();
		return editor;
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private async signIn(): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/signin`);
		await this.page.locator('input[autocomplete=email]').fill(OWNER.email);
		await this.page.locator('input[type=password]').fill(OWNER.password);
		await this.page.keyboard.press('Enter');
		await this.page.waitForURL(/\/(home|workflow)/, { waitUntil: 'commit' });
	}

	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	/** Opens a workflow and brings all of it into view: n8n draws no more than can be seen. */
	async openWorkflow(workflow: { id: string; nodes: WorkflowNode[] }): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/workflow/${workflow.id}`, { waitUntil: 'domcontentloaded' });
		await this.allDrawn(workflow);
	}

	/** The menu's "Import from file", into a new workflow. */
	async importFile(file: string, workflow: WorkflowJson): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/workflow/new`, { waitUntil: 'domcontentloaded' });
		await this.byTestId('canvas-add-button').or(this.byTestId('canvas')).first().waitFor();
		await this.byTestId('workflow-import-input').setInputFiles(file);
		await this.allDrawn(workflow);
	}

	private async allDrawn({ nodes }: { nodes: WorkflowNode[] }): Promise<void> {
		await this.byTestId('canvas-node').first().waitFor();
		await this.hideHints();
		await this.byTestId('zoom-to-fit').click();
		await this.byTestId('canvas-node')
			.nth(nodes.filter(isStep).length - 1)
			.waitFor();
		await this.page.waitForFunction(ICONS_ARE_HERE);
	}

	/** Checklists and tips lie over the canvas and would take the clicks. */
	async hideHints(): Promise<void> {
		const hints = '[data-test-id=suggested-action-item], .el-popper:has([data-test-id=suggested-actions-close])';
		await this.page.addStyleTag({ content: `${hints} { display: none !important }` });
		await this.page.keyboard.press('Escape');
	}

	async shownNodes(): Promise<ShownNode[]> {
		return await this.page.evaluate<ShownNode[]>(SHOWN);
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** Opens the panel of a step. */
	async openPanel(name: string): Promise<Locator> {
		await this.node(name).dblclick();
		const panel = this.byTestId('ndv');
		await panel.waitFor();
		return panel;
	}

	async closePanel(): Promise<void> {
		await this.byTestId('ndv-close-button').first().click();
		await this.byTestId('ndv').waitFor({ state: 'detached' });
	}

	/** Opens the drop-down of a parameter and reads what it offers. */
	async offered(parameter: string, index = 0): Promise<string[]> {
		await this.byTestId(`parameter-input-${parameter}`).nth(index).locator('input').first().click();
		const options = this.page.locator('.el-select-dropdown:visible [data-test-id=parameter-input-item]');
		await options.first().waitFor();
		const texts = await options.allInnerTexts();
		await this.page.keyboard.press('Escape');
		// The list fades away; the next one must not be read together with it.
		await options.first().waitFor({ state: 'hidden' });
		return texts.map((text) => text.split('\n')[0]!.trim());
	}

	async unpublish(): Promise<void> {
		await this.byTestId('version-menu-button').click();
		await this.byTestId('version-menu-item-unpublish').click();
		const modal = this.byTestId('workflow-history-version-unpublish-modal');
		await modal.locator('button', { hasText: 'Unpublish' }).click();
		await modal.waitFor({ state: 'detached' });
	}

	async publish(): Promise<void> {
		await this.byTestId('workflow-open-publish-modal-button').click();
		await this.byTestId('workflow-publish-button').click();
		await this.byTestId('activation-modal').locator('button', { hasText: 'Got it' }).click();
	}

	/** Texts of the messages that n8n shows as errors or warnings. */
	async errorMessages(): Promise<string[]> {
		const bad = '.el-notification:has(.el-notification--error, .el-notification--warning)';
		return await this.page.locator(bad).allInnerTexts();
	}
}
