import type { ICredentialsDecrypted } from 'n8n-workflow';
import { FakturowniaInvoicesTrigger } from '../../../nodes/Fakturownia/FakturowniaInvoicesTrigger.node';
import { EVENT_LIMIT_BYTES } from '../../../connect/trigger/webhookAnswer';
import { invoice } from '../../unit/fakturownia/support';
import { called, HOOK, passSeconds, type TriggerWorld } from '../toldContext';
import { nodeBench } from './context';
import { deal, other, sent, told, TOKEN, triggerContext, triggerWorld } from './triggerContext';

const node = new FakturowniaInvoicesTrigger();

afterEach(() => jest.useRealTimers());

const { hear, poll } = called(node, 'Fakturownia Trigger');

const hintOf = (...ids: string[]) => [{ documents: ids.map((id) => ({ id })) }];
const IGNORED = { status: 200, items: [] };
const REFUSED = { status: 401, items: [] };

describe('a call of the webhook', () => {
	it('is answered with 200 and starts one run, with one item that holds the number of the document only', async () => {
		const long = '9'.repeat(19);
		for (const id of [5001, '5001', long]) {
			expect(await hear(triggerWorld(), told(deal(id)))).toEqual({ status: 200, items: hintOf(String(id)) });
		}
	});

	it('comes from the account after a person entered a payment there, or cancelled', async () => {
		const { fake, run } = nodeBench();
		fake.setWebhook!(HOOK);
		const [item] = await run({ operation: 'issue', invoice: invoice() });
		const { documentId } = item!.json.issued as unknown as { documentId: string };
		fake.pay(documentId, { amount: '10.00' });
		const world = triggerWorld();
		expect(await hear(world, sent(fake.webhook.delivered.at(-1)!))).toEqual({ status: 200, items: hintOf(documentId) });
		passSeconds(61);
		fake.cancel(documentId);
		expect((await hear(world, sent(fake.webhook.delivered.at(-1)!))).items).toEqual(hintOf(documentId));
	});

	it('without the token, or with another one, is answered with 401, and nothing is started or remembered', async () => {
		const world = triggerWorld();
		for (const token of ['', 'another-token-of-a-stranger', `${TOKEN} `, TOKEN.toUpperCase(), null, 7, [TOKEN]])
			expect(await hear(world, told(deal(5001), token))).toEqual(REFUSED);
		const elsewhere = { ...deal(5001), token: TOKEN, client: { api_token: TOKEN } };
		expect(await hear(world, sent(JSON.stringify(elsewhere)))).toEqual(REFUSED);
		const { body } = sent(JSON.stringify(deal(5001)));
		expect(await hear(world, { headers: { 'x-api-token': TOKEN, authorization: TOKEN }, body })).toEqual(REFUSED);
		passSeconds(61);
		expect(await poll(world)).toBeNull();
		expect((await hear(world, told(deal(5001)))).items).toHaveLength(1);
	});

	it.each(['', '{', 'null', '[]', '"x"', `api_token=${TOKEN}`, `"${TOKEN}"`, '{"api_token":'])(
		'whose body is %j, is refused',
		async (body) => {
			expect(await hear(triggerWorld(), sent(body))).toEqual(REFUSED);
		},
	);

	it('is not heard where no token is entered, and put off when the credential cannot be read', async () => {
		const world = triggerWorld();
		const type = 'dealToInvoiceFakturowniaWebhookApi';
		for (const webhookToken of ['', ' ', undefined]) {
			world.credentials[type] = { webhookToken };
			for (const token of ['', ' ', undefined, 'undefined'])
				expect(await hear(world, sent(JSON.stringify({ ...deal(5001), api_token: token })))).toEqual(REFUSED);
		}
		delete world.credentials[type];
		expect((await hear(world, told(deal(5001)))).status).toBe(503);
	});

	it('that is very long is refused before it is looked at; one with a long description is not', async () => {
		const { deal: one } = deal(5001);
		const withText = (length: number) => told({ deal: { ...one, description: 'x'.repeat(length) } });
		expect((await hear(triggerWorld(), withText(EVENT_LIMIT_BYTES))).status).toBe(413);
		expect((await hear(triggerWorld(), withText(20_000))).items).toHaveLength(1);
	});

	it.each<[string, object]>([
		['a client', other('client')],
		['a product', other('product')],
		['nothing', {}],
		['a document without a number', { deal: { name: 'Firma', external_ids: {} } }],
		['a document of another system', { deal: { external_ids: { other: 5001 } } }],
		...[0, -1, 1.5, 1e21, '', '01', '5001 ', '../5001', '9'.repeat(20), true, null, [5001], { id: 5001 }].map(
			(id): [string, object] => [`a document with the number ${JSON.stringify(id)}`, deal(id)],
		),
	])('of %s with the right token is answered with 200 and starts nothing', async (_, wrapper) => {
		const world = triggerWorld();
		expect(await hear(world, told(wrapper))).toEqual(IGNORED);
		passSeconds(61);
		expect(await poll(world)).toBeNull();
	});

	it('with keys of prototypes harms nothing and proves nothing', async () => {
		const world = triggerWorld();
		const hidden = `{"__proto__":{"api_token":"${TOKEN}"},"deal":{"external_ids":{"fakturownia":5001}}}`;
		expect(await hear(world, sent(hidden))).toEqual(REFUSED);
		const idHidden = `{"api_token":"${TOKEN}","deal":{"__proto__":{"external_ids":{"fakturownia":5001}},"polluted":1}}`;
		expect(await hear(world, sent(idHidden))).toEqual(IGNORED);
		const beside = `{"constructor":{"prototype":{"polluted":1}},${String(told(deal(5001)).body).slice(1)}`;
		expect((await hear(world, sent(beside))).items).toEqual(hintOf('5001'));
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

describe('at most one run a minute', () => {
	it('what comes within a minute after a run waits for the poll, which hands all of it over at once', async () => {
		const world = triggerWorld();
		expect(await poll(world)).toBeNull();
		expect((await hear(world, told(deal(1)))).items).toEqual(hintOf('1'));
		passSeconds(20);
		for (const id of [7, 8, 7]) expect(await hear(world, told(deal(id)))).toEqual(IGNORED);
		expect(await poll(world)).toBeNull();
		passSeconds(41);
		expect(await poll(world)).toEqual(hintOf('8', '7'));
		expect(await poll(world)).toBeNull();
	});

	it('where nobody polls, the next call takes with it what waited; a document that changes again is told again', async () => {
		const world = triggerWorld();
		await hear(world, told(deal(1)));
		await hear(world, told(deal(1)));
		passSeconds(120);
		expect((await hear(world, told(deal(8)))).items).toEqual(hintOf('1', '8'));
	});

	it('is of each node by itself', async () => {
		for (const world of [triggerWorld(), triggerWorld()])
			expect((await hear(world, told(deal(1)))).items).toHaveLength(1);
	});

	it('a test in the editor shows every call, and takes nothing from the workflow that is on', async () => {
		const world = triggerWorld();
		world.mode = 'manual';
		for (let times = 0; times < 2; times += 1) expect((await hear(world, told(deal(1)))).items).toHaveLength(1);
		world.mode = 'trigger';
		expect((await hear(world, told(deal(1)))).items).toHaveLength(1);
		await hear(world, told(deal(2)));
		passSeconds(61);
		world.mode = 'manual';
		expect(await poll(world)).toBeNull();
		world.mode = 'trigger';
		expect(await poll(world)).toEqual(hintOf('2'));
	});
});

describe('switching on and off', () => {
	const hook = async (world: TriggerWorld, name: 'checkExists' | 'create' | 'delete') =>
		node.webhookMethods.default[name].call(triggerContext(world).context);

	it('asks nothing of Fakturownia, and forgets what waits when it is switched off', async () => {
		const world = triggerWorld();
		expect(await hook(world, 'checkExists')).toBe(true);
		expect(await hook(world, 'create')).toBe(true);
		await hear(world, told(deal(1)));
		await hear(world, told(deal(2)));
		expect(await hook(world, 'delete')).toBe(true);
		passSeconds(61);
		expect(await poll(world)).toBeNull();
	});

	it.each([
		['', /is empty/],
		['fifteen-letters', /is shorter than 16 characters/],
		['two words and some more', /holds a blank/],
		['https://acme.fakturownia.pl', /holds an address/],
	])('says of the token "%s" what is wrong before anything is lost, without telling it', async (token, problem) => {
		const world = triggerWorld();
		world.credentials.dealToInvoiceFakturowniaWebhookApi = { webhookToken: token };
		const error = (await hook(world, 'checkExists').catch((thrown: unknown) => thrown)) as Error;
		expect(error).toMatchObject({
			message: expect.stringMatching(problem),
			description: expect.stringMatching(/at the webhook in Fakturownia/),
		});
		const test = node.methods.credentialTest.webhookToken;
		const data = { webhookToken: token } as never;
		const result = await test.call({} as never, { data } as unknown as ICredentialsDecrypted);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(problem) });
		if (token !== '') expect(`${error.message} ${JSON.stringify(result)}`).not.toContain(token);
	});

	it('claims of another token no more than it knows', async () => {
		const data = { webhookToken: ` ${TOKEN} ` };
		const result = await node.methods.credentialTest.webhookToken.call({} as never, { data } as never);
		expect(result).toEqual({ status: 'OK', message: expect.stringContaining('the first notification shows') });
	});
});
