import type { ICredentialsDecrypted, IDataObject } from 'n8n-workflow';
import { QuickBooksInvoicesTrigger } from '../../../nodes/QuickBooks/QuickBooksInvoicesTrigger.node';
import { demoCredential, DEMO_REALM } from '../../../sandbox/fakes/quickbooks/demo';
import { invoice } from '../../unit/quickbooks/support';
import { called, passSeconds } from '../toldContext';
import { nodeBench } from './context';
import { cloudEvent, HOOK, signed, triggerContext, triggerWorld, type TriggerWorld } from './triggerContext';

const node = new QuickBooksInvoicesTrigger();

afterEach(() => jest.useRealTimers());

const { hear, poll } = called(node, 'QuickBooks Online Trigger');

const send = (...events: unknown[]) => signed(JSON.stringify(events));
const documentsOf = (items: IDataObject[] | null) =>
	(items ?? []).flatMap(({ documents }) => (documents as IDataObject[]).map(({ entity, id }) => `${entity} ${id}`));
const IGNORED = { status: 200, items: [] };

describe('a notification of the company', () => {
	const payment = cloudEvent('payment.created', { intuitentityid: '150' });

	it('is answered with 200 and starts one run, with one item that holds ids and times only', async () => {
		const events = [payment, cloudEvent('invoice.voided'), cloudEvent('customer.updated')];
		const { status, items } = await hear(triggerWorld(), send(...events));
		const at = '2026-11-30T10:00:00Z';
		expect([status, items]).toEqual([
			200,
			[
				{
					realm: DEMO_REALM,
					documents: [
						{ entity: 'Payment', id: '150', operation: 'created', at },
						{ entity: 'Invoice', id: '145', operation: 'voided', at },
					],
				},
			],
		]);
	});

	it.each(['cloudEvents', 'eventNotifications'] as const)(
		'in the form %s: what the node itself does starts nothing, a payment and a void by a person do',
		async (webhookForm) => {
			const { fake, run } = nodeBench();
			fake.patchSettings({ webhookForm });
			fake.setWebhook!(HOOK);
			const [item] = await run({ operation: 'issue', invoice: invoice() });
			const { documentId } = item!.json.issued as unknown as { documentId: string };
			await run({ operation: 'sendByEmail', documentId, emailTo: 'a@example.com' });
			const { delivered } = fake.webhooks;
			expect(delivered).toHaveLength(2);
			const world = triggerWorld();
			for (const delivery of delivered) expect(await hear(world, delivery)).toEqual(IGNORED);
			fake.pay(documentId, { amount: '10.00' });
			expect(documentsOf((await hear(world, delivered.at(-1))).items)).toEqual([
				`Payment ${fake.books.payments[0]!.Id}`,
			]);
			passSeconds(61);
			fake.cancel(documentId);
			const { items } = await hear(world, delivered.at(-1));
			expect(items).toMatchObject([{ documents: [{ entity: 'Invoice', id: documentId, operation: 'voided' }] }]);
		},
	);

	it('that is not signed, or not so, is answered with 401, and nothing is started or remembered', async () => {
		const world = triggerWorld();
		const right = send(payment);
		const { 'intuit-signature': signature } = right.headers;
		const forged = [
			{ headers: {}, body: right.body },
			{ headers: { 'intuit-signature': '' }, body: right.body },
			{ headers: { 'intuit-signature': [signature, signature] }, body: right.body },
			{ headers: right.headers, body: `${right.body} ` },
			{ headers: right.headers, body: '' },
			signed(right.body, 'another-token'),
		];
		for (const each of forged) expect(await hear(world, each)).toEqual({ status: 401, items: [] });
		expect((await hear(world, right)).items).toHaveLength(1);
	});

	it('is not heard without a verifier token, and put off when the credential cannot be read', async () => {
		const world = triggerWorld();
		world.credentials.dealToInvoiceQuickBooksWebhookApi = { verifierToken: ' ' };
		expect((await hear(world, signed(JSON.stringify([payment]), ' '))).status).toBe(401);
		delete world.credentials.dealToInvoiceQuickBooksWebhookApi;
		expect((await hear(world, send(payment))).status).toBe(503);
	});

	it('that is very long is refused before it is looked at; one of an import is not', async () => {
		const world = triggerWorld();
		expect((await hear(world, signed(Buffer.alloc(4 * 1024 * 1024 + 1)))).status).toBe(413);
		const imported = Array.from({ length: 1_500 }, () => cloudEvent('payment.created'));
		expect((await hear(world, send(...imported))).items).toHaveLength(1);
	});

	it('of another company, or of a node that does not know its own, starts nothing', async () => {
		const world = triggerWorld();
		const other = cloudEvent('payment.created', { intuitaccountid: '4620816365000000' });
		expect(await hear(world, send(other))).toEqual(IGNORED);
		expect(documentsOf((await hear(world, send(other, payment))).items)).toEqual(['Payment 150']);
		passSeconds(61);
		world.credentials.dealToInvoiceQuickBooksOAuth2Api = { ...demoCredential(), oauthTokenData: {} };
		expect(await hear(world, send(cloudEvent('payment.created')))).toEqual(IGNORED);
	});

	it('that Intuit sends again is ignored', async () => {
		const world = triggerWorld();
		const delivery = send(cloudEvent('payment.created'));
		const copies = await Promise.all(Array.from({ length: 10 }, async () => hear(world, delivery)));
		expect(copies.map(({ status }) => status)).toEqual(copies.map(() => 200));
		expect(copies.flatMap(({ items }) => items)).toHaveLength(1);
		passSeconds(300);
		expect(await hear(world, delivery)).toEqual(IGNORED);
		expect(await poll(world)).toBeNull();
	});
});

