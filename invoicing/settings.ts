import { z } from 'zod';
import { isTimeZone } from './dates';
import { TotalsMethod } from './invoice';
import { GtuCode } from './jpk';
import { Country, Decimal, Language, PriceBasis, VatRate } from './primitives';

/** Name of a custom field of the deal in the CRM; empty: not used. */
const DealField = z.string().trim().default('');

export const Mode = z.enum(['dryRun', 'approve', 'automatic']);
export type Mode = z.infer<typeof Mode>;

const Seller = z.object({
	/** The seller's name in mails. */
	name: z.string().trim().min(1, 'enter the name of the seller'),
	departmentId: z.string().trim().default(''),
	/** `exempt113`: the small-business exemption of art. 113; then no line may carry VAT. */
	vatStanding: z.enum(['vatPayer', 'exempt113']).default('vatPayer'),
	ksef: z.enum(['inKsef', 'smallSeller', 'noDuty']),
	/** Whether invoices to consumers go to KSeF too; must match what the accounting system does. */
	consumers: z.enum(['outsideKsef', 'inKsef']).default('outsideKsef'),
});

const BuyerSettings = z.object({
	/** Country of a buyer whose CRM record names none. */
	defaultCountry: Country.default('PL'),
	taxIdField: DealField,
	emailField: DealField,
	/** Any of yes, tak, true, 1, y, t in it: the client wants no e-mail. */
	noEmailField: DealField,
	orderNumberField: DealField,
	/** Holds the recipient's name, where it is other than the buyer. */
	recipientField: DealField,
});

const LineSettings = z.object({
	totalsMethod: z.enum(['auto', ...TotalsMethod.options]).default('auto'),
	/** What a line without a rate means; `problem`: a person decides. */
	rateForNoVat: z.enum(['problem', ...VatRate.options]).default('problem'),
	/** Which of the three zero rates the CRM's 0 % stands for. */
	rateForZero: z.enum(['problem', '0 KR', '0 WDT', '0 EX', 'zw', 'oo', 'np I', 'np II']).default('problem'),
	/** Deal field with the rate of all lines that carry none, or 0. */
	vatRateField: DealField,
	/** The user knows the domestic reverse charge and wants it. */
	reverseChargeAllowed: z.boolean().default(false),
	/** A buyer abroad with a Polish rate; services on land, restaurants or small sales to EU consumers can be right. */
	polishRateAbroad: z.enum(['stop', 'flag']).default('stop'),
	exemptionReason: z.string().trim().default(''),
	exemptionReasonField: DealField,
	/** Of every line; empty: none. */
	gtuCode: GtuCode.or(z.literal('')).default(''),
	/** Deal field with the GTU code of all its lines, used before the code above. */
	gtuField: DealField,
	/** Deal field with marks such as TP or EE. */
	proceduresField: DealField,
	/** Name of a line of a recurring document; {name} {period}. */
	periodLineName: z.string().trim().min(1).default('{name} ({period})'),
	/** Deal field with the gross amount that an advance is for; empty: the share of the stage rule proposes it. */
	receivedAmountField: DealField,
	dealWithoutLines: z.enum(['stop', 'oneLine']).default('stop'),
	/** Name of the one line; {dealTitle} {dealId} {orderNumber}. */
	oneLineName: z.string().trim().min(1).default('{dealTitle}'),
	oneLineRate: z.enum(['problem', ...VatRate.options]).default('problem'),
	oneLineBasis: PriceBasis.default('net'),
	dealAmount: z.enum(['net', 'gross', 'notCompared']).default('notCompared'),
	amountDiffers: z.enum(['stop', 'flag']).default('stop'),
});

const DateSettings = z.object({
	/** Deal field with the date of sale; empty, or empty on the deal: the day of the stage entry. */
	saleDateField: DealField,
	/** Which day of its period a recurring document names as the day of sale. */
	periodSaleDate: z.enum(['lastDay', 'firstDay']).default('lastDay'),
	/** Deal field with the day on which the money of an advance came. */
	receivedOnField: DealField,
	/** Deal field with the first day on which the document may be issued. */
	issueOnField: DealField,
	paymentDays: z.number().int().min(0).max(365).default(14),
	paymentDaysFrom: z.enum(['issueDate', 'saleDate']).default('issueDate'),
	paymentDaysField: DealField,
});

const BrakeSettings = z.object({
	mode: Mode,
	approve: z.enum(['all', 'aboveAmount']).default('all'),
	/** Gross, in PLN; a document in another currency always needs approval. */
	approveAbove: Decimal.default('0'),
	delayMinutes: z.number().int().min(0).max(60).default(0),
});

/** Everything that the user decides about invoices. Only the seller's name, the KSeF duty and the mode have no default. */
export const InvoiceSettings = z.object({
	/** IANA name; every date is a day of this zone. */
	timeZone: z
		.string()
		.trim()
		.refine(isTimeZone, 'is no time zone; use a name like Europe/Warsaw')
		.default('Europe/Warsaw'),
	seller: Seller,
	buyer: BuyerSettings.default({}),
	lines: LineSettings.default({}),
	dates: DateSettings.default({}),
	brakes: BrakeSettings,
	/** Language of the document and its mail. */
	language: z.enum(['auto', ...Language.options]).default('auto'),
	/** Language of what is written on the deal and into the report. */
	dealTextLanguage: Language.default('pl'),
	/** Notes on the document; {dealTitle} {dealId} {orderNumber}. */
	notesTemplate: z.string().default(''),
	/** A document in another currency than PLN. `nbp`: with the bank's rate; `accountingSystem`: it adds its own. */
	foreignCurrency: z.enum(['nbp', 'accountingSystem', 'problem']).default('nbp'),
});
export type InvoiceSettings = z.infer<typeof InvoiceSettings>;
