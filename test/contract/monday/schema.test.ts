import { buildSchema } from 'graphql';
import { BoardWebhooks } from '../../../nodes/Monday/subscription';
import { placeOfStage } from '../../../nodes/Monday/stageId';
import { API_VERSION } from '../../../nodes/Monday/client';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { SDL } from '../../../sandbox/fakes/monday/schema';
import { FIELDS, issued, PDF, STAGES, testAccount, type TestAccount } from './account';
import { describeWithSchema, misfits, NOTICE, objections, strangers } from './specs';

jest.setTimeout(60_000);

/** Everything that the adapter can send, sent once. */
async function everything(): Promise<TestAccount> {
	const account = testAccount();
	const { fake, crm, client } = account;
	const since = new Date(account.now().getTime() - 60_000).toISOString();
	await crm.account();
	await crm.pipelines();
	await crm.check(FIELDS);
	await crm.ensureFields(FIELDS);
	await crm.dealFields();
	const { id } = await fake.createDeal({
		title: 'Wszystko',
		stage: 'invoice',
		notes: 'Uwagi',
		currency: 'EUR',
		saleDate: '2026-11-20',
		customFields: { dti_no_email: 'tak', dti_email: 'a@klient.example' },
		buyer: { name: 'Klient', taxId: '5260250274', email: 'k@klient.example', country: 'PL', kind: 'business' },
		contact: { name: 'Jan', email: 'jan@klient.example' },
		lines: [
			{
				name: 'L',
				quantity: '2',
				unit: 'h',
				unitPrice: '10.5',
				discountPercent: '5',
				vatRate: '23',
				priceBasis: 'net',
			},
		],
	});
	const deal = await crm.readDeal(id, { entry: { stageId: STAGES.invoice, pipelineId: DEALS }, fields: FIELDS });
	const options = { fields: FIELDS, note: 'Faktura <1> & 2', status: 'Zafakturowano', stageId: STAGES.invoiced };
	await crm.recordInvoice(id, issued(), PDF, { ...options, deal });
	await crm.recordInvoice(id, issued({ reference: 'monday:7700123:1:invoice:2' }), PDF, options);
	await crm.readDeal(id, { fields: FIELDS });
	await crm.setStatus(id, 'Opłacona', FIELDS);
	const hooks = new BoardWebhooks(client, [placeOfStage(STAGES.invoice)!], undefined);
	const subscription = await hooks.subscribe('https://n8n.example/webhook/1');
	await hooks.isSubscribed('https://n8n.example/webhook/1', subscription);
	crm.webhooksOf = [DEALS];
	for (let at = 0; at < 150; at++) await fake.createWithStage({ title: `Z formularza ${at}`, stage: 'invoice' });
	for (let at = 0; at < 1005; at++) await fake.patchDeal(id, { stage: at % 2 ? 'invoice' : 'open' }, { silent: true });
	account.pass(6);
	await crm.stageMovesSince(since, [STAGES.invoice, STAGES.deposit]);
	await account.with({ watched: [STAGES.invoice] }).latestStageMove(id);
	await hooks.unsubscribe('https://n8n.example/webhook/1', subscription);
	return account;
}

describeWithSchema(`the published schema of ${API_VERSION}${NOTICE}`, () => {
	let account: TestAccount;
	beforeAll(async () => (account = await everything()));

	it('knows every document that is sent', () => {
		const kinds = new Set(account.calls);
		// Nothing is left out: reading, writing, searching with its further pages, set-up, webhooks.
		for (const name of ['items', 'items users', 'boards', 'log0 hooks0', 'next_items_page', 'webhooks', 'log0'])
			expect([...kinds]).toContain(name);
		for (const name of [
			'change_multiple_column_values',
			'create_update',
			'add_file_to_column',
			'create_webhook',
			'delete_webhook',
		])
			expect([...kinds]).toContain(name);
		expect([...kinds].some((name) => /column0 column1/.test(name))).toBe(true);
		const documents = [...new Set(account.exchanges.map(({ document }) => document))];
		expect(documents.flatMap((document) => objections(document))).toEqual([]);
	});

	it('fits every answer of the fake', async () => {
		for (const { document, variables, answer } of account.exchanges) {
			const { data, errors } = answer as { data: Record<string, unknown>; errors?: unknown };
			expect({ document, errors }).toEqual({ document, errors: undefined });
			expect({ document, misfits: await misfits(document, variables, data) }).toEqual({ document, misfits: [] });
		}
	});

	it('would object to a field, an argument and a type that monday does not have', async () => {
		expect(objections('{ items(ids: [1]) { id colour } }')[0]).toContain('colour');
		expect(objections('{ items(id: 1) { id } }')[0]).toContain('"id"');
		expect(await misfits('{ items { id name } }', {}, { items: [{ id: '1', name: null }] })).toHaveLength(1);
		expect(await misfits('{ boards { state } }', {}, { boards: [{ state: 'lively' }] })).toHaveLength(1);
		expect(await misfits('{ items { id } }', {}, { items: [{}] })).toHaveLength(1);
	});

	it("holds every name and type of the fake's own schema", () => {
		expect(strangers(buildSchema(SDL))).toEqual([]);
	});
});

it('pins the version of the API in every request', async () => {
	const { crm, exchanges, fake } = testAccount();
	await crm.ensureFields(FIELDS);
	const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
	await crm.recordInvoice(id, issued(), PDF, { fields: FIELDS, note: 'N', status: 'S' });
	expect(exchanges.length).toBeGreaterThan(4);
	expect(exchanges.some(({ path }) => path === '/v2/file')).toBe(true);
	for (const { headers } of exchanges) expect(headers['api-version']).toBe('2026-10');
});
