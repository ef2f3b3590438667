import { buildInvoice } from '../../../invoicing/build';
import type { Deal } from '../../../invoicing/deal';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import type { VatRate } from '../../../invoicing/primitives';
import { PROBLEM_CODES, type ProblemCode } from '../../../invoicing/problems';
import { PROBLEM_TEXTS, FLAG_TEXTS } from '../../../invoicing/problemTexts';
import {
	issuedFrom,
	SAMPLE_NOW,
	sampleBuyer,
	sampleDeal,
	sampleEntry,
	sampleLine,
	sampleSettings,
	type SettingsOverrides,
} from './samples';

interface Case {
	deal?: Record<string, unknown>;
	settings?: SettingsOverrides;
	entry?: Record<string, unknown>;
	earlier?: IssuedInvoice[];
	/** Where the person is sent. */
	field: string;
}

const line = (overrides: Record<string, unknown>) => ({ lines: [sampleLine(overrides)] });
const buyer = (overrides: Record<string, unknown>) => ({ buyers: [sampleBuyer(overrides)] });
const address = (country: string) => ({ street: 'a', postalCode: 'b', city: 'c', country });
const german = buyer({ taxId: 'DE123456789', address: address('DE') });
const field = (name: string, value: string) => ({ customFields: { [name]: value } });

/** An issued advance of the sample deal, which is 1230.00 gross. */
function advance(gross: string, vatRate: VatRate, currency = 'PLN'): IssuedInvoice {
	const result = buildInvoice({
		deal: sampleDeal(),
		entry: sampleEntry(),
		settings: sampleSettings(),
		now: SAMPLE_NOW,
	});
	if (!result.ok) throw new Error('The sample deal has something wrong with it.');
	const byRate = [{ vatRate, net: gross, vat: '0.00', gross }];
	return issuedFrom(result.invoice, { kind: 'advance', number: 'FZ 1/11/2026', gross, currency, byRate });
}
const received = (amount: string) => ({ kind: 'advance', received: { amount, day: '2026-11-18' } });

