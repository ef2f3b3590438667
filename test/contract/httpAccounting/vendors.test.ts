import type { IssuedInvoice } from '../../../invoicing/invoice';
import { INFAKT } from '../../../sandbox/fakes/httpAccounting/dialects/infakt';
import { nodeBench, type Parameters } from '../../node/HttpAccounting/context';
import { invoice } from '../../unit/fakturownia/support';
import { CASES } from './cases';
import { recipe } from './recipes';

/** What only one of the vendors of the recipes does. */
const issuedIn = (json: unknown) => (json as { issued: IssuedInvoice }).issued;

test('inFakt: sent to KSeF when nobody did, once, and legal with its number', async () => {
	const { more, credential } = CASES[0]!;
	const made = nodeBench(
		{ systemName: 'inFakt', ...credential },
		{ dialect: INFAKT, settings: { ksefDelayMs: 30_000 } },
	);
	const blocks = recipe('inFakt');
	const [item] = await made.run({ ...blocks, ...more, operation: 'issue' }, { items: [{ invoice: invoice() }] });
	expect(issuedIn(item?.json).legal.state).toBe('notSent');
	const documentId = String(item?.json.documentId);
	const status = async () => {
		const parameters = { requests: blocks.requests!, answers: blocks.answers!, ksef: 'request', authentication: 'key' };
		const [read] = await made.run({ ...parameters, operation: 'getLegalStatus', documentId, send: true });
		return issuedIn(read?.json).legal;
	};
	expect((await status()).state).toBe('pending');
	expect((await status()).state).toBe('pending');
	made.world.advance(31_000);
	expect(await status()).toMatchObject({ state: 'legal', ksefNumber: made.fake.invoices()[0]?.ksefNumber });
	expect(made.calls.filter(({ url }) => url.endsWith('/send.json'))).toHaveLength(1);
});

test('inFakt: an order that fails later is a refusal with its reason', async () => {
	const { more, credential } = CASES[0]!;
	const blocks = recipe('inFakt');
	const body = String(blocks.body).replace('$parameter.invoice.buyer.name', "''");
	const made = nodeBench({ systemName: 'inFakt', ...credential }, { dialect: INFAKT });
	const [item] = await made.run(
		{ ...blocks, body, ...more, operation: 'issue' },
		{ items: [{ invoice: invoice() }], onError: 'continueRegularOutput' },
	);
	expect(item?.json).toMatchObject({
		error: expect.stringMatching(/could not make the document for deal 42: client_company_name: nie może być puste/),
		details: { cause: 'rejected', outcome: 'notDone' },
	});
	expect(made.fake.invoices()).toEqual([]);
});

test('wFirma: a proforma is one', async () => {
	const { more, credential, dialect } = CASES[1]!;
	const issuing = { ...recipe('wFirma'), ...more, operation: 'issue' } as Parameters;
	const made = nodeBench({ systemName: 'wFirma', ...credential }, { dialect });
	const proforma = invoice({ kind: 'proforma', gate: 'none', reference: 'bitrix24:demo:42:proforma:1' });
	const [item] = await made.run(issuing, { items: [{ invoice: proforma }] });
	expect(issuedIn(item?.json)).toMatchObject({ kind: 'proforma', reference: proforma.reference });
	expect(made.fake.invoices()[0]?.kind).toBe('proforma');
});

test('Xero: the key of a reference, within its length', async () => {
	const { more, credential, dialect } = CASES[2]!;
	const made = nodeBench({ systemName: 'Xero', ...credential }, { dialect });
	await made.run(
		{ ...recipe('Xero'), ...more, operation: 'issue' },
		{ items: [{ invoice: invoice({ gate: 'none' }) }] },
	);
	const create = made.calls.find(({ method }) => method === 'PUT');
	expect(create?.headers).toMatchObject({
		'Idempotency-Key': expect.stringMatching(/^[0-9a-f-]{36}$/),
		'xero-tenant-id': 'demo-tenant',
	});
});
