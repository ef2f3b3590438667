import Big from 'big.js';
import axios from 'axios';
import { setTimeout as pause } from 'node:timers/promises';
import { WORKFLOW_IDS } from '../../sandbox/scenario';
import { counts, ONE_OF_EACH, plainDeal, Scene } from './support/scene';

jest.setTimeout(300_000);

const NOTHING = { invoices: 0, emails: 0, files: 0, sheetRows: 0, recordings: 0 };

let scene: Scene;
beforeAll(async () => {
	scene = await Scene.open();
}, 300_000);
afterAll(async () => {
	await scene?.close();
});
afterEach(async () => {
	await scene.accounting({ ksefAnswer: 'ok', delayMs: 0 });
	await scene.clock(null);
});

describe('mode dry run', () => {
	it('shows the invoice and issues nothing', async () => {
		await scene.change({ mode: 'dryRun' });
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		const { fields } = await until(id, /Próba/);
		expect(fields.UF_CRM_D2I_STATUS).toContain('nic nie wystawiono');
		expect(counts(await scene.stays(id, 1000))).toEqual(NOTHING);
	});
});

describe('mode approve', () => {
	beforeAll(async () => {
		await scene.change({ mode: 'approve' });
	});

	const asked = async () => {
		const deal = plainDeal();
		const id = await scene.deal(deal);
		await scene.move(id, 'invoice');
		const link = await scene.approvalLink(deal.buyer!.name);
		await until(id, /Czeka na zatwierdzenie/);
		await scene.formOpens(link);
		return { id, link };
	};

	it('issues after a person said yes; looking at the link is no yes', async () => {
		const { id, link } = await asked();
		expect((await scene.getDeal(id)).fields.UF_CRM_D2I_STATUS).toContain(link.slice(0, 40));
		expect(String((await axios.get(link, { proxy: false })).data)).toContain('Wystaw');
		expect(counts(await scene.stays(id, 2000))).toEqual(NOTHING);
		await scene.answer(link, 'Wystaw fakturę');
		expect(counts(await scene.finished(id))).toEqual(ONE_OF_EACH);
	});

	it('holds no running execution while it waits, and survives a restart', async () => {
		const { id, link } = await asked();
		const states = async () =>
			(await scene.sandbox.n8n!.api.executions({ workflowId: WORKFLOW_IDS.dealToInvoice })).map(({ status }) => status);
		for (let looks = 0; looks < 50 && (await states()).includes('running'); looks++) await pause(100);
		expect(await states()).toContain('waiting');
		expect(await states()).not.toContain('running');
		await scene.n8n('kill');
		await scene.n8n('start');
		await scene.answer(link, 'Wystaw fakturę');
		expect(counts(await scene.finished(id))).toEqual(ONE_OF_EACH);
	});

	it('issues nothing after a no', async () => {
		const { id, link } = await asked();
		await scene.answer(link, 'Nie wystawiaj');
		await until(id, /odmówiono/);
		expect(counts(await scene.effects(id))).toEqual(NOTHING);
	});

	it('issues nothing when the deal was moved back before the answer', async () => {
		const { id, link } = await asked();
		await scene.move(id, 'open');
		await scene.answer(link, 'Wystaw fakturę');
		await until(id, /wcześniejszy etap/);
		expect(counts(await scene.stays(id, 1000))).toEqual(NOTHING);
	});
});

describe('KSeF', () => {
	beforeAll(async () => {
		await scene.change({ mode: 'automatic' });
	});

	it('busy with the document, n8n killed meanwhile: nothing leaves before the number, one of each after', async () => {
		await scene.accounting({ ksefAnswer: 'processing' });
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		await until(id, /Czeka na KSeF/);
		await scene.n8n('kill');
		await scene.n8n('start');
		expect(counts(await scene.stays(id, 20_000))).toEqual({ ...NOTHING, invoices: 1 });
		expect((await scene.getDeal(id)).stage).toBe('invoice');
		await scene.accounting({ ksefAnswer: 'ok' });
		const effects = await scene.finished(id, 150_000);
		expect(counts(effects)).toEqual(ONE_OF_EACH);
		expect(effects.emails[0]!.text).toContain(effects.invoices[0]!.ksefNumber);
	});

	it('that rejects the document: nothing leaves, and the deal says why', async () => {
		await scene.accounting({ ksefAnswer: 'send_error' });
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		const { fields } = await until(id, /KSeF/);
		expect(fields.UF_CRM_D2I_STATUS).toContain('Wymaga uwagi');
		expect(counts(await scene.stays(id, 8000))).toEqual({ ...NOTHING, invoices: 1 });
	});
});

