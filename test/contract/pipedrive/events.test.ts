import { provenEntries } from '../../../connect/trigger/event';
import { memoryOf } from '../../../connect/trigger/memory';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { movesTold } from '../../../nodes/Pipedrive/dealEvent';
import { DealWebhooks } from '../../../nodes/Pipedrive/subscription';
import { pollProbe, type PollProbe, untilQuiet } from '../../unit/trigger/contexts';
import { STAGE, testCompany, tick, type TestCompany } from './company';

const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';
const RULES = stageRules([
	{ stage: STAGE.deposit, kind: 'proforma' },
	{ stage: STAGE.invoice },
	{ stage: STAGE.won, kind: 'advance' },
]);
const settings = { overlapHours: 24, everyMinutes: 1 };

const webhooks = ({ crm }: TestCompany) => new DealWebhooks(crm.client);
const source = ({ crm }: TestCompany) => ({ crm, rules: RULES, settings, vendor: 'Pipedrive' });
const emitted = (probe: PollProbe) => probe.emitted.map((run) => run[0]?.[0]?.json);

/** Takes the last delivery as the trigger does. */
async function take({ crm, delivered }: TestCompany, probe: PollProbe) {
	await tick();
	const told = movesTold(delivered.at(-1)?.body);
	crm.told(told);
	const memory = memoryOf('workflow', probe.context.getNode().id);
	const trigger = { crm, rules: RULES, state: probe.data, memory, testing: false };
	return provenEntries(
		told.map(({ move }) => move),
		trigger,
	);
}

async function listening(): Promise<TestCompany & { probe: PollProbe }> {
	const company = testCompany();
	await webhooks(company).subscribe(URL_OF_NODE);
	const probe = pollProbe();
	await pollStageEntries(probe.context, source(company), company.now());
	company.pass(60);
	company.calls.length = 0;
	return { ...company, probe };
}

