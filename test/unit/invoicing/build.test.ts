import { buildInvoice, type BuildResult } from '../../../invoicing/build';
import { SAMPLE_NOW, sampleBuyer, sampleDeal, sampleEntry, sampleLine, sampleSettings } from './samples';

interface Input {
	deal?: Record<string, unknown>;
	entry?: Record<string, unknown>;
	settings?: Parameters<typeof sampleSettings>[0];
	now?: string;
}

function run({ deal, entry, settings, now = SAMPLE_NOW }: Input): BuildResult {
	return buildInvoice({ deal: sampleDeal(deal), entry: sampleEntry(entry), settings: sampleSettings(settings), now });
}

function built(input: Input) {
	const result = run(input);
	if (!result.ok) throw new Error(result.problems.map((problem) => problem.text.en).join('\n'));
	return result.invoice;
}

const foreign = (country: string, taxId: string | undefined, kind = 'business') => ({
	buyers: [sampleBuyer({ kind, taxId, address: { street: 'a', postalCode: 'b', city: 'c', country } })],
});
const rate = (vatRate: string) => ({ lines: [sampleLine({ vatRate })] });

describe('rates that fit their buyer pass', () => {
	it.each([
		['0 WDT', foreign('DE', 'DE123456789')],
		['0 WDT', foreign('GB', 'XI123456789')],
		['np I', foreign('US', undefined)],
		['np I', foreign('GB', 'GB123456789')],
		['np II', foreign('FR', 'FRAB123456789')],
		['0 EX', foreign('UA', '1234567890')],
		['0 KR', {}],
	])('%s', (vatRate, deal) => {
		expect(built({ deal: { ...deal, ...rate(vatRate) } }).totals.vat).toBe('0.00');
	});

	it('oo, once the user allows it, says reverse charge', () => {
		const invoice = built({ deal: rate('oo'), settings: { lines: { reverseChargeAllowed: true } } });
		expect(invoice.notes).toBe('Odwrotne obciążenie.');
	});

	it('a Polish rate abroad, where the user only wants a flag', () => {
		const invoice = built({ deal: foreign('DE', 'DE123456789'), settings: { lines: { polishRateAbroad: 'flag' } } });
		expect(invoice.flags).toEqual(['foreignBuyerPolishRate']);
	});

	it('np II is not for Northern Ireland, whose numbers are for goods', () => {
		const result = run({ deal: { ...foreign('GB', 'XI123456789'), ...rate('np II') } });
		expect(result).toMatchObject({ ok: false, problems: [{ code: 'euBusinessRequired' }] });
	});
});

describe('what a missing rate and a zero mean', () => {
	it('is the setting, and the deal field before it', () => {
		const deal = {
			lines: [sampleLine({ vatRate: null }), sampleLine({ id: '2', vatRate: '0' }), sampleLine({ id: '3' })],
		};
		const lines = { rateForNoVat: '8', rateForZero: '0 KR', vatRateField: 'UF_VAT' };
		const rates = (customFields: Record<string, string>) =>
			built({ deal: { ...deal, customFields }, settings: { lines } }).lines.map((line) => line.vatRate);
		expect(rates({})).toEqual(['8', '0 KR', '23']);
		expect(rates({ UF_VAT: '5%' })).toEqual(['5', '5', '23']);
	});
});

