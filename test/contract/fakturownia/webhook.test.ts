import { createFakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import { bench, invoice, testWorld } from '../../unit/fakturownia/support';

const URL_OF_HOOK = 'http://127.0.0.1:5678/webhook/x/webhook';

/** The account with one document, and what it sent to whom. */
async function account() {
	const { accounting, fake, world } = bench();
	const calls: { url: string; body: string }[] = [];
	world.deliver = async (url, { body }) => (calls.push({ url, body }), 200);
	await accounting.issue(invoice());
	return { fake, calls, id: fake.invoices()[0]!.id };
}

test('a webhook tells of a payment and of a cancellation, in the recorded shape', async () => {
	const { fake, calls, id } = await account();
	fake.setWebhook!(URL_OF_HOOK);
	fake.pay(id, { amount: '1.00' });
	fake.pay(id, {});
	fake.cancel(id);
	expect(calls.map(({ url }) => url)).toEqual([URL_OF_HOOK, URL_OF_HOOK, URL_OF_HOOK]);
	const bodies = calls.map(({ body }) => JSON.parse(body) as { deal: Record<string, unknown> });
	expect(bodies.map(({ deal }) => [deal.paid, deal.kind])).toEqual([
		[false, 'vat'],
		[true, 'vat'],
		[true, 'canceled'],
	]);
	expect(bodies[0]).toMatchObject({
		deal: { price: expect.stringMatching(/^\d+\.\d/), external_ids: { fakturownia: Number(id) } },
		app_name: 'fakturownia',
		api_token: expect.any(String),
		locale: 'pl',
	});
	// Nothing says what happened: no event, no status, no reference.
	expect(Object.keys(bodies[0]!).sort()).toEqual(['api_token', 'app_name', 'deal', 'locale']);
	fake.reset();
	expect(fake.webhook.delivered).toEqual([]);
});

test('where no webhook is entered, or it was taken away, nothing is sent', async () => {
	const { fake, calls, id } = await account();
	fake.pay(id, { amount: '1.00' });
	fake.setWebhook!(URL_OF_HOOK);
	fake.setWebhook!('');
	fake.pay(id, {});
	expect([calls, fake.webhook.delivered]).toEqual([[], []]);
	expect(() => createFakturowniaFake(testWorld()).pay('1', {})).toThrow(RangeError);
});
