import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox';
import { CRM_NAMES } from '../../sandbox/crms';
import type { CrmName } from '../../workflows/definitions/crms';
import { findChromium } from './support/chromium';
import { Editor } from './support/editor';
import { everyCrmWorkflow, nameOf } from './support/everyCrm';

jest.setTimeout(120_000);

/** What the demo accounts offer; of the fields some. */
interface Offered {
	pipelines: string[];
	stages: string[];
	fields: string[];
	taxIdFields: string[];
}

const STAGES = ['Nowe zlecenie', 'Zaliczka', 'Etap 1 zakończony', 'Etap 2 zakończony'];
const SERVICES = [...STAGES, 'Zakończono – do faktury', 'Zafakturowano', 'Przegrane'];
/** On monday.com the stages are the labels of each status column of the board. */
const LABELS = [...SERVICES.map((stage) => `Etap: ${stage}`), 'Priorytet: Pilne', 'Priorytet: Zwykłe'];

const OFFERED: Record<CrmName, Offered> = {
	bitrix24: {
		pipelines: ['Ogólny', 'Usługi'],
		stages: SERVICES,
		fields: ['Invoice number', 'Invoice: status'],
		taxIdFields: ['Invoice number'],
	},
	hubspot: {
		pipelines: ['Pipeline sprzedaży', 'Usługi'],
		stages: SERVICES,
		fields: ['d2i_email', 'd2i_order_number'],
		taxIdFields: ['NIP (company)', 'd2i_email (deal)'],
	},
	monday: {
		pipelines: ['Zlecenia', 'Klienci'],
		stages: LABELS,
		fields: ['Wartość (numbers)', 'Opiekun (people)'],
		taxIdFields: ['Klienci: NIP (text)'],
	},
	pipedrive: {
		pipelines: ['Sprzedaż', 'Usługi'],
		stages: [...STAGES, 'Zakończono – do faktury', 'Won'],
		fields: ['VAT rate (D2I)', 'Private person (D2I)'],
		taxIdFields: ['Organization: NIP', 'Person: NIP', 'Deal: VAT rate (D2I)'],
	},
	zoho: {
		pipelines: ['Standard (Standard)', 'Usługi dla firm'],
		stages: [...STAGES, 'Do faktury', 'Zafakturowano', 'Przegrane'],
		fields: ['Deal Name', 'D2I Email', 'Invoice Lines'],
		taxIdFields: ['Deal Name'],
	},
};

const chromium = findChromium();
const title = 'the editor of n8n, with the nodes of every CRM';
const describeEditor = chromium ? describe : describe.skip;
describeEditor(chromium ? title : `${title} (skipped: no Chromium here; install one or set CHROMIUM_PATH)`, () => {
	let sandbox: Sandbox;
	let editor: Editor;
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'deal-to-invoice-crms-'));
		const besides = CRM_NAMES.filter((crm) => crm !== 'bitrix24');
		sandbox = await startSandbox({ profile: 'demo', port: 0, quiet: true, besides });
		editor = await Editor.open(chromium!, sandbox.n8n!.url);
		const workflow = everyCrmWorkflow();
		const file = join(folder, 'every-crm.json');
		await writeFile(file, JSON.stringify(workflow));
		await editor.importFile(file, workflow);
	}, 300_000);
	afterAll(async () => {
		await editor?.close();
		await sandbox?.stop();
		await rm(folder, { recursive: true });
	});
	afterEach(async () => {
		expect(editor.crashes.splice(0)).toEqual([]);
		expect(await editor.errorMessages()).toEqual([]);
	});

	describe.each(CRM_NAMES)('%s', (crm) => {
		const { pipelines, stages, fields, taxIdFields } = OFFERED[crm];
		afterEach(async () => editor.closePanel());

		it('offers its pipelines and the stages of the chosen one in the trigger', async () => {
			await editor.openPanel(nameOf(crm, 'trigger'));
			expect(await editor.offered('pipeline')).toEqual(pipelines);
			expect(await editor.offered('stage')).toEqual(stages);
		});

		it('offers the fields of deals, and those that may hold the tax number', async () => {
			await editor.openPanel(nameOf(crm, 'getDeal'));
			expect(await editor.offered('number')).toEqual(expect.arrayContaining(fields));
			expect(await editor.offered('taxId')).toEqual(expect.arrayContaining(taxIdFields));
		});

		it('offers the stages for an invoiced deal', async () => {
			await editor.openPanel(nameOf(crm, 'record'));
			const [first, ...others] = await editor.offered('invoicedStage');
			expect(first).toBe('Leave the Deal Where It Is');
			// With the name of the pipeline before, where there are several.
			const names = others.map((name) => name.split(': ').at(-1));
			expect(names).toEqual(expect.arrayContaining(stages.map((stage) => stage.split(': ').at(-1))));
		});
	});

	it('offers the boards of monday.com, and the columns of deals, clients and lines', async () => {
		await editor.openPanel(nameOf('monday', 'getDeal'));
		expect(await editor.offered('pipeline')).toEqual(OFFERED.monday.pipelines);
		expect(await editor.offered('client')).toContain('Klient (board_relation)');
		expect(await editor.offered('city')).toContain('Miasto (text)');
		const quantity = await editor.offered('quantity');
		expect(quantity).toEqual(expect.arrayContaining(['Ilość (numbers)', 'No Such Column']));
		expect(await editor.offered('vatRate')).toEqual(
			quantity.map((name) => name.replace('dti_quantity', 'dti_line_vat')),
		);
		await editor.closePanel();
	});
});