/** One deal for every reason to stop: the sample deal with exactly one thing wrong. */
const CASES: Partial<Record<ProblemCode, Case>> = {
	dealAndEntryDiffer: { entry: { dealId: '124' }, field: 'entry' },
	partPercentInvalid: { entry: { percent: '0' }, field: 'entry.percent' },
	receivedAmountMissing: {
		settings: { lines: { receivedAmountField: 'UF_PAID' } },
		entry: { kind: 'advance' },
		field: 'UF_PAID',
	},
	receivedAmountInvalid: {
		deal: field('UF_PAID', '1,2,3'),
		settings: { lines: { receivedAmountField: 'UF_PAID' } },
		entry: { kind: 'advance' },
		field: 'UF_PAID',
	},
	receivedOnMissing: {
		settings: { dates: { receivedOnField: 'UF_PAID_ON' } },
		entry: { kind: 'advance' },
		field: 'UF_PAID_ON',
	},
	advanceOverpaid: { entry: received('830.01'), earlier: [advance('400.00', '23')], field: 'entry.received' },
	advanceNotUnderstood: { entry: { kind: 'final' }, earlier: [advance('400.00', '23', 'EUR')], field: 'earlier' },
	advancesExceedOrder: { entry: { kind: 'final' }, earlier: [advance('400.00', '8')], field: 'lines' },
	advanceWaitsForKsef: {
		entry: { kind: 'final' },
		earlier: [{ ...advance('400.00', '23'), legal: { state: 'pending', messages: [] } }],
		field: 'earlier',
	},
	finalWithoutAdvance: { entry: { kind: 'final' }, field: 'entry.kind' },
	orderFullyAdvanced: { entry: { kind: 'final' }, earlier: [advance('1230.00', '23')], field: 'entry.kind' },
	invoiceNumberAlreadyFilled: { deal: { record: { number: 'FV 9/2026' } }, field: 'record.number' },
	dealWithoutBuyer: {
		deal: { buyers: [], contacts: [{ id: '1', name: 'A', emails: ['a@b.pl'], primary: true }] },
		field: 'buyer',
	},
	severalBuyers: {
		deal: {
			buyers: [sampleBuyer(), sampleBuyer({ id: '8' })],
			contacts: [{ id: '1', name: 'A', emails: ['a@b.pl'], primary: true }],
		},
		field: 'buyer',
	},
	buyerNameMissing: { deal: buyer({ name: ' \u200B ' }), field: 'buyer.name' },
	taxIdMissing: { deal: buyer({ taxId: ' ', kind: 'unknown' }), field: 'buyer.taxId' },
	taxIdChecksum: { deal: buyer({ taxId: '5260250275' }), field: 'buyer.taxId' },
	taxIdInvalid: { deal: buyer({ taxId: '12345' }), field: 'buyer.taxId' },
	consumerWithTaxId: { deal: buyer({ kind: 'consumer' }), field: 'buyer.taxId' },
	recipientTaxIdInvalid: { deal: { recipient: { name: 'Szkoła', taxId: '1' } }, field: 'recipient.taxId' },
	emailMissing: { deal: buyer({ emails: ['  '] }), field: 'buyer.email' },
	emailInvalid: { deal: buyer({ emails: ['a@b.pl', 'not an address'] }), field: 'buyer.email' },
	severalPrimaryContacts: {
		deal: {
			...buyer({ emails: [] }),
			contacts: ['1', '2'].map((id) => ({ id, name: id, emails: [`${id}@b.pl`], primary: true })),
		},
		field: 'contacts',
	},
	linesMissing: { deal: { lines: [] }, field: 'lines' },
	dealAmountMissing: {
		deal: { lines: [] },
		settings: { lines: { dealWithoutLines: 'oneLine', oneLineRate: '23' } },
		field: 'amount',
	},
	lineNameMissing: { deal: line({ name: '\u202E' }), field: 'lines[0].name' },
	quantityNotPositive: { deal: { lines: [sampleLine(), sampleLine({ quantity: '0' })] }, field: 'lines[1].quantity' },
	negativeLine: { deal: { lines: [sampleLine(), sampleLine({ unitPrice: '-10' })] }, field: 'lines[1].unitPrice' },
	discountInvalid: { deal: line({ discount: { kind: 'amount', value: '1000.01' } }), field: 'lines[0].discount' },
	vatRateMissing: { deal: line({ vatRate: null }), field: 'lines[0].vatRate' },
	vatRateZeroUnclear: { deal: line({ vatRate: '0.00' }), field: 'lines[0].vatRate' },
	vatRateUnknown: { deal: line({ vatRate: '19' }), field: 'lines[0].vatRate' },
	vatRateFieldUnknown: {
		deal: field('UF_VAT', 'np'),
		settings: { lines: { vatRateField: 'UF_VAT' } },
		field: 'UF_VAT',
	},
	exemptSellerWithVat: { settings: { seller: { vatStanding: 'exempt113' } }, field: 'lines[0].vatRate' },
	polishBuyerOutsideVat: { deal: line({ vatRate: 'np I' }), field: 'lines[0].vatRate' },
	foreignBuyerPolishRate: { deal: german, field: 'lines[0].vatRate' },
	euConsumerPolishRate: {
		deal: buyer({ kind: 'consumer', taxId: undefined, address: address('DE') }),
		field: 'lines[0].vatRate',
	},
	euBusinessRequired: {
		deal: { ...buyer({ taxId: undefined, address: address('US') }), ...line({ vatRate: 'np II' }) },
		field: 'lines[0].vatRate',
	},
	exportInsideEu: { deal: { ...german, ...line({ vatRate: '0 EX' }) }, field: 'lines[0].vatRate' },
	reverseChargeNotAllowed: { deal: line({ vatRate: 'oo' }), field: 'lines[0].vatRate' },
	reverseChargeBuyer: {
		deal: { ...buyer({ kind: 'consumer', taxId: undefined }), ...line({ vatRate: 'oo' }) },
		settings: { lines: { reverseChargeAllowed: true } },
		field: 'lines[0].vatRate',
	},
	exemptionReasonMissing: { deal: line({ vatRate: 'zw' }), field: 'settings.lines.exemptionReason' },
	gtuInvalid: { deal: field('UF_GTU', 'GTU_14'), settings: { lines: { gtuField: 'UF_GTU' } }, field: 'UF_GTU' },
	procedureInvalid: {
		deal: field('UF_MARKS', 'TP, XX'),
		settings: { lines: { proceduresField: 'UF_MARKS' } },
		field: 'UF_MARKS',
	},
	totalNotPositive: { deal: line({ unitPrice: '0.001' }), field: 'totals.gross' },
	amountDiffers: { deal: { amount: '1229.99' }, settings: { lines: { dealAmount: 'gross' } }, field: 'amount' },
	currencyUnknown: { deal: { currency: 'ABC' }, field: 'currency' },
	currencyWithoutRate: { deal: { currency: 'EUR' }, settings: { foreignCurrency: 'problem' }, field: 'currency' },
	dateInvalid: {
		deal: field('UF_SALE', '2026-02-30'),
		settings: { dates: { saleDateField: 'UF_SALE' } },
		field: 'UF_SALE',
	},
	paymentDaysInvalid: {
		deal: field('UF_DAYS', 'two weeks'),
		settings: { dates: { paymentDaysField: 'UF_DAYS' } },
		field: 'UF_DAYS',
	},
};

