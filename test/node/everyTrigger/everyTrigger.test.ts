import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CRM_NAMES } from '../../../sandbox/crms';
import type { LogicalStage } from '../../../sandbox/fakes/types';
import { TRIGGERS_AT_FAKES, type TriggerAtFake } from './triggersAtFakes';

// monday's trigger lets the log catch up for two seconds before it reads it.
jest.setTimeout(30_000);

const MINUTE = 60_000;

/** Only the date is ours: the triggers and the fakes read the same clock, and everything else takes its time. */
function passMinutes(minutes: number): void {
	const now = Date.now() + minutes * MINUTE;
	jest.useFakeTimers({ now, doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'] });
}
afterEach(() => jest.useRealTimers());

/** Deeply: what webhook() wrote would be lost in n8n, or would overwrite what poll() keeps. */
function deepFreeze<T>(value: T): T {
	if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
	return value;
}

/** A trigger as n8n calls it. */
class Driven {
	readonly at: TriggerAtFake;
	calls = 0;
	/** Errors that searches told. */
	readonly told: string[] = [];
	private process = 1;

	constructor(private readonly crm: (typeof CRM_NAMES)[number]) {
		this.at = TRIGGERS_AT_FAKES[crm]();
		const { fake } = this.at;
		const handle = fake.handle.bind(fake);
		fake.handle = async (request) => (this.calls++, handle(request));
	}

	/** n8n begins anew: the static data are what was stored, the memory is gone. */
	restart(): void {
		this.process += 1;
		this.at.world.data = structuredClone(this.at.world.data);
	}

	private context(event?: unknown) {
		const made = this.at.context(event);
		const node = made.context.getNode();
		const getNode = () => ({ ...node, id: `${this.crm} ${node.id} ${this.process}` });
		return { ...made, context: Object.assign(made.context, { getNode }) };
	}

	async hook(name: 'checkExists' | 'create' | 'delete'): Promise<boolean> {
		return this.at.node.webhookMethods!.default![name]!.call(this.context().context as never);
	}

	async activate(): Promise<this> {
		await this.hook('create');
		await this.sweep();
		return this;
	}

	/** The stage entries that a search starts runs for. */
	async sweep(): Promise<IDataObject[]> {
		const { context, emitted, errors } = this.context();
		await this.at.node.poll!.call(context);
		this.told.push(...errors.map(({ message }) => message));
		return (emitted as INodeExecutionData[][][]).flatMap(([items]) => items!.map(({ json }) => json));
	}

	async hear(event: unknown): Promise<{ status: number; items: IDataObject[] }> {
		const { context, answers } = this.context(event);
		const { workflowData } = await this.at.node.webhook!.call(context);
		const [answer] = answers as (number | { status: number })[];
		expect(answers).toHaveLength(1);
		return {
			status: typeof answer === 'object' ? answer.status : answer!,
			items: (workflowData?.[0] ?? []).map(({ json }) => json),
		};
	}

	/** A deal that a user moves; `told` is false where the CRM tells nobody. */
	async enter(stage: LogicalStage = 'invoice'): Promise<{ id: string; told: boolean }> {
		const { fake } = this.at;
		const before = this.at.told();
		const { id } = await fake.createDeal({ title: 'D', stage: 'open' });
		await new Promise((resolve) => setTimeout(resolve, 5));
		await fake.patchDeal(id, { stage }, { silent: false });
		await new Promise((resolve) => setTimeout(resolve, 5));
		return { id, told: this.at.told() > before };
	}

	async enterSilently(): Promise<string> {
		const { id } = await this.at.fake.createDeal({ title: 'D', stage: 'open' });
		await this.at.fake.patchDeal(id, { stage: 'invoice' }, { silent: true });
		return id;
	}
}

/** monday tells of the watched labels only. */
const HEARS_OF_WATCHED_ONLY: readonly string[] = ['monday'];

describe.each(CRM_NAMES)('the deal trigger of %s', (crm) => {
	const entryOf = ({ at }: Driven, id: string) => ({
		...{ crm, account: at.account, dealId: id, stageId: at.stageId },
		...{ kind: 'invoice', part: 1, percent: '100', percentBefore: '0' },
		reference: `${crm}:${at.account}:${id}:invoice:1`,
	});

	it('subscribes once, and unsubscribes without a trace', async () => {
		const trigger = new Driven(crm);
		expect(await trigger.hook('checkExists')).toBe(false);
		expect(await trigger.hook('create')).toBe(true);
		expect(await trigger.hook('checkExists')).toBe(true);
		await trigger.hook('create');
		expect(trigger.at.subscriptions()).toHaveLength(trigger.at.subscribed);
		expect(await trigger.hook('delete')).toBe(true);
		expect(trigger.at.subscriptions()).toEqual([]);
		expect(trigger.at.world.data.subscription).toBeUndefined();
	});

	it('answers 200 to an event and starts one run with the stage entry, ids and times only', async () => {
		const trigger = await new Driven(crm).activate();
		const { id } = await trigger.enter();
		const { status, items } = await trigger.hear(trigger.at.lastEvent());
		expect([status, items]).toEqual([200, [expect.objectContaining(entryOf(trigger, id))]]);
		expect(JSON.stringify(items)).not.toMatch(/secret|token|auth|basic|signature/i);
	});

	it('starts one run for any number of copies, at once or later, and for the search after them', async () => {
		const trigger = await new Driven(crm).activate();
		await trigger.enter();
		const event = trigger.at.lastEvent();
		const copies = await Promise.all(Array.from({ length: 10 }, async () => trigger.hear(event)));
		expect(copies.map(({ status }) => status)).toEqual(copies.map(() => 200));
		expect(copies.flatMap(({ items }) => items)).toHaveLength(1);
		expect(await trigger.hear(event)).toEqual({ status: 200, items: [] });
		passMinutes(2);
		const before = trigger.calls;
		expect(await trigger.sweep()).toEqual([]);
		expect(trigger.calls).toBeGreaterThan(before);
	});

	it('starts nothing for another stage', async () => {
		const trigger = await new Driven(crm).activate();
		const { told } = await trigger.enter('phase1');
		expect(told).toBe(!HEARS_OF_WATCHED_ONLY.includes(crm));
		if (told) expect(await trigger.hear(trigger.at.lastEvent())).toEqual({ status: 200, items: [] });
		passMinutes(2);
		expect(await trigger.sweep()).toEqual([]);
	});

	it('refuses forged events, and asks and starts nothing', async () => {
		const trigger = await new Driven(crm).activate();
		await trigger.enter();
		const event = trigger.at.lastEvent();
		const before = trigger.calls;
		for (const forged of trigger.at.forged(event))
			expect(await trigger.hear(forged)).toEqual({ status: 401, items: [] });
		expect(trigger.calls).toBe(before);
		expect((await trigger.hear(event)).items).toHaveLength(1);
	});

	it('never writes static data in webhook()', async () => {
		const trigger = await new Driven(crm).activate();
		await trigger.enter();
		const event = trigger.at.lastEvent();
		trigger.at.world.data = deepFreeze(structuredClone(trigger.at.world.data));
		expect((await trigger.hear(event)).items).toHaveLength(1);
	});

	it('names once the deals that stood in the stage before', async () => {
		const trigger = new Driven(crm);
		const stood = [await trigger.enterSilently(), await trigger.enterSilently()];
		await trigger.at.fake.createDeal({ title: 'D', stage: 'open' });
		passMinutes(5);
		await trigger.activate();
		passMinutes(5);
		await trigger.enterSilently();
		await trigger.sweep();
		expect(trigger.told).toEqual([expect.stringMatching(/left alone, newest first: [^ ]+, [^ ]+$/)]);
		expect(trigger.told[0]!.replace(/.*: /, '').split(', ').sort()).toEqual(stood.sort());
		trigger.restart();
		passMinutes(5);
		await trigger.sweep();
		expect(trigger.told).toHaveLength(1);
	});

	it('needs at most one request more for that', async () => {
		const telling = await new Driven(crm).activate();
		const silent = new Driven(crm);
		silent.at.world.parameters.options = { startFrom: new Date(Date.now() - MINUTE).toISOString() };
		await silent.activate();
		expect([crm, telling.calls - silent.calls]).toEqual([crm, crm === 'monday' ? 0 : 1]);
	});

	it('leaves alone what stood in the stage before, and finds once what no event told', async () => {
		const trigger = new Driven(crm);
		await trigger.enterSilently();
		passMinutes(5);
		await trigger.activate();
		passMinutes(5);
		expect(await trigger.sweep()).toEqual([]);
		const id = await trigger.enterSilently();
		passMinutes(5);
		expect(await trigger.sweep()).toEqual([expect.objectContaining(entryOf(trigger, id))]);
		passMinutes(5);
		expect(await trigger.sweep()).toEqual([]);
	});

	it('resumes after n8n was away: finds what happened meanwhile, and keeps its subscription', async () => {
		const trigger = await new Driven(crm).activate();
		passMinutes(5);
		const id = await trigger.enterSilently();
		passMinutes(20);
		trigger.restart();
		expect(await trigger.hook('checkExists')).toBe(true);
		expect(await trigger.sweep()).toEqual([expect.objectContaining(entryOf(trigger, id))]);
		expect(trigger.at.subscriptions()).toHaveLength(trigger.at.subscribed);
	});

	it('renews in the search what the CRM has lost, and hears again', async () => {
		const trigger = await new Driven(crm).activate();
		trigger.at.drop();
		expect(trigger.at.subscriptions()).toEqual([]);
		passMinutes(trigger.at.noticedAfter ?? 5);
		await trigger.sweep();
		expect(trigger.at.subscriptions()).toHaveLength(trigger.at.subscribed);
		await trigger.enter();
		expect((await trigger.hear(trigger.at.lastEvent())).items).toHaveLength(1);
	});

	it('subscribes to nothing and hears nothing when it only searches, and finds the deal', async () => {
		const heard = await new Driven(crm).activate();
		await heard.enter();
		const trigger = new Driven(crm);
		trigger.at.world.parameters.listenBy = 'sweepOnly';
		expect(await trigger.hook('checkExists')).toBe(true);
		await trigger.activate();
		expect(trigger.at.subscriptions()).toEqual([]);
		expect(await trigger.hear(heard.at.lastEvent())).toEqual({ status: 401, items: [] });
		passMinutes(2);
		const id = await trigger.enterSilently();
		passMinutes(2);
		expect(await trigger.sweep()).toEqual([expect.objectContaining({ dealId: id })]);
	});

	it('throws nothing while the CRM refuses the credential, and can be switched off', async () => {
		const trigger = await new Driven(crm).activate();
		await trigger.enterSilently();
		trigger.at.revoke();
		passMinutes(2);
		const before = trigger.calls;
		expect(await trigger.sweep()).toEqual([]);
		expect(trigger.calls).toBeGreaterThan(before);
		expect(await trigger.hook('delete')).toBe(false);
	});
});
