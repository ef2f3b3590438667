import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Invoice } from '../../../invoicing/invoice';
import { BuildInvoice } from '../../../nodes/BuildInvoice/BuildInvoice.node';
import { issuedFrom, sampleBuyer, sampleDeal, sampleEntry, sampleLine } from '../../unit/invoicing/samples';
import { itemOf, runBuildInvoice } from './context';

const BUILD = {
	resource: 'invoice',
	operation: 'build',
	sellerName: 'Studio Nowak',
	mode: 'automatic',
	options: { now: '2026-11-30T23:59:00+01:00' },
};
const entry = sampleEntry();
const build = (parameters: object, items: INodeExecutionData[], options = {}) =>
	runBuildInvoice({ ...BUILD, ...parameters }, items, options);

async function invoice(deal = sampleDeal()): Promise<Invoice> {
	const [item] = await build({}, [itemOf({ deal, entry })]);
	return item?.json.invoice as unknown as Invoice;
}

async function failure(run: Promise<unknown>): Promise<NodeOperationError> {
	const error: unknown = await run.then(
		() => undefined,
		(caught: unknown) => caught,
	);
	expect(error).toBeInstanceOf(NodeOperationError);
	return error as NodeOperationError;
}

describe('Invoice: Build', () => {
	it('builds each item, pairs it, and passes deal and entry on; days are those of Warsaw', async () => {
		const second = sampleDeal({ id: '124', buyers: [] });
		const items = await build({}, [
			itemOf({ deal: sampleDeal(), entry }),
			itemOf({ deal: second, entry: { ...entry, dealId: '124' } }),
		]);
		expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[0]?.json).toMatchObject({
			ok: true,
			invoice: { issueDate: '2026-11-30', totals: { gross: '1230.00' } },
			problems: [],
			flags: [],
			brakes: { mode: 'automatic', needsApproval: false, delayMinutes: 0 },
			deal: { id: '123' },
			entry: { reference: entry.reference },
			language: 'pl',
			status: '',
			note: '',
		});
		expect(items[1]?.json).toMatchObject({ ok: false, invoice: null, problems: [{ code: 'dealWithoutBuyer' }, {}] });
		expect(items[1]?.json.status).toMatch(/^Wymaga uwagi: Brak nabywcy/);
	});

	it.each(['', 'ZŁ'])('calls the currency "%s" a problem of the deal, not of the workflow', async (currency) => {
		const [item] = await build({}, [itemOf({ deal: sampleDeal({ currency }), entry })]);
		expect(item?.json).toMatchObject({ ok: false, problems: [{ code: 'currencyUnknown' }] });
	});

	it('takes JSON text as well as objects', async () => {
		const [item] = await build({ deal: JSON.stringify(sampleDeal()), entry: JSON.stringify(entry) }, [itemOf({})]);
		expect(item?.json.ok).toBe(true);
	});

	it('hands every group of options to the domain', async () => {
		const deal = sampleDeal({ lines: [sampleLine({ vatRate: null, unitPrice: '20000' })], customFields: { T: '30' } });
		const parameters = {
			timeZone: 'Pacific/Auckland',
			ksefDuty: 'noDuty',
			mode: 'approve',
			dealTextLanguage: 'en',
			lineOptions: { rateForNoVat: '8' },
			dateOptions: { paymentDaysField: 'T' },
			brakes: { approve: 'aboveAmount', approveAbove: '10 000,50', delayMinutes: 10 },
			options: { ...BUILD.options, language: 'en', notesTemplate: 'Deal {dealId}', departmentId: '9' },
		};
		const [item] = await build(parameters, [itemOf({ deal, entry })]);
		expect(item?.json).toMatchObject({
			invoice: {
				issueDate: '2026-12-01',
				gate: 'none',
				language: 'en',
				notes: 'Deal 123',
				paymentDays: 30,
				seller: { departmentId: '9', name: 'Studio Nowak' },
				totals: { gross: '21600.00' },
			},
			brakes: { mode: 'approve', needsApproval: true, delayMinutes: 10 },
			language: 'en',
			status: 'Waiting for approval',
		});
	});

	it('is a dry run unless the user chose otherwise', async () => {
		const { mode: _mode, ...fresh } = BUILD;
		const [item] = await runBuildInvoice(fresh, [itemOf({ deal: sampleDeal(), entry })]);
		expect(item?.json).toMatchObject({
			brakes: { mode: 'dryRun' },
			status: 'Próba: dane są poprawne, nic nie wystawiono',
		});
	});

	it('takes now from the clock when no time is given', async () => {
		const before = new Date().toISOString().slice(0, 10);
		const [item] = await build({ options: {}, timeZone: 'UTC' }, [itemOf({ deal: sampleDeal(), entry })]);
		const after = new Date().toISOString().slice(0, 10);
		expect([before, after]).toContain((item?.json.invoice as unknown as Invoice).issueDate);
	});

	it('a null deal is deleted; a deal that is not there at all is an error of the wiring', async () => {
		const [item] = await build({}, [itemOf({ deal: null, entry })]);
		expect(item?.json).toMatchObject({ ok: false, invoice: null, brakes: { withdrawn: 'deleted' } });
		expect(item?.json.status).toBe('Nic nie wystawiono: deal został usunięty');
		const error = await failure(build({}, [itemOf({ entry })]));
		expect(error.message).toContain('"Deal"');
	});

	it('names the parameter and the item of a wrong shape', async () => {
		const good = itemOf({ deal: sampleDeal(), entry });
		const error = await failure(build({}, [good, itemOf({ deal: sampleDeal(), entry: { ...entry, percent: 40 } })]));
		expect(error.message).toContain('"Stage Entry"');
		expect(error.description).toContain('percent');
		expect(error.context.itemIndex).toBe(1);
	});

	it.each([
		[{ sellerName: ' ' }, 'Seller Name'],
		[{ timeZone: 'Warsaw' }, 'Time Zone'],
		[{ brakes: { approveAbove: 'much' } }, 'Approve Above'],
		[{ brakes: { delayMinutes: 61 } }, 'Delay in Minutes'],
		[{ dateOptions: { paymentDays: 2.5 } }, 'Payment Days'],
		[{ buyerOptions: { defaultCountry: 'Polska' } }, 'Default Country'],
	])('names the setting that is wrong: %j', async (parameters, label) => {
		const error = await failure(build(parameters, [itemOf({ deal: sampleDeal(), entry })]));
		expect(error.description).toContain(`"${label}"`);
	});

	it('says so when the reference time is no moment', async () => {
		const error = await failure(build({ options: { now: 'tomorrow' } }, [itemOf({ deal: sampleDeal(), entry })]));
		expect(error.message).toContain('"Reference Time"');
	});

	it('goes on with the other items when told to', async () => {
		const items = await build({}, [itemOf({ deal: 'none', entry }), itemOf({ deal: sampleDeal(), entry })], {
			onError: 'continueRegularOutput',
		});
		expect(items[0]?.json.error).toContain('"Deal"');
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect(items[1]?.json.ok).toBe(true);
	});
});

