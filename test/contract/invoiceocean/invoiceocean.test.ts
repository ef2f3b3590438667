import { issuedOf } from '../../../connect/fakturowniaFamily/answer';
import { FamilyDocument } from '../../../connect/fakturowniaFamily/schemas';
import { bench, oceanInvoice } from '../../unit/invoiceocean/support';
import { describeWithSpecs, example, NOTICE } from '../fakturownia/specs';

/** InvoiceOcean publishes no recordings; those of Fakturownia, the same product, are the nearest there is. */
describeWithSpecs(`the fake answers in the shape of the family's recordings${NOTICE}`, () => {
	test.each(['invoice_created.json', 'invoice_get.json', 'invoice_get2.json'])(
		'every field has a type that %s shows too',
		async (name) => {
			const { accounting, fake } = bench({ answersPositions: true });
			await accounting.issue(oceanInvoice());
			const recorded = example(`responses/${name}`) as Record<string, unknown>;
			const [row] = fake.invoices();
			const answered = await accounting.read(row!.id);
			const read = issuedOf(FamilyDocument.parse(recorded), {
				system: 'invoiceocean',
				vendor: 'InvoiceOcean',
				host: 'demo.invoiceocean.com',
				account: 'demo',
				legal: { state: 'notRequired', messages: [] },
				readAt: '2026-11-30T10:00:00Z',
			});
			const types = (of: object) =>
				Object.entries(of).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${typeof value}`]));
			expect(types(answered)).toEqual(
				expect.arrayContaining(types(read).filter((each) => !/^(link|paidOn)/.test(each))),
			);
		},
	);

	test('rates are read from the recorded positions, and are not guessed where there are none', () => {
		const rates = (name: string) =>
			FamilyDocument.parse(example(`responses/${name}`)).positions?.map((position) => position.tax);
		expect(rates('invoice_get.json')).toEqual(['0', '0', '0']);
		expect(rates('invoice_created.json')).toBeUndefined();
	});
});
