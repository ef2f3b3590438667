import { recordPayment } from '../../../connect/crm/payment';
import { parseRows, type NewRow } from '../../../invoicing/journal/row';
import { changesOf, seenOf } from '../../../invoicing/payments/changes';
import { openDocuments, periodOf } from '../../../invoicing/payments/open';
import { bench, invoice } from '../../unit/fakturownia/support';
import { plainDeal } from '../../e2e/support/plainDeal';
import { FIELDS, testPortal } from '../bitrix24/portal';

jest.setTimeout(120_000);

const DOCUMENTS = 500;
const TODAY = '2026-12-01';

/** One turn of the workflow of the payments, as its steps make it, at the two fakes. */
it(`one turn over ${DOCUMENTS} open documents: a list page for each hundred, one request a deal that has news`, async () => {
	const { accounting, fake, http } = bench();
	const portal = testPortal();
	await portal.crm.ensureFields(FIELDS);
	const done: object[] = [];
	for (let count = 1; count <= DOCUMENTS; count++) {
		const id = (await portal.fake.createDeal(plainDeal())).id;
		const reference = `bitrix24:demo.bitrix24.pl:${id}:invoice:1`;
		const issued = await accounting.issue(invoice({ reference }));
		const { system: vendor, number, documentId: document_id, currency } = issued;
		done.push({ reference, vendor, number, document_id, currency, createdAt: '2026-11-30T12:00:00.000Z', data: '' });
		if (count % 5 === 0) fake.pay(document_id, { amount: count % 2 === 0 ? '100.00' : '1230.00' });
	}
	const rows: NewRow[] = [];
	const turn = async () => {
		http.sent.length = 0;
		portal.calls.length = 0;
		const started = process.hrtime.bigint();
		const stored = rows.map((row, index) => ({ ...row, id: index + 1, createdAt: '2026-12-01T00:00:00Z' }));
		const known = { done, rows: parseRows(stored), awaited: () => false };
		const open = openDocuments({ ...known, crm: 'bitrix24', zone: 'Europe/Warsaw' });
		const issued = await accounting.list(periodOf(open, TODAY)!);
		const changes = changesOf(seenOf(open, issued, TODAY), 'pl');
		for (const { dealId, payment, row } of changes) {
			await recordPayment(portal.crm, dealId, payment, FIELDS);
			rows.push(row);
		}
		const ms = Number(process.hrtime.bigint() - started) / 1e6;
		return { open: open.length, lists: http.sent.length, writes: portal.calls.length, changes: changes.length, ms };
	};

	const first = await turn();
	expect(first).toMatchObject({ open: DOCUMENTS, changes: 100, writes: 100 });
	expect(first.lists).toBeLessThanOrEqual(6);
	const second = await turn();
	expect(second).toMatchObject({ open: DOCUMENTS - 50, changes: 0, writes: 0 });
	expect(second.lists).toBeLessThanOrEqual(6);
	expect(first.ms).toBeLessThan(20_000);
	if (process.env.D2I_FIGURES) console.log(JSON.stringify([first, second]));
});
