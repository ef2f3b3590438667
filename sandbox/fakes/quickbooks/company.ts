import type { Books } from './books';
import { COMPANY, rateIdOf, US_TAX_CODES } from './chart';
import type { Settings } from './schemas';
import { attachmentAnswer, customerAnswer, documentAnswer, itemAnswer, paymentAnswer } from './answers';

type Row = Record<string, unknown>;

export function companyInfo(settings: Settings): Row {
	return { CompanyName: COMPANY.name, LegalName: COMPANY.name, Country: settings.country, Id: '1', SyncToken: '4' };
}

export function preferences(settings: Settings): Row {
	return {
		CurrencyPrefs: { MultiCurrencyEnabled: settings.multiCurrency, HomeCurrency: { value: settings.homeCurrency } },
		SalesFormsPrefs: { CustomTxnNumbers: settings.customTxnNumbers, AllowEstimates: true, AllowDeposit: false },
		TaxPrefs: { UsingSalesTax: settings.usingSalesTax, PartnerTaxEnabled: false },
		Id: '1',
		SyncToken: '2',
	};
}

/** The rows of an entity that a query may see now; undefined for an entity that this company does not have. */
export function rowsOf(entity: string, books: Books, settings: Settings, now: Date): Row[] {
	switch (entity) {
		case 'Customer':
			return books.customers.map((customer) => customerAnswer(customer, books, settings));
		case 'Item':
			return books.items.map((item) => itemAnswer(item, books));
		case 'Invoice':
		case 'Estimate':
		case 'CreditMemo':
			return books.documents
				.filter((document) => document.entity === entity && document.visibleFrom <= now)
				.map((document) => documentAnswer(document, books, settings));
		case 'Payment':
			return books.payments.map((payment) => paymentAnswer(payment, books));
		case 'Attachable':
			return books.attachments
				.filter(({ visibleFrom }) => visibleFrom <= now)
				.map((attachment) => attachmentAnswer(attachment, books));
		case 'Account':
			return listed(books.accounts);
		case 'TaxCode':
			return listed(settings.country === 'US' ? usCodes() : books.taxCodes.map(withRates));
		case 'TaxRate':
			return listed(books.taxRates);
		case 'Term':
			return listed(books.terms);
		default:
			return [];
	}
}

const withRates = (code: { Id: string; Name: string }): Row => ({
	...code,
	SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: rateIdOf(code.Id), name: code.Name }, TaxOrder: 0 }] },
});

const usCodes = () => [...US_TAX_CODES, { Id: 'TAX', Name: 'TAX' }, { Id: 'NON', Name: 'NON' }];

/** Rates stand in lists of their own; a tax code shows its name only. */
const listed = (rows: readonly Row[]): Row[] =>
	rows.map(({ rate: _rate, ...row }) => ({ ...row, Active: true, SyncToken: '0' }));