describe('events and the sweep together', () => {
	it('a moved deal is told by its event, without any request, and not again by the sweep', async () => {
		const company = await listening();
		const { fake, probe, calls } = company;
		const { id } = await fake.createDeal({ title: 'D' });
		expect(await take(company, probe)).toEqual([]);
		company.pass(30);
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		expect(await take(company, probe)).toEqual([
			expect.objectContaining({
				dealId: id,
				stageId: STAGE.invoice,
				enteredAt: '2026-11-22T10:01:30Z',
				entryId: `${id}-15-1795341690`,
				reference: `pipedrive:demo:${id}:invoice:1`,
			}),
		]);
		expect(calls).toEqual([]);
		company.pass(300);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(probe.emitted).toEqual([]);
	});

	it.each(['open', 'deposit', 'invoice', 'invoiced'] as const)(
		'the sweep of another process gives the entry into "%s" the same id and moment',
		async (stage) => {
			const company = await listening();
			const { fake, probe } = company;
			const { id } = await fake.createDeal({ title: 'D', stage: stage === 'open' ? 'invoice' : 'open' });
			company.pass(30);
			if (stage !== 'open') await fake.patchDeal(id, { stage }, { silent: false });
			const told = await take(company, probe);
			company.pass(30);
			const searched = await company.fresh().stageMovesSince(
				'2026-11-22T09:00:00Z',
				RULES.map((rule) => rule.stageId),
			);
			const pick = ({ entryId, enteredAt, stageId, pipelineId }: (typeof searched)[number]) => [
				entryId,
				enteredAt,
				stageId,
				pipelineId,
			];
			expect(told).toHaveLength(1);
			expect(searched.map(pick)).toEqual(told.map((entry) => pick(entry as (typeof searched)[number])));
		},
	);

	it('finds by the sweep what no event told, over several pages, and a re-entry as a new entry', async () => {
		const company = await listening();
		const { fake, probe } = company;
		const ids: string[] = [];
		for (let at = 0; at < 620; at++) ids.push((await fake.createDeal({ title: 'D', stage: 'invoice' })).id);
		company.pass(60);
		await fake.patchDeal(ids[0]!, { stage: 'open' }, { silent: true });
		company.pass(60);
		await fake.patchDeal(ids[0]!, { stage: 'invoice' }, { silent: true });
		company.pass(60);
		await untilQuiet(probe, async () => pollStageEntries(probe.context, source(company), company.now()));
		expect(emitted(probe).map((entry) => entry?.dealId)).toEqual([...ids, ids[0]]);
	});

	it('finds a deal that passed through a watched stage unseen, and asks for its history once', async () => {
		const company = await listening();
		const { fake, probe, calls } = company;
		const { id } = await fake.createDeal({ title: 'D' });
		company.pass(60);
		await fake.patchDeal(id, { stage: 'deposit' }, { silent: true });
		company.pass(60);
		await fake.patchDeal(id, { stage: 'phase1' }, { silent: true });
		for (let sweep = 0; sweep < 3; sweep++) {
			company.pass(120);
			await pollStageEntries(probe.context, source(company), company.now());
		}
		expect(emitted(probe)).toEqual([
			expect.objectContaining({
				dealId: id,
				stageId: STAGE.deposit,
				kind: 'proforma',
				enteredAt: '2026-11-22T10:02:00Z',
			}),
		]);
		expect(calls.filter((call) => call.endsWith('/changelog'))).toHaveLength(1);
	});

	it('finds a deal that was made in a watched stage and left it unseen', async () => {
		const company = await listening();
		const { fake, probe } = company;
		const { id } = await fake.createDeal({ title: 'D', stage: 'deposit' });
		company.pass(60);
		await fake.patchDeal(id, { stage: 'phase2' }, { silent: true });
		company.pass(60);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(emitted(probe)).toEqual([
			expect.objectContaining({ stageId: STAGE.deposit, enteredAt: '2026-11-22T10:01:00Z' }),
		]);
	});

	it('asks for no history while events tell every move', async () => {
		const company = await listening();
		const { fake, probe, calls } = company;
		const { id } = await fake.createDeal({ title: 'D' });
		for (const stage of ['deposit', 'phase1', 'invoice', 'invoiced'] as const) {
			company.pass(60);
			await fake.patchDeal(id, { stage }, { silent: false });
			await take(company, probe);
		}
		company.pass(60);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(calls).toEqual(['GET /api/v2/deals']);
	});

	it('searches on without the right to read histories', async () => {
		const company = await listening();
		const { fake, probe } = company;
		const handle = fake.handle.bind(fake);
		fake.handle = async (request) =>
			request.path.endsWith('/changelog')
				? { status: 403, body: { success: false, error: 'Scope and URL mismatch' } }
				: handle(request);
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		company.pass(60);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(emitted(probe).map((entry) => entry?.dealId)).toEqual([id]);
		expect(probe.errors).toEqual([]);
	});

	it('looks into the watched stages only, where too many deals changed', async () => {
		const company = await listening();
		const { fake, crm, calls } = company;
		for (let at = 0; at < 2100; at++) await fake.createDeal({ title: 'D' });
		company.pass(60);
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		const won = await fake.createDeal({ title: 'D', stage: 'invoiced' });
		calls.length = 0;
		const moves = await crm.stageMovesSince('2026-11-22T09:00:00Z', [STAGE.invoice, STAGE.won]);
		expect(moves.map((move) => [move.dealId, move.stageId])).toEqual(
			expect.arrayContaining([
				[id, STAGE.invoice],
				[won.id, STAGE.won],
			]),
		);
		expect(calls.filter((call) => call.endsWith('/api/v2/deals'))).toHaveLength(6);
	});

	it('finds a deal late where the list lags, but finds it', async () => {
		let lag: { delayMs: number } | undefined = { delayMs: 120_000 };
		const company = testCompany({ fault: (_, fault) => (fault === 'search-lag' ? lag : undefined) });
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(company), company.now());
		company.pass(60);
		const { id } = await company.fake.createDeal({ title: 'D', stage: 'invoice' });
		company.pass(60);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(probe.emitted).toEqual([]);
		lag = undefined;
		company.pass(60);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(emitted(probe).map((entry) => entry?.dealId)).toEqual([id]);
	});

	it('misses nothing that happens in the second of the activation', async () => {
		const company = testCompany();
		const probe = pollProbe();
		company.pass(0.7);
		await pollStageEntries(probe.context, source(company), company.now());
		company.pass(0.1);
		const { id } = await company.fake.createDeal({ title: 'D', stage: 'invoice' });
		company.pass(90);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(emitted(probe).map((entry) => entry?.dealId)).toEqual([id]);
	});

	it('leaves alone what sat in the stage before, and an edit inside it', async () => {
		const company = testCompany();
		await webhooks(company).subscribe(URL_OF_NODE);
		const { fake } = company;
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		company.pass(3600);
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(company), company.now());
		company.pass(60);
		await fake.patchDeal(id, { title: 'E', amount: '100', orderNumber: '7' }, { silent: false });
		expect(await take(company, probe)).toEqual([]);
		company.pass(60);
		await pollStageEntries(probe.context, source(company), company.now());
		expect(probe.emitted).toEqual([]);
	});

	it.each([[['status'] as const], [['won_time'] as const], [['status', 'won_time'] as const]])(
		'sees that a deal was won whatever of %j is told as changed',
		async (told) => {
			const company = await listening();
			company.fake.company.toldWhenWon = [...told];
			const { id } = await company.fake.createDeal({ title: 'D' });
			company.pass(60);
			await company.fake.patchDeal(id, { stage: 'invoiced' }, { silent: false });
			expect(await take(company, company.probe)).toEqual([
				expect.objectContaining({ stageId: STAGE.won, kind: 'advance', enteredAt: '2026-11-22T10:02:00Z' }),
			]);
		},
	);
});