describe('dates', () => {
	const dates = (now: string, enteredAt: string, more: Input = {}) => {
		const { issueDate, saleDate, dueDate } = built({ ...more, now, entry: { enteredAt } });
		return [issueDate, saleDate, dueDate];
	};

	it.each([
		['2026-11-30T23:59:00+01:00', '2026-11-30', '2026-12-14'],
		['2026-12-01T00:01:00+01:00', '2026-12-01', '2026-12-15'],
		['2026-11-30T23:01:00Z', '2026-12-01', '2026-12-15'],
		['2026-12-31T18:30:00-05:00', '2027-01-01', '2027-01-15'],
		['2026-12-31T22:59:00Z', '2026-12-31', '2027-01-14'],
		['2026-03-29T00:30:00Z', '2026-03-29', '2026-04-12'],
		['2026-10-24T22:00:00Z', '2026-10-25', '2026-11-08'],
		['2028-02-15T12:00:00Z', '2028-02-15', '2028-02-29'],
	])('%s is %s in Warsaw, due %s', (now, day, due) => {
		expect(dates(now, now)).toEqual([day, day, due]);
	});

	it('the sale date comes from the deal field, else from the stage entry, never from the run', () => {
		const settings = { dates: { saleDateField: 'UF_SALE' } };
		const on = (value: string) =>
			built({ deal: { customFields: { UF_SALE: value } }, settings, entry: { enteredAt: '2026-11-19T23:30:00Z' } })
				.saleDate;
		expect(on('2026-11-05T03:00:00+03:00')).toBe('2026-11-05');
		expect(on('05.11.2026')).toBe('2026-11-05');
		expect(on('')).toBe('2026-11-20');
	});

	it('the due date counts from the sale date by setting, and never lies before the issue', () => {
		const settings = { dates: { paymentDaysFrom: 'saleDate', paymentDays: 7 } };
		expect(built({ settings }).dueDate).toBe('2026-11-27');
		const late = built({ settings, entry: { enteredAt: '2026-11-01T12:00:00Z' } });
		expect([late.dueDate, late.flags]).toEqual(['2026-11-22', ['dueDateMoved']]);
	});

	it('the client may have a term of its own', () => {
		const invoice = built({ settings: { dates: { paymentDaysField: 'T' } }, deal: { customFields: { T: '30.0' } } });
		expect([invoice.paymentDays, invoice.dueDate]).toEqual([30, '2026-12-22']);
	});

	it.each([
		['2026-11-15T12:00:00+01:00', '2026-10-31T12:00:00+01:00', []],
		['2026-11-16T12:00:00+01:00', '2026-10-31T12:00:00+01:00', ['issuedLate']],
		['2026-11-01T12:00:00+01:00', '2026-12-31T12:00:00+01:00', []],
		['2026-11-01T12:00:00+01:00', '2027-01-01T12:00:00+01:00', ['issuedEarly']],
	])('issued %s for a sale of %s: %j', (now, enteredAt, flags) => {
		expect(built({ now, entry: { enteredAt } }).flags).toEqual(flags);
	});
});

describe('buyer and mail', () => {
	it('a tax number in the deal field serves where the client has none', () => {
		const deal = { buyers: [sampleBuyer({ taxId: '', kind: 'unknown' })], customFields: { NIP: '526-025-02-74' } };
		const invoice = built({ deal, settings: { buyer: { taxIdField: 'NIP' } } });
		expect(invoice.buyer).toMatchObject({ kind: 'business', taxId: { number: '5260250274' } });
	});

	it('the mail goes to the chosen field before the company; a wrong address there is not passed over', () => {
		const to = (value: string) =>
			run({ deal: { customFields: { MAIL: value } }, settings: { buyer: { emailField: 'MAIL' } } });
		expect(to('a@b.pl, c@d.pl')).toMatchObject({ ok: true, invoice: { mailTo: ['a@b.pl', 'c@d.pl'] } });
		expect(to('a@b')).toMatchObject({ ok: false, problems: [{ code: 'emailInvalid', field: 'MAIL' }] });
	});

	it('a client who wants no e-mail gets none, and needs no address', () => {
		const deal = { buyers: [sampleBuyer({ emails: [] })], customFields: { NOMAIL: 'Y' } };
		expect(built({ deal, settings: { buyer: { noEmailField: 'NOMAIL' } } }).mailTo).toEqual([]);
	});

	it('an address without country is taken as Polish, and flagged when no tax number tells', () => {
		const empty = { street: 'a', postalCode: 'b', city: 'c' };
		const person = built({ deal: { buyers: [sampleBuyer({ kind: 'consumer', taxId: undefined, address: empty })] } });
		expect([person.buyer.address.country, person.flags]).toEqual(['PL', ['countryAssumed']]);
		const firm = built({ deal: { buyers: [sampleBuyer({ address: {} })] } });
		expect([firm.buyer.address.country, firm.flags]).toEqual(['PL', ['addressIncomplete']]);
	});
});

describe('split payment', () => {
	const of = (unitPrice: string, annex15: boolean) =>
		built({ deal: { lines: [sampleLine({ unitPrice, annex15, priceBasis: 'gross' })] } }).splitPayment;

	it('needs a marked line and more than 15,000 PLN', () => {
		expect([of('15000', true), of('15000.01', true), of('20000', false)]).toEqual([false, true, false]);
	});
});

