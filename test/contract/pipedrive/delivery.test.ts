import { createPipedriveFake } from '../../../sandbox/fakes/pipedrive';
import type { World } from '../../../sandbox/fakes/types';

const MINUTE = 60_000;

/** A world whose machine time moves only by hand, and whose n8n answers what it is told to. */
function world(answer: (attempt: number) => number) {
	let now = Date.parse('2026-11-22T10:00:00Z');
	let waiting: { until: number; wake: () => void }[] = [];
	const tries: { attempt: number; at: number }[] = [];
	const turn = async () => new Promise((resolve) => setImmediate(resolve));
	const made: World = {
		now: () => new Date(now),
		time: {
			now: () => now,
			pause: async (ms) =>
				ms === 0 ? void (await turn()) : new Promise((wake) => waiting.push({ until: now + ms, wake })),
		},
		fault: () => undefined,
		deliver: async (_, { body }) => {
			const { attempt } = (JSON.parse(body) as { meta: { attempt: number } }).meta;
			tries.push({ attempt, at: now });
			return answer(attempt);
		},
		changed: () => undefined,
	};
	const pass = async (ms: number) => {
		const end = now + ms;
		for (;;) {
			for (let at = 0; at < 5; at++) await turn();
			const next = waiting.filter(({ until }) => until <= end).sort((one, other) => one.until - other.until)[0];
			if (!next) break;
			now = next.until;
			waiting = waiting.filter((one) => one !== next);
			next.wake();
		}
		now = end;
	};
	const fake = createPipedriveFake(made, { limits: false });
	fake.company.webhooks.create({
		url: 'https://n8n.example/x',
		action: '*',
		object: 'deal',
		name: 'x',
		version: '2.0',
		user: null,
		password: null,
	});
	return { fake, pass, tries };
}

describe('the fake delivers as Pipedrive does', () => {
	it('tries again after 3, 30 and 150 seconds, then no more', async () => {
		const { fake, pass, tries } = world(() => 503);
		await fake.createDeal({ title: 'D' });
		await pass(10 * MINUTE);
		const start = tries[0]!.at;
		expect(tries.map(({ attempt, at }) => [attempt, (at - start) / 1000])).toEqual([
			[1, 0],
			[2, 3],
			[3, 33],
			[4, 183],
		]);
	});

	it('is content with the first try that was taken', async () => {
		const { fake, pass, tries } = world((attempt) => (attempt < 3 ? 0 : 200));
		await fake.createDeal({ title: 'D' });
		await pass(10 * MINUTE);
		expect(tries.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
	});

	it('bans for half an hour after ten first tries that failed, and loses what happens meanwhile', async () => {
		const { fake, pass, tries } = world(() => 500);
		const first = () => tries.filter(({ attempt }) => attempt === 1).length;
		for (let at = 0; at < 14; at++) {
			await fake.createDeal({ title: 'D' });
			await pass(1000);
		}
		expect(first()).toBe(10);
		await pass(29 * MINUTE);
		await fake.createDeal({ title: 'D' });
		await pass(MINUTE + 1000);
		expect(first()).toBe(10);
		await fake.createDeal({ title: 'D' });
		await pass(1000);
		expect(first()).toBe(11);
	});

	it('tells typed custom fields, and in `previous` nothing but what changed', async () => {
		const bodies: { meta: Record<string, unknown>; data: Record<string, unknown>; previous: unknown }[] = [];
		const { fake, pass } = world(() => 200);
		const { deliver } = fake.company.world;
		fake.company.world.deliver = async (url, init) => {
			bodies.push(JSON.parse(init.body) as (typeof bodies)[number]);
			return deliver(url, init);
		};
		const { id } = await fake.createDeal({ title: 'D', buyer: { name: 'E K', kind: 'consumer' }, orderNumber: '7' });
		await pass(1000);
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await pass(1000);
		await fake.patchDeal(id, { orderNumber: '8' }, { silent: false });
		await pass(1000);
		const order = fake.company.fieldNamed('deal', 'Order number (D2I)')!.code;
		const person = fake.company.fieldNamed('deal', 'Private person (D2I)')!;
		expect(bodies[0]).toMatchObject({
			meta: { action: 'create', entity: 'deal', entity_id: id, version: '2.0' },
			data: {
				id: Number(id),
				visible_to: '3',
				custom_fields: {
					[order]: { type: 'varchar', value: '7' },
					[person.code]: { type: 'enum', id: person.options![0]!.id },
				},
			},
			previous: null,
		});
		expect(bodies[1]).toMatchObject({ meta: { action: 'change' }, data: { stage_id: 15 } });
		expect(bodies[1]!.previous).toEqual({ stage_id: 11 });
		expect(bodies[2]!.previous).toEqual({ custom_fields: { [order]: { type: 'varchar', value: '7' } } });
	});
});
