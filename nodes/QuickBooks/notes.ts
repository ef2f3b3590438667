import type { CompanyInfo, Named, Preferences } from './schemas';

/** How a company is set up, in sentences for set-up. */
export function accountNotes(info: CompanyInfo, preferences: Preferences, taxCodes: Named[]): string[] {
	const { CurrencyPrefs: currency, SalesFormsPrefs: forms, TaxPrefs: tax } = preferences;
	const home = currency?.HomeCurrency?.value;
	const inUs = info.Country === 'US' || info.Country === 'USA';
	return [
		`Country of the company: ${info.Country ?? 'not told'}.${home ? ` Home currency: ${home}.` : ''}`,
		currency?.MultiCurrencyEnabled
			? 'Invoices in other currencies are possible; without a rate of ours QuickBooks takes its own rate of the day.'
			: `Only invoices in ${home ?? 'the home currency'} are possible: multicurrency is off.`,
		forms?.CustomTxnNumbers
			? 'Custom transaction numbers are on: QuickBooks is asked to number each document nevertheless.'
			: 'QuickBooks numbers the documents.',
		taxNote(inUs, tax, taxCodes),
		'QuickBooks cannot send invoices to KSeF.',
	];
}

function taxNote(inUs: boolean, tax: Preferences['TaxPrefs'], codes: Named[]): string {
	if (inUs)
		return tax?.PartnerTaxEnabled
			? 'US company with automated sales tax: use the tax codes TAX and NON.'
			: 'US company: use the tax codes TAX and NON, and name a US tax code if taxed lines are to carry tax.';
	if (tax?.UsingSalesTax === false) return 'This company records no tax: use "No Tax" as the tax code.';
	return `Tax codes: ${codes.map(({ Name, Id }) => `${Name} (${Id})`).join(', ') || 'none'}.`;
}