describe('amount of the deal', () => {
	it('is compared with the whole, also for a part; a difference may only flag', () => {
		const lines = { dealAmount: 'net', amountDiffers: 'flag' };
		const share = { percent: '40', part: 1 };
		expect(built({ deal: { amount: '1000' }, settings: { lines }, entry: share }).flags).toEqual([]);
		expect(built({ deal: { amount: '1000.01' }, settings: { lines } }).flags).toEqual(['amountDiffers']);
		expect(built({ deal: { amount: '1' } }).flags).toEqual([]);
	});
});

describe('brakes', () => {
	it.each(['lost', 'movedBack', 'elsewhere'] as const)('%s withdraws the document', (standing) => {
		expect(run({ deal: { standing } }).brakes.withdrawn).toBe(standing);
	});

	it('moved on is no reason to hold back; a deleted deal is', () => {
		expect(run({ deal: { standing: 'movedOn' } }).brakes).toEqual({
			mode: 'automatic',
			needsApproval: false,
			delayMinutes: 0,
		});
		const gone = buildInvoice({ deal: null, entry: sampleEntry(), settings: sampleSettings(), now: SAMPLE_NOW });
		expect(gone).toMatchObject({ ok: false, problems: [], brakes: { withdrawn: 'deleted' } });
	});

	it('waits for the day that the deal names, when it lies ahead', () => {
		const on = (day: string) =>
			run({ deal: { customFields: { ON: day } }, settings: { dates: { issueOnField: 'ON' } } }).brakes.notBefore;
		expect([on('2026-11-23'), on('2026-11-22'), on('2026-11-01')]).toEqual(['2026-11-23', undefined, undefined]);
	});

	it('approval above an amount compares gross PLN, and asks for every other currency', () => {
		const asks = (approveAbove: string, currency = 'PLN') =>
			run({ deal: { currency }, settings: { brakes: { mode: 'approve', approve: 'aboveAmount', approveAbove } } })
				.brakes.needsApproval;
		expect([asks('1229.99'), asks('1230'), asks('999999', 'EUR')]).toEqual([true, false, true]);
		expect(run({ settings: { brakes: { mode: 'approve' } } }).brakes.needsApproval).toBe(true);
		expect(run({ settings: { brakes: { mode: 'dryRun' } } }).brakes).toMatchObject({
			mode: 'dryRun',
			needsApproval: false,
		});
	});
});

describe('fingerprint', () => {
	it('stays the same on another day, and changes with price, buyer or kind', () => {
		const base = built({}).fingerprint;
		expect(base).toMatch(/^[0-9a-f]{64}$/);
		expect(built({ now: '2026-11-25T12:00:00+01:00' }).fingerprint).toBe(base);
		expect(built({ deal: { lines: [sampleLine({ unitPrice: '1000.01' })] } }).fingerprint).not.toBe(base);
		expect(built({ deal: { buyers: [sampleBuyer({ name: 'Inny' })] } }).fingerprint).not.toBe(base);
		expect(built({ entry: { kind: 'proforma' } }).fingerprint).not.toBe(base);
	});
});

describe('gate', () => {
	const consumer = { buyers: [sampleBuyer({ kind: 'consumer', taxId: undefined })] };
	const gate = (ksef: string, input: Input = {}, consumers = 'outsideKsef') =>
		built({ ...input, settings: { seller: { ksef, consumers } } }).gate;

	it('holds back every invoice to a business of a seller in KSeF', () => {
		expect(gate('inKsef')).toBe('ksefNumber');
		expect(gate('inKsef', { deal: { ...foreign('US', undefined), ...rate('np I') } })).toBe('ksefNumber');
		expect(gate('inKsef', { entry: { kind: 'advance', percent: '30' } })).toBe('ksefNumber');
	});

	it('never holds a proforma, nor a seller without the duty', () => {
		expect(gate('inKsef', { entry: { kind: 'proforma' } })).toBe('none');
		expect(gate('noDuty')).toBe('none');
	});

	it('lets a small seller pass until the end of 2026', () => {
		expect(gate('smallSeller', { now: '2026-12-31T23:30:00+01:00' })).toBe('none');
		expect(gate('smallSeller', { now: '2027-01-01T00:30:00+01:00' })).toBe('ksefNumber');
	});

	it('holds a consumer only where the seller sends those to KSeF', () => {
		expect(gate('inKsef', { deal: consumer })).toBe('none');
		expect(gate('inKsef', { deal: consumer }, 'inKsef')).toBe('ksefNumber');
	});
});
