import type { Http } from '../../../connect/http';
import { HubSpotClient } from '../../../nodes/HubSpot/client';
import { AppEvents } from '../../../nodes/HubSpot/subscription';
import { testAccount } from './account';

const HOOK = 'https://n8n.example/webhook/abc/webhook';

function app(developerKey = 'demo-developer-key', appId = '4242') {
	const account = testAccount();
	// n8n puts the key into the query; the adapter does not know it.
	const http: Http = {
		send: async (request) => account.http.send({ ...request, query: { ...request.query, hapikey: developerKey } }),
	};
	return {
		...account,
		hub: account.fake.hub,
		events: new AppEvents(new HubSpotClient(http, async () => undefined), appId),
	};
}
const shown = ({ hub }: ReturnType<typeof app>) =>
	hub.appSubscriptions.map((row) => [row.eventType, row.propertyName, row.active]);
const BOTH = [
	['deal.propertyChange', 'dealstage', true],
	['deal.creation', undefined, true],
];

describe('the events of an app that the node subscribes by itself', () => {
	it('are exactly two after many activations, whatever was forgotten in between', async () => {
		const own = app();
		for (let round = 0; round < 12; round++) {
			expect(await own.events.subscribe(HOOK)).toEqual({ url: HOOK });
			expect(await own.events.isSubscribed(HOOK)).toBe(true);
			if (round % 3 !== 0) await own.events.unsubscribe(HOOK);
		}
		expect([own.hub.appTarget, shown(own)]).toEqual([undefined, []]);
		await own.events.subscribe(HOOK);
		expect([own.hub.appTarget, shown(own)]).toEqual([HOOK, BOTH]);
	});

	it('notices what is missing, switched off or led elsewhere, and puts it right', async () => {
		const own = app();
		expect(await own.events.isSubscribed(HOOK)).toBe(false);
		await own.events.subscribe(HOOK);
		own.hub.appSubscriptions[0]!.active = false;
		own.hub.appSubscriptions.pop();
		expect(await own.events.isSubscribed(HOOK)).toBe(false);
		await own.events.subscribe(HOOK, { url: HOOK });
		expect(shown(own)).toEqual(BOTH);
		own.hub.appTarget = 'https://other.example/';
		expect(await own.events.isSubscribed(HOOK)).toBe(false);
	});

	it('never takes the address of an app from somebody else', async () => {
		const own = app();
		own.hub.appTarget = 'https://other.example/hook';
		own.hub.appSubscriptions.push({ id: '1', eventType: 'contact.creation', active: true, createdAt: '' });
		await expect(own.events.subscribe(HOOK)).rejects.toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
		await own.events.unsubscribe(HOOK);
		expect([own.hub.appTarget, shown(own)]).toEqual([
			'https://other.example/hook',
			[['contact.creation', undefined, true]],
		]);
	});

	it('leaves other events of its own address alone', async () => {
		const own = app();
		await own.events.subscribe(HOOK);
		own.hub.appSubscriptions.push({ id: '1', eventType: 'contact.creation', active: true, createdAt: '' });
		await own.events.unsubscribe(HOOK);
		expect([own.hub.appTarget, shown(own)]).toEqual([HOOK, [['contact.creation', undefined, true]]]);
	});

	it('tells a wrong key and a wrong app', async () => {
		await expect(app('wrong').events.subscribe(HOOK)).rejects.toMatchObject({ cause_: 'credential' });
		await expect(app(undefined, '1').events.subscribe(HOOK)).rejects.toMatchObject({ cause_: 'notFound' });
	});

	it('sends nothing but what was subscribed to', async () => {
		const own = app();
		await own.events.subscribe(HOOK);
		own.hub.appSubscriptions.pop();
		const { id } = await own.fake.createDeal({ title: 'D' });
		await own.fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(
			own.delivered.map(({ body }) => (JSON.parse(body) as { subscriptionType: string }[])[0]?.subscriptionType),
		).toEqual(['deal.propertyChange']);
	});
});
