import { FIELDS, STAGE, testCompany, type TestCompany } from './company';
import { change, make, read } from './deals';

const discount = ({ fake }: TestCompany, id: string, type: 'percentage' | 'amount', amount: string) =>
	fake.company.books.discounts.push({ id: `d${amount}`, dealId: Number(id), type, amount, description: 'Rabat' });

describe('discounts of the whole deal', () => {
	/** Net of the two lines: 450 and 123.45; with tax 553.50 and 133.326. */
	const netAfter = async (company: TestCompany, id: string) =>
		(await read(company, id))?.lines.map(({ quantity, unitPrice, discount: off }) => {
			const kept =
				off?.kind === 'percent'
					? Number(unitPrice) * (1 - Number(off.value) / 100)
					: Number(unitPrice) - Number(off?.value ?? 0);
			return Math.round(kept * Number(quantity) * 100) / 100;
		});

	it.each([
		['a percentage', [['percentage', '10']], [405, 111.11], undefined],
		['an amount, off the net', [['amount', '60']], [402.92, 110.53], { sum: false, value: false }],
		[
			'two percentages',
			[
				['percentage', '10'],
				['percentage', '5'],
			],
			[382.5, 104.93],
			undefined,
		],
		[
			'both',
			[
				['percentage', '10'],
				['amount', '100'],
			],
			undefined,
			undefined,
		],
	] as const)('are spread over the lines: %s', async (_, discounts, expected, sums) => {
		const company = testCompany();
		if (sums) company.fake.company.taxInSums = { ...sums, amountOff: 'line' };
		const id = await make(company);
		for (const [type, amount] of discounts) discount(company, id, type, amount);
		change(company, id, () => undefined);
		const net = (await netAfter(company, id))!;
		if (expected) expect(net).toEqual(expected);
		const gross = net[0]! * 1.23 + net[1]! * 1.08;
		const shown = sums ? net[0]! + net[1]! : gross;
		expect(Math.abs(shown - Number(company.deal(id).value))).toBeLessThan(0.02);
	});

	it('are found whichever of sum and value has the tax in it', async () => {
		for (const taxInSums of [
			{ sum: true, value: false },
			{ sum: false, value: true },
		]) {
			const company = testCompany();
			company.fake.company.taxInSums = { ...taxInSums, amountOff: 'line' };
			const id = await make(company);
			expect(await netAfter(company, id)).toEqual([450, 123.45]);
			discount(company, id, 'percentage', '20');
			change(company, id, () => undefined);
			expect(await netAfter(company, id)).toEqual([360, 98.76]);
		}
	});

	it('stop where they do not lead to the value of the deal', async () => {
		const company = testCompany();
		const id = await make(company);
		discount(company, id, 'percentage', '10');
		company.deal(id).value = '12.34';
		await expect(read(company, id)).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringContaining(`discounts of deal ${id}`),
		});
	});

	it('leave a value that was typed by hand to the comparison in Build Invoice', async () => {
		const company = testCompany();
		const id = await make(company, { amount: '5000' });
		expect(await read(company, id)).toMatchObject({
			amount: '5000',
			lines: [{ unitPrice: '200' }, { unitPrice: '123.45' }],
		});
	});
});

describe('what Pipedrive bills over time', () => {
	it('stops at installments, unless the user follows the stage rules', async () => {
		const company = testCompany();
		company.fake.company.isGrowth = true;
		const id = await make(company);
		const row = { dealId: Number(id), amount: '343.41', description: '' };
		company.fake.company.books.installments.push(
			{ ...row, id: 1, billingDate: '2026-12-01' },
			{ ...row, id: 2, billingDate: '2027-01-01' },
		);
		await expect(read(company, id)).rejects.toMatchObject({
			message: `Deal ${id} in Pipedrive is to be billed in 2 installments: 343.41 PLN (2026-12-01), 343.41 PLN (2027-01-01).`,
		});
		expect((await read(company, id, 'atOnce'))?.lines).toHaveLength(2);
		const inParts = { stageId: STAGE.phase1, pipelineId: '2', percent: '30' };
		company.calls.length = 0;
		expect((await company.crm.readDeal(id, { entry: inParts, fields: FIELDS }))?.lines).toHaveLength(2);
		expect(company.calls).not.toContain('GET /api/v2/deals/installments');
		const whole = { ...inParts, percent: '100' };
		await expect(company.crm.readDeal(id, { entry: whole, fields: FIELDS })).rejects.toThrow('in 2 installments');
	});

	it('stops at a product that recurs, but not at one that is switched off', async () => {
		const company = testCompany();
		const id = await make(company);
		change(company, id, ([, line]) => (line!.billingFrequency = 'monthly'));
		await expect(read(company, id)).rejects.toMatchObject({ message: expect.stringContaining('"Hosting" (monthly)') });
		expect((await read(company, id, 'atOnce'))?.lines).toHaveLength(2);
		change(company, id, ([, line]) => (line!.isEnabled = false));
		expect((await read(company, id))?.lines).toHaveLength(1);
	});

	it('asks for installments only where the plan has them', async () => {
		const company = testCompany();
		const id = await make(company);
		await read(company, id);
		expect(company.calls).not.toContain('GET /api/v2/deals/installments');
		company.fake.company.isGrowth = true;
		await read(company, id);
		expect(company.calls).toContain('GET /api/v2/deals/installments');
	});
});