describe('two stage rules on one deal', () => {
	it('make two invoices of 40 % and 60 %, right to the grosz, however often each stage is entered', async () => {
		await scene.change({
			invoicedStage: '',
			rules: [
				{ stage: 'C1:PHASE1', kind: 'invoice', part: 1, percent: '40' },
				{ stage: 'C1:PHASE2', kind: 'invoice', part: 2, percent: '60' },
			],
		});
		const id = await scene.deal({
			lines: [{ name: 'Wdrożenie', quantity: '1', unitPrice: '1000.01', priceBasis: 'net', vatRate: '23' }],
		});
		await scene.move(id, 'phase1');
		await scene.until(id, ({ invoices, sheetRows }) => invoices.length === 1 && sheetRows.length === 1);
		await scene.move(id, 'phase2');
		await scene.until(id, ({ invoices, sheetRows }) => invoices.length === 2 && sheetRows.length === 2);
		for (let round = 0; round < 4; round++) {
			await scene.move(id, 'phase1');
			await scene.move(id, 'phase2');
		}
		const { invoices, emails } = await scene.stays(id, 6000);
		expect(invoices).toHaveLength(2);
		expect(emails).toHaveLength(2);
		// 1000.01 net at 23 % is 1230.01 gross.
		expect(invoices.reduce((sum, { gross }) => sum.plus(gross), new Big(0)).toFixed(2)).toBe('1230.01');
		expect(invoices.map(({ gross }) => gross).sort()).toEqual(['492.00', '738.01']);
	});
});

describe('a deal in EUR', () => {
	it('waits while NBP is down, and then carries the rate of the working day before', async () => {
		await scene.change({ mode: 'automatic', pauses: '10, 10, 10' });
		await scene.fault({ vendor: 'nbp', fault: 'status:503', times: 3 });
		const id = await scene.deal({ currency: 'EUR' });
		await scene.move(id, 'invoice');
		await until(id, /NBP/);
		expect(counts(await scene.effects(id))).toEqual(NOTHING);
		const { invoices } = await scene.finished(id, 150_000);
		expect(invoices[0]!.currency).toBe('EUR');
		expect(invoices[0]!.exchange).toEqual({
			rate: expect.stringMatching(/^4\.\d{1,4}$/),
			note: expect.stringMatching(
				/^Kurs NBP: 1 EUR = 4\.\d{1,4} PLN, tabela \d+\/A\/NBP\/20\d\d z dnia 20\d\d-\d\d-\d\d; VAT: \d+\.\d\d PLN$/,
			),
		});
	});
});

describe('won at 23:59 Warsaw on 30 November, n8n in New York, swept on 1 December', () => {
	it('has the sale date of November and the issue date of December', async () => {
		await scene.change({ now: '2026-12-01T00:05:00+01:00' });
		const id = await scene.deal();
		await scene.clock('2026-11-30T23:59:00+01:00');
		await scene.move(id, 'invoice', true);
		await scene.clock('2026-12-01T00:05:00+01:00');
		const { invoices, files } = await scene.finished(id, 150_000);
		expect(invoices[0]).toMatchObject({ saleDate: '2026-11-30', issueDate: '2026-12-01' });
		expect(files[0]!.path).toMatch(/^2026\/12\//);
	});
});

/** Waits until the deal's status says so. */
async function until(id: string, status: RegExp): Promise<{ fields: Record<string, string> }> {
	let deal = await scene.getDeal(id);
	for (let looks = 0; looks < 200 && !status.test(deal.fields.UF_CRM_D2I_STATUS ?? ''); looks++) {
		await pause(200);
		deal = await scene.getDeal(id);
	}
	expect(deal.fields.UF_CRM_D2I_STATUS).toMatch(status);
	return deal;
}
