/** What the demo company had before: lists that nobody changes here. A company outside the US, kept in PLN. */
export const COMPANY = { name: 'Doradcy Testowi sp. z o.o.', taxId: '5252445767', city: 'Warszawa' };

export const ACCOUNTS = [
	{ Id: '1', Name: 'Sales of Services', AccountType: 'Income' },
	{ Id: '2', Name: 'Sales of Products', AccountType: 'Income' },
	{ Id: '3', Name: 'Accounts Receivable', AccountType: 'Accounts Receivable' },
	{ Id: '4', Name: 'Customer Advances', AccountType: 'Other Current Liability' },
];

/** Rates in percent, decimal text. */
export const TAX_CODES = [
	{ Id: '11', Name: '23% VAT', rate: '23' },
	{ Id: '12', Name: '8% VAT', rate: '8' },
	{ Id: '13', Name: '5% VAT', rate: '5' },
	{ Id: '14', Name: '0% VAT', rate: '0' },
	{ Id: '15', Name: 'Exempt', rate: '0' },
	{ Id: '16', Name: 'Reverse Charge', rate: '0' },
	{ Id: '17', Name: 'No VAT', rate: '0' },
];

/** The one rate that each code stands for; rates have ids of their own. */
export const rateIdOf = (code: string): string => `1${code}`;
export const TAX_RATES = TAX_CODES.map(({ Id, Name, rate }) => ({ Id: rateIdOf(Id), Name, RateValue: Number(rate) }));

/** A group of rates that a US company without automated sales tax can name for a document. */
export const US_TAX_CODES = [{ Id: '2', Name: 'California', rate: '8' }];

export const TERMS = [
	{ Id: '21', Name: 'Net 14', DueDays: 14 },
	{ Id: '22', Name: 'Net 30', DueDays: 30 },
];

export const ITEMS = [
	{ Id: '31', Name: 'Hours', Type: 'Service', Active: true, IncomeAccountRef: { value: '1' } },
	{ Id: '32', Name: 'Design', Type: 'Category', Active: true },
	{ Id: '34', Name: 'Advance', Type: 'Service', Active: true, IncomeAccountRef: { value: '4' } },
	{ Id: '33', Name: 'Old Service', Type: 'Service', Active: false, IncomeAccountRef: { value: '1' } },
];

/** Their names are taken for customers as well. */
export const VENDORS = [{ Id: '41', DisplayName: 'Drukarnia Lipa' }];
export const EMPLOYEES = [{ Id: '42', DisplayName: 'Ewa Pracownik' }];