describe('Message', () => {
	const binary = { data: { data: 'JVBERi0=', mimeType: 'application/pdf', fileName: 'FV 1-11-2026.pdf' } };

	it('Compose writes the mail and passes the file on', async () => {
		const made = await invoice();
		const json = { invoice: made, issued: issuedFrom(made) };
		const [item] = await runBuildInvoice({ resource: 'message', operation: 'compose' }, [itemOf(json, binary)]);
		expect(item?.json).toMatchObject({
			mail: { to: 'ksiegowosc@klient.example.pl', subject: 'Faktura FV 1/11/2026 – Studio Nowak' },
			reference: made.reference,
			number: 'FV 1/11/2026',
			fileName: 'FV 1-11-2026.pdf',
		});
		expect(item?.binary).toEqual(binary);
	});

	it.each([
		['without its KSeF number', { legal: { state: 'pending' } }, 'no KSeF number'],
		['with another total', { gross: '1230.01' }, 'not the one that was built'],
		['with another buyer', { buyer: { name: 'X', taxId: '5260250274', emails: [] } }, 'not the one that was built'],
		['of another reference', { reference: 'bitrix24:a:124:invoice:1' }, 'another reference'],
		['that is cancelled', { cancelled: true }, 'cancelled'],
	])('Compose refuses a document %s', async (_what, overrides, message) => {
		const made = await invoice();
		const json = { invoice: made, issued: issuedFrom(made, overrides) };
		const error = await failure(runBuildInvoice({ resource: 'message', operation: 'compose' }, [itemOf(json)]));
		expect(error.message).toContain(`Deal 123: `);
		expect(error.message).toContain(message);
	});

	it('Compose lets a document go at once where the gate is open', async () => {
		const made = await invoice(sampleDeal({ buyers: [sampleBuyer({ kind: 'consumer', taxId: undefined })] }));
		const json = { invoice: made, issued: issuedFrom(made, { legal: { state: 'notRequired' } }) };
		const parameters = {
			resource: 'message',
			operation: 'compose',
			sellerName: 'Inna',
			signature: 'Ala',
			service: 'kurs',
		};
		const [item] = await runBuildInvoice(parameters, [itemOf(json)]);
		expect(item?.json.mail).toMatchObject({
			subject: 'Faktura FV 1/11/2026 – Inna',
			text: expect.stringMatching(/kurs[^]*Ala/),
		});
	});

	it.each(['pending', 'retry', 'rejected', 'unclear'])(
		'Compose waits with an open gate, too, while KSeF says %s',
		async (state) => {
			const made = await invoice(sampleDeal({ buyers: [sampleBuyer({ kind: 'consumer', taxId: undefined })] }));
			expect(made.gate).toBe('none');
			const json = { invoice: made, issued: issuedFrom(made, { legal: { state } }) };
			const error = await failure(runBuildInvoice({ resource: 'message', operation: 'compose' }, [itemOf(json)]));
			expect(error.message).toContain('KSeF has not accepted it yet');
		},
	);

	it('Preview shows mail and summary with the fingerprint that an approval covers', async () => {
		const made = await invoice();
		const parameters = { resource: 'message', operation: 'preview', summaryLanguage: 'en' };
		const [item] = await runBuildInvoice(parameters, [itemOf({ invoice: made })]);
		expect(item?.json).toMatchObject({ fingerprint: made.fingerprint, mail: { to: 'ksiegowosc@klient.example.pl' } });
		expect(item?.json.summary).toContain('Buyer: Klient sp. z o.o.');
	});
});

