import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axios from 'axios';
import { chromium, type Browser } from 'playwright-core';
import { startSandbox, type Sandbox } from '../sandbox';
import { CRM_NAMES } from '../sandbox/crms';
import type { LogicalStage } from '../sandbox/fakes/types';
import { scenario, WORKFLOW_IDS } from '../sandbox/scenario';
import { findChromium } from '../test/browser/support/chromium';
import { Editor } from '../test/browser/support/editor';
import { everyCrmWorkflow, nameOf } from '../test/browser/support/everyCrm';
import { NAMES } from '../workflows/definitions/dealToInvoice/names';
import type { Language } from '../invoicing/primitives';
import { IMAGES, panels, save, type Clip } from './pictures';

/**
 * Makes the pictures of the documents, docs/images/*.png, from a sandbox that is started for them: nothing is drawn by
 * hand, so they show what a user gets. Run by `npx tsx scripts/screenshots.ts`; needs Chromium and poppler's pdftoppm.
 * With the word `triggers`: only the panels of the five deal triggers, and monday's map of line columns.
 */

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Large enough that the canvas of forty steps can be read, and no larger. */
const CANVAS = { width: 2400, height: 1480 };
/** High enough for the longest panel. */
const TRIGGER_PANEL = { width: 1600, height: 1640 };

const ONLY_THE_FLOW = '.el-notification, .vue-flow__panel { display: none !important }';
/** Around all steps and notes. */
const FLOW = `(() => {
	const boxes = [...document.querySelectorAll('.vue-flow__node')].map((node) => node.getBoundingClientRect());
	const [x, y] = ['left', 'top'].map((side) => Math.min(...boxes.map((box) => box[side])) - 16);
	const [right, bottom] = ['right', 'bottom'].map((side) => Math.max(...boxes.map((box) => box[side])) + 16);
	return { x, y, width: right - x, height: bottom - y };
})()`;
async function main(): Promise<void> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error('No Chromium here; install one or set CHROMIUM_PATH.');
	await mkdir(IMAGES, { recursive: true });
	const besides = CRM_NAMES.filter((crm) => crm !== 'bitrix24');
	const sandbox = await startSandbox({ profile: 'demo', port: 0, besides });
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	try {
		await triggers(executablePath, sandbox.n8n!.url);
		if (process.argv.includes('triggers')) return;
		const world = new World(sandbox);
		await world.invoiceThree();
		await consolePages(browser, sandbox.url);
		await invoice(browser, await world.firstPdf());
		await approval(browser, world);
		for (const language of ['pl', 'en'] as const) await canvas(executablePath, sandbox, language);
	} finally {
		await browser.close();
		await sandbox.stop();
	}
}

/** What is done by hand in the demo. */
class World {
	private readonly api;

	constructor(private readonly sandbox: Sandbox) {
		this.api = axios.create({ baseURL: new URL('api', sandbox.url).href, proxy: false });
	}

	/** Three deals become invoices; a fourth has no tax number and is held up. */
	async invoiceThree(): Promise<void> {
		const deals = await this.deals();
		for (const index of [0, 1, 2, 5]) {
			const { id } = deals[index]!;
			await this.move(id, 'invoice');
			await until(async () => {
				const { sheetRows, attention } = await this.effects(id);
				return sheetRows.length + attention.length > 0;
			});
		}
		// The last writes of the journal: the picture shows a world at rest.
		await new Promise((done) => setTimeout(done, 2500));
	}

	async deals(): Promise<{ id: string; stage: string }[]> {
		return (await this.api.get('crm/bitrix24/deals')).data;
	}

	async move(id: string, stage: LogicalStage): Promise<void> {
		await this.api.patch(`crm/bitrix24/deals/${id}`, { stage });
	}

	async effects(
		deal?: string,
	): Promise<Record<'emails' | 'sheetRows' | 'attention', { messageId: string; text: string }[]>> {
		return (await this.api.get('effects', { params: deal ? { crm: 'bitrix24', deal } : {} })).data;
	}

	async firstPdf(): Promise<Buffer> {
		const [mail] = (await this.effects()).emails;
		const path = `mail/${encodeURIComponent(mail!.messageId)}/attachments/0`;
		return Buffer.from((await this.api.get(path, { responseType: 'arraybuffer' })).data);
	}

	/** Publishes the scenario in mode "approve" and moves a deal: answers the address of the form. */
	async askForApproval(): Promise<string> {
		const { n8n, outside } = this.sandbox;
		const input = { n8nUrl: n8n!.url, smtpPort: outside.smtpPort, timezone: 'Europe/Warsaw', profile: 'demo' as const };
		const { workflows } = scenario({ ...input, workflowOptions: { mode: 'approve' } });
		const { nodes, connections } = workflows.find(({ id }) => id === WORKFLOW_IDS.dealToInvoice)!;
		await n8n!.api.patchWorkflow(WORKFLOW_IDS.dealToInvoice, { nodes, connections });
		await n8n!.republish(WORKFLOW_IDS.dealToInvoice);
		const { id } = (await this.deals())[6]!;
		await this.move(id, 'invoice');
		let form: string | undefined;
		await until(async () => {
			const texts = (await this.sandboxMails()).map(({ text }) => text);
			form = texts.map((text) => /https?:\/\/\S+form-waiting\S+/.exec(text)?.[0]).find(Boolean);
			return form !== undefined;
		});
		return form!;
	}

	private async sandboxMails(): Promise<{ text: string }[]> {
		const { emails, alerts } = (await this.api.get('effects')).data as Record<string, { text: string }[]>;
		return [...emails!, ...alerts!];
	}
}

