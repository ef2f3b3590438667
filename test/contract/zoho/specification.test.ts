import { WatchChannels } from '../../../nodes/ZohoCrm/subscription';
import { ENTRY, FIELDS, INVOICED_STAGE, issued, PDF, testOrganisation } from './organisation';
import { describeWithSpecs, misfits, NOTICE } from './openapi';

describeWithSpecs(`Zoho's published OpenAPI files, v8.0${NOTICE}`, () => {
	it('describe every request of the adapter, and every answer of the fake', async () => {
		const organisation = testOrganisation();
		const { fake, crm, client, reading, now, calls } = organisation;
		await crm.check(FIELDS);
		await crm.ensureFields(FIELDS);
		await crm.pipelines();
		await crm.dealFields();
		const { id } = await fake.createDeal({
			title: 'D',
			stage: 'invoice',
			buyer: { name: 'Klient', taxId: '5260250274' },
			contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
			lines: [{ name: 'P', quantity: '2', unitPrice: '10', vatRate: '23' }],
		});
		const deal = await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		await reading({ lineSource: 'salesOrder' }).readDeal(id, { fields: FIELDS });
		await crm.recordInvoice(id, issued(), PDF, {
			fields: FIELDS,
			note: 'F',
			status: 'F',
			stageId: INVOICED_STAGE,
			deal,
		});
		await crm.recordInvoice(id, issued(), PDF, { fields: FIELDS, note: 'F', status: 'F' });
		await crm.latestStageMove(id);
		await crm.stageMovesSince('2026-11-01T00:00:00Z', [ENTRY.stageId]);
		const own = new WatchChannels(client, () => now().getTime());
		const channel = await own.subscribe('https://n8n.example/webhook/1');
		await own.subscribe('https://n8n.example/webhook/1', channel);
		await own.unsubscribe('https://n8n.example/webhook/1');
		expect(new Set(calls.map((call) => call.replace(/\d{9,}/g, '{id}'))).size).toBeGreaterThan(20);
		expect(organisation.departures).toEqual([]);
	});

	it('describe the refusals too', async () => {
		const organisation = testOrganisation();
		const { fake, crm } = organisation;
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		await crm.ensureFields(FIELDS);
		const refused = async (run: Promise<unknown>) => expect(run).rejects.toThrow();
		await refused(crm.setStatus(id, 'x'.repeat(300), { ...FIELDS, status: 'D2I_Number' }));
		fake.organisation.books.inBlueprint.add(id);
		await refused(
			crm.recordInvoice(id, issued(), PDF, { fields: FIELDS, note: 'F', status: 'F', stageId: INVOICED_STAGE }),
		);
		fake.deleteDeal(id);
		await refused(crm.setStatus(id, 'x', FIELDS));
		expect(organisation.departures).toEqual([]);
	});

	it('are looked into, not waved through', () => {
		const place = { schema: { $ref: '#/components/schemas/Success' }, file: 'attachments' };
		const good = { code: 'SUCCESS', message: 'm', status: 'success', details: { id: '1' } };
		expect(misfits(good, place, true)).toEqual([]);
		for (const [change, problem] of [
			[{ status: 'fine' }, /may not be "fine"/],
			[{ message: 5 }, /\$\.message is no string/],
			[{ details: {} }, /\$\.details\.id is missing/],
			[{ details: { id: 7 } }, /\$\.details\.id is no string/],
		] as const)
			expect(misfits({ ...good, ...change }, place, true).join()).toMatch(problem);
	});
});