describe('at most one run a minute', () => {
	it('what comes within a minute after a run waits for the poll, which hands all of it over at once', async () => {
		const world = triggerWorld();
		expect(await poll(world)).toBeNull();
		expect((await hear(world, send(cloudEvent('payment.created')))).items).toHaveLength(1);
		passSeconds(20);
		for (const id of ['7', '8'])
			expect(await hear(world, send(cloudEvent('payment.created', { intuitentityid: id })))).toEqual(IGNORED);
		expect(await poll(world)).toBeNull();
		passSeconds(41);
		const handedOver = await poll(world);
		expect(handedOver).toHaveLength(1);
		expect(documentsOf(handedOver)).toEqual(['Payment 7', 'Payment 8']);
		expect(await poll(world)).toBeNull();
		passSeconds(30);
		expect(await hear(world, send(cloudEvent('payment.created')))).toEqual(IGNORED);
		passSeconds(61);
		expect(await poll(world)).toHaveLength(1);
	});

	it('where nobody polls, the next notification takes with it what waited', async () => {
		const world = triggerWorld();
		await hear(world, send(cloudEvent('payment.created')));
		await hear(world, send(cloudEvent('payment.created', { intuitentityid: '7' })));
		passSeconds(120);
		const { items } = await hear(world, send(cloudEvent('payment.created', { intuitentityid: '8' })));
		expect(documentsOf(items)).toEqual(['Payment 7', 'Payment 8']);
	});

	it('is of each node by itself', async () => {
		const delivery = send(cloudEvent('payment.created'));
		for (const world of [triggerWorld(), triggerWorld()]) expect((await hear(world, delivery)).items).toHaveLength(1);
	});

	it('a test in the editor shows every notification, and takes nothing from the workflow that is on', async () => {
		const world = triggerWorld();
		const first = send(cloudEvent('payment.created'));
		world.mode = 'manual';
		for (let times = 0; times < 2; times += 1) expect((await hear(world, first)).items).toHaveLength(1);
		world.mode = 'trigger';
		expect((await hear(world, first)).items).toHaveLength(1);
		await hear(world, send(cloudEvent('payment.created')));
		passSeconds(61);
		world.mode = 'manual';
		expect(await poll(world)).toBeNull();
		world.mode = 'trigger';
		expect(await poll(world)).toHaveLength(1);
	});
});

describe('switching on and off', () => {
	const hook = async (world: TriggerWorld, name: 'checkExists' | 'create' | 'delete') =>
		node.webhookMethods.default[name].call(triggerContext(world).context);

	it('needs nothing of QuickBooks, and forgets what waits when it is switched off', async () => {
		const world = triggerWorld();
		expect(await hook(world, 'checkExists')).toBe(true);
		expect(await hook(world, 'create')).toBe(true);
		await hear(world, send(cloudEvent('payment.created')));
		await hear(world, send(cloudEvent('payment.created')));
		expect(await hook(world, 'delete')).toBe(true);
		passSeconds(61);
		expect(await poll(world)).toBeNull();
	});

	it.each([
		[
			'dealToInvoiceQuickBooksWebhookApi',
			{ verifierToken: '' },
			/"Verifier Token".* is empty/,
			/developer\.intuit\.com/,
		],
		['dealToInvoiceQuickBooksOAuth2Api', { companyId: '' }, /does not say which company/, /connect it again/],
	])('says what is missing in %s before anything is lost', async (type, credential, message, description) => {
		const world = triggerWorld();
		world.credentials[type] = credential;
		await expect(hook(world, 'checkExists')).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
		});
	});

	it('looks at the token of the credential as far as that is possible', async () => {
		const test = async (data: object) =>
			node.methods.credentialTest.verifierToken.call({} as never, { data } as unknown as ICredentialsDecrypted);
		expect(await test({ verifierToken: 'abc' })).toMatchObject({ status: 'OK' });
		expect(await test({})).toMatchObject({ status: 'Error' });
	});
});