describe('Report: Compose Row', () => {
	it('puts the columns at the top of the item', async () => {
		const made = await invoice();
		const json = { invoice: made, issued: issuedFrom(made) };
		const parameters = { resource: 'report', operation: 'composeRow', archivePath: '2026/11/K/FV.pdf' };
		const [item] = await runBuildInvoice(parameters, [itemOf(json)]);
		expect(item?.json).toMatchObject({ Reference: made.reference, Brutto: '1230.00', Plik: '2026/11/K/FV.pdf' });
	});
});

describe('the description', () => {
	const { description } = new BuildInvoice();

	it('gives every setting a default that n8n can show', () => {
		for (const property of description.properties) expect(property).toHaveProperty('default');
	});

	it('knows an operation for every choice that it offers', async () => {
		const offered = description.properties
			.filter((property) => property.name === 'operation')
			.flatMap((property) =>
				(property.options ?? []).map((option) => [
					property.displayOptions?.show?.resource?.[0],
					'value' in option ? option.value : '',
				]),
			);
		expect(offered).toHaveLength(4);
		for (const [resource, operation] of offered) {
			const error = await failure(
				runBuildInvoice({ resource: String(resource), operation: String(operation) }, [itemOf({})]),
			);
			expect(error.message).not.toContain('is not known');
		}
	});
});
