import Big from 'big.js';
import type { AccountingName } from '../../workflows/definitions/accountings';
import { openScene } from '../faults/support/withScene';
import { plainDeal, type Effects, type Scene } from './support/scene';

jest.setTimeout(240_000);

/** Bitrix24's stages of the sandbox, each with the document that it asks for here. */
const RULES = [
	{ stage: 'C1:DEPOSIT', kind: 'proforma', part: 1, percent: '100' },
	{ stage: 'C1:PHASE1', kind: 'advance', part: 1, percent: '30' },
	{ stage: 'C1:PHASE2', kind: 'advance', part: 2, percent: '50' },
	{ stage: 'C1:TOINVOICE', kind: 'final', part: 1, percent: '100' },
];
const STAGES = ['deposit', 'phase1', 'phase2', 'invoice'] as const;

const counted = ({ emails, files, sheetRows }: Effects) => [emails.length, files.length, sheetRows.length];
const totalsOf = (documents: Pick<Effects['invoices'][number], 'net' | 'vat' | 'gross'>[]) =>
	(['net', 'vat', 'gross'] as const).map((side) =>
		documents.reduce((sum, document) => sum.plus(document[side]), new Big(0)).toFixed(2),
	);

/** One deal through all four stages. */
async function playChain(scene: Scene): Promise<{ id: string; effects: Effects }> {
	const id = await scene.deal(plainDeal());
	for (const [index, stage] of STAGES.entries()) {
		await scene.move(id, stage);
		const each = index + 1;
		await scene.until(id, (seen) => counted(seen).every((count) => count === each), 60_000);
		// Its last step is still to be written down; the next move must not meet it half done.
		await scene.stays(id, 1500);
	}
	return { id, effects: await scene.stays(id, 3000) };
}
const subjectsOf = ({ emails }: Effects) => emails.map(({ subject }) => subject.split(' ').slice(0, 2).join(' '));
const SUBJECTS = [expect.stringMatching(/^Proforma /), 'Faktura zaliczkowa', 'Faktura zaliczkowa', 'Faktura końcowa'];

function openWith(accounting: AccountingName): () => Scene {
	let scene: Scene;
	beforeAll(async () => {
		scene = await openScene({ rules: RULES, pauses: '10, 10, 10' }, { accounting });
	}, 400_000);
	afterAll(async () => {
		await scene?.close();
	});
	return () => scene;
}

describe('Fakturownia', () => {
	const scene = openWith('fakturownia');

	it('proforma, 30 % advance, 50 % advance, final: each once, together the order', async () => {
		const { id, effects } = await playChain(scene());
		expect(counted(effects)).toEqual([4, 4, 4]);

		const documents = effects.invoices.map(({ kind, net, vat, gross }) => ({ kind, net, vat, gross }));
		expect(documents).toEqual([
			{ kind: 'proforma', net: '2134.97', vat: '466.75', gross: '2601.72' },
			{ kind: 'estimate', net: '2134.97', vat: '466.75', gross: '2601.72' },
			expect.objectContaining({ kind: 'advance', gross: '780.52' }),
			expect.objectContaining({ kind: 'advance', gross: '1300.86' }),
			expect.objectContaining({ kind: 'final', gross: '520.34' }),
		]);
		const settled = effects.invoices.slice(2);
		expect(totalsOf(settled)).toEqual(totalsOf(effects.invoices.slice(0, 1)));
		expect(settled.every(({ ksefNumber }) => ksefNumber !== '')).toBe(true);

		expect(subjectsOf(effects)).toEqual(SUBJECTS);
		// Only the final closes the deal.
		expect((await scene().getDeal(id)).stage).toBe('invoiced');
	});

	it('a final of a deal without an advance is asked about, and nothing is issued', async () => {
		const id = await scene().deal();
		await scene().move(id, 'invoice');
		const effects = await scene().until(id, ({ attention }) => attention.length > 0, 60_000);
		expect(effects.invoices).toEqual([]);
		expect(JSON.stringify(effects.attention)).toContain('zaliczki');
	});

	it('Fakturownia down while the earlier documents are read: the run waits, and goes on by itself', async () => {
		const id = await scene().deal();
		const down = { vendor: 'fakturownia', method: 'GET', path: '/invoices.json', fault: 'status:503', times: 3 };
		await scene().fault(down);
		await scene().move(id, 'phase1');
		const effects = await scene().until(id, (seen) => counted(seen).every((count) => count === 1), 120_000);
		expect(effects.invoices.map(({ kind }) => kind)).toEqual(['estimate', 'advance']);
		const steps = (await scene().journal()).filter(({ reference }) => reference.includes(`:${id}:`));
		expect(steps.find(({ step }) => step === 'build')).toMatchObject({ state: 'failed' });
	});
});

describe('QuickBooks Online', () => {
	const scene = openWith('quickbooks');

	it('estimate, two advances, final: each once, together the order', async () => {
		const { id, effects } = await playChain(scene());
		expect(counted(effects)).toEqual([4, 4, 4]);
		expect(effects.invoices.map(({ kind, gross }) => [kind, gross])).toEqual([
			['proforma', '2601.72'],
			['advance', '780.52'],
			['advance', '1300.86'],
			['final', '520.34'],
		]);
		expect(totalsOf(effects.invoices.slice(1))).toEqual(totalsOf(effects.invoices.slice(0, 1)));
		expect(subjectsOf(effects)).toEqual(SUBJECTS);
		expect((await scene().getDeal(id)).stage).toBe('invoiced');
	});
});
