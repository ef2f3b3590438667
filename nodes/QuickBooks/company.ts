import type { QuickBooksClient } from './client';
import { VENDOR } from './failures';
import { isOneOf, select } from './query';
import { CompanyInfo, ListedItem, Named, one, Preferences, rowsOf, TaxCode, TaxRate } from './schemas';
import { VendorError } from '../../connect/http';

/** Types of items that a line can be sold as; categories and bundles cannot. */
const SOLD_TYPES = ['Service', 'NonInventory', 'Inventory'];
const LIABILITIES = ['Other Current Liability', 'Long Term Liability'];

/** What is known of a company: read when it is first needed, and once. */
export class Company {
	private asked: Promise<Preferences> | undefined;

	constructor(private readonly client: QuickBooksClient) {}

	/** ISO code of the currency in which the books are kept. */
	async homeCurrency(): Promise<string> {
		const home = (await this.preferences()).CurrencyPrefs?.HomeCurrency?.value;
		if (home) return home;
		throw new VendorError({
			vendor: VENDOR,
			cause: 'unreadable',
			outcome: 'notDone',
			message: `${VENDOR} does not say in which currency the books of this company are kept.`,
			advice: 'Set the home currency in QuickBooks: Settings, Account and settings, Advanced, Currency.',
		});
	}

	async preferences(): Promise<Preferences> {
		const purpose = 'read the preferences of the company';
		this.asked ??= this.client.json(
			{ kind: 'read', method: 'GET', path: 'preferences', purpose },
			one('Preferences', Preferences),
		);
		this.asked.catch(() => (this.asked = undefined));
		return this.asked;
	}

	async info(): Promise<CompanyInfo> {
		const path = `companyinfo/${this.client.realm}`;
		const purpose = 'read the company';
		return this.client.json({ kind: 'read', method: 'GET', path, purpose }, one('CompanyInfo', CompanyInfo));
	}

	async taxCodes(): Promise<Named[]> {
		return this.names('TaxCode', [], 'read the tax codes');
	}

	/** Of these codes and of the rates that they stand for: two metered reads. */
	async salesTax(codes: readonly string[]): Promise<{ codes: TaxCode[]; rates: TaxRate[] }> {
		const purpose = 'read the tax rates';
		const found = await this.client.query(
			select('TaxCode', [isOneOf('Id', codes)]),
			purpose,
			rowsOf('TaxCode', TaxCode),
		);
		const ids = found.flatMap(({ SalesTaxRateList }) =>
			SalesTaxRateList.TaxRateDetail.map(({ TaxRateRef }) => TaxRateRef.value),
		);
		if (ids.length === 0) return { codes: found, rates: [] };
		const rates = await this.client.query(select('TaxRate', [isOneOf('Id', ids)]), purpose, rowsOf('TaxRate', TaxRate));
		return { codes: found, rates };
	}

	async incomeAccounts(): Promise<Named[]> {
		return this.names('Account', ["AccountType = 'Income'"], 'read the income accounts');
	}

	async items(): Promise<ListedItem[]> {
		const sold = select('Item', [isOneOf('Type', SOLD_TYPES)]);
		return this.client.query(sold, 'read the products and services', rowsOf('Item', ListedItem));
	}

	/** What an advance may be sold as: items that book to a liability. Two metered reads. */
	async advanceItems(): Promise<Named[]> {
		const accounts = await this.names(
			'Account',
			[isOneOf('AccountType', LIABILITIES)],
			'read the accounts of liabilities',
		);
		return (await this.items()).filter(({ IncomeAccountRef }) =>
			accounts.some(({ Id }) => Id === IncomeAccountRef?.value),
		);
	}

	async terms(): Promise<Named[]> {
		return this.names('Term', [], 'read the payment terms');
	}

	private async names(entity: string, where: string[], purpose: string): Promise<Named[]> {
		return this.client.query(select(entity, where), purpose, rowsOf(entity, Named));
	}
}