async function consolePages(browser: Browser, url: string): Promise<void> {
	const context = await browser.newContext({ viewport: DESK, locale: 'pl-PL', colorScheme: 'light' });
	const page = await context.newPage();
	await page.goto(url);
	await page.locator('.card').first().waitFor();
	await page.waitForTimeout(1000);
	await save(page, 'console');
	await page.click('#tab-mail');
	await page.locator('.message-row', { hasNotText: 'owner@' }).last().click();
	await save(page, 'mail', '#panel');
	await page.click('#tab-drive');
	await page.locator('#panel .drive').waitFor();
	await save(page, 'drive', '#panel');
	await context.close();

	const phone = await browser.newContext({ viewport: PHONE, locale: 'pl-PL', hasTouch: true, isMobile: true });
	const small = await phone.newPage();
	await small.goto(url);
	await small.locator('.card').first().waitFor();
	await small.waitForTimeout(1000);
	await save(small, 'console-phone');
	await phone.close();
}

/** The first page of an invoice as it came by mail. */
async function invoice(browser: Browser, pdf: Buffer): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'deal-to-invoice-pictures-'));
	try {
		await writeFile(join(folder, 'invoice.pdf'), pdf);
		const args = ['-png', '-r', '80', '-f', '1', '-singlefile', 'invoice.pdf', 'invoice'];
		await promisify(execFile)('pdftoppm', args, { cwd: folder });
		const data = (await readFile(join(folder, 'invoice.png'))).toString('base64');
		const page = await browser.newPage();
		await page.setContent(`<img style="border: 1px solid #ccc" src="data:image/png;base64,${data}">`);
		const { width } = (await page.locator('img').boundingBox())!;
		await save(page, 'invoice', { x: 0, y: 0, width: width + 16, height: 440 });
		await page.close();
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function approval(browser: Browser, world: World): Promise<void> {
	const page = await browser.newPage({ viewport: { width: 720, height: 380 }, locale: 'pl-PL' });
	// n8n's form asks for a font on the internet, and waits for it where there is none.
	await page.route(/^https:/, (route) => route.abort());
	const form = await world.askForApproval();
	// The mail is out a moment before the run has come to rest; until then n8n leaves a caller without an answer.
	const shows = async () =>
		axios.get(form, { proxy: false, timeout: 2000 }).then(
			({ data }) => String(data).includes('<form'),
			() => false,
		);
	await until(shows);
	await page.goto(form);
	await save(page, 'approval');
	await page.close();
}

/** The canvas, and the panels that a person fills in. */
async function canvas(executablePath: string, { n8n, outside }: Sandbox, language: Language): Promise<void> {
	const input = { n8nUrl: n8n!.url, smtpPort: outside.smtpPort, timezone: 'Europe/Warsaw', profile: 'demo' as const };
	const workflow = scenario({ ...input, workflowOptions: { language } }).workflows.find(
		({ id }) => id === WORKFLOW_IDS.dealToInvoice,
	)!;
	const folder = await mkdtemp(join(tmpdir(), 'deal-to-invoice-pictures-'));
	const file = join(folder, 'workflow.json');
	await writeFile(file, JSON.stringify(workflow));
	const editor = await Editor.open(executablePath, n8n!.url, { viewport: CANVAS });
	try {
		await editor.importFile(file, workflow);
		const { page } = editor;
		await page.addStyleTag({ content: ONLY_THE_FLOW });
		// What was imported is selected; a click beside it ends that.
		await page.locator('.vue-flow__pane').click({ position: { x: 300, y: 100 } });
		await page.waitForTimeout(1000);
		await save(page, `canvas-${language}`, await page.evaluate<Clip>(FLOW));
		if (language !== 'en') return;
		const { build, issue, stepRow } = NAMES.en;
		await panels(editor, { 'build-invoice': build, fakturownia: issue, 'invoice-journal': stepRow });
	} finally {
		await editor.close();
		await rm(folder, { recursive: true });
	}
}

/** The panel of each CRM's trigger, and how monday's lines are mapped. */
async function triggers(executablePath: string, n8nUrl: string): Promise<void> {
	const workflow = everyCrmWorkflow();
	const folder = await mkdtemp(join(tmpdir(), 'deal-to-invoice-pictures-'));
	const file = join(folder, 'workflow.json');
	await writeFile(file, JSON.stringify(workflow));
	const editor = await Editor.open(executablePath, n8nUrl, { viewport: TRIGGER_PANEL });
	try {
		await editor.importFile(file, workflow);
		await panels(editor, Object.fromEntries(CRM_NAMES.map((crm) => [`${crm}-deal-trigger`, nameOf(crm, 'trigger')])));
		await editor.openPanel(nameOf('monday', 'getDeal'));
		const lines = editor.byTestId('mapping-fields-container').first();
		await lines.scrollIntoViewIfNeeded();
		await editor.page.mouse.move(0, 0);
		await editor.page.waitForTimeout(1000);
		const { x, y, width, height } = (await lines.boundingBox())!;
		const around = { x: x - 16, y: y - 12, width: width + 40, height: height + 24 };
		await save(editor.page, 'panel-monday-line-columns', around);
	} finally {
		await editor.close();
		await rm(folder, { recursive: true });
	}
}

async function until(holds: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
	for (const end = Date.now() + limitMs; !(await holds()); await new Promise((done) => setTimeout(done, 300))) {
		if (Date.now() > end) throw new Error(`The sandbox did not come so far within ${limitMs} ms.`);
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