function run(input: Omit<Case, 'field'>) {
	const deal: Deal = sampleDeal(input.deal);
	const settings = sampleSettings(input.settings);
	const { earlier } = input;
	return buildInvoice({ deal, entry: sampleEntry(input.entry), earlier, settings, now: SAMPLE_NOW });
}

it('the sample deal itself has nothing wrong with it', () => {
	expect(run({})).toMatchObject({ ok: true, flags: [] });
});

it('every code of a deal has its case here', () => {
	const compared = ['issuedDiffers', 'issuedBuyerDiffers'];
	// They need the corrected document: test/unit/correction.
	const corrections = PROBLEM_CODES.filter((code) => /^correct|^changedSince/.test(code));
	expect(Object.keys(CASES).sort()).toEqual(
		PROBLEM_CODES.filter((code) => ![...compared, ...corrections].includes(code)).sort(),
	);
});

describe.each(Object.entries(CASES))('%s', (code, input) => {
	const result = run(input);
	const problems = result.ok ? [] : result.problems;

	it('stops the deal, alone, and names the field', () => {
		expect(problems.map((problem) => [problem.code, problem.field])).toEqual([[code, input.field]]);
	});

	it('speaks in whole sentences of both languages that name the deal', () => {
		for (const text of Object.values(problems[0]?.text ?? { pl: '', en: '' })) {
			expect(text).toMatch(/^Deal 123: \S.*[.?]$/);
			expect(text).not.toMatch(/[{}]|undefined/);
			// Paths into our own documents mean nothing to the people who read it.
			expect(text).not.toMatch(/\b(buyer|contact|lines|totals|entry|record|settings)(\.\w|\[)/);
		}
	});

	it('keeps tax numbers, addresses and names of persons out of the sentence', () => {
		expect(JSON.stringify(problems)).not.toMatch(/@|526025027|Klient sp/);
	});
});

it.each([{ account: 'other.bitrix24.pl' }, { crm: 'hubspot' }])('a stage entry of %j is not of this deal', (entry) => {
	expect(run({ entry })).toMatchObject({ ok: false, problems: [{ code: 'dealAndEntryDiffer' }] });
	expect(run({ entry: { account: 'ACME.bitrix24.pl' } }).ok).toBe(true);
});

it('collects everything that is wrong at once', () => {
	const result = run({
		deal: {
			currency: 'ABC',
			...buyer({ taxId: '5260250275', emails: [] }),
			lines: [sampleLine({ vatRate: null }), sampleLine({ vatRate: '19', quantity: '-1' })],
		},
	});
	expect(result.ok ? [] : result.problems.map((problem) => problem.code)).toEqual([
		'currencyUnknown',
		'taxIdChecksum',
		'emailMissing',
		'vatRateMissing',
		'quantityNotPositive',
		'vatRateUnknown',
	]);
});

it('shortens what a CRM field floods a sentence with, and puts no line break into it', () => {
	const result = run({ deal: line({ vatRate: `x\r\nBcc: ${'y'.repeat(500)}` }) });
	const text = result.ok ? '' : (result.problems[0]?.text.en ?? '');
	expect(text.length).toBeLessThan(300);
	expect(text).not.toMatch(/[\r\n]/);
});

it('both languages of a text use the same placeholders', () => {
	for (const [code, { pl, en }] of Object.entries({ ...PROBLEM_TEXTS, ...FLAG_TEXTS })) {
		const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
		expect([code, names(pl)]).toEqual([code, names(en)]);
	}
});
