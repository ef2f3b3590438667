import type { QuickBooksClient } from './client';
import { VENDOR } from './failures';
import { isOneOf, select } from './query';
import { CompanyInfo, Named, one, Preferences, rowsOf } from './schemas';
import { VendorError } from '../../connect/http';

/** Types of items that a line can be sold as; categories and bundles cannot. */
const SOLD_TYPES = ['Service', 'NonInventory', 'Inventory'];

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

	async incomeAccounts(): Promise<Named[]> {
		return this.names('Account', ["AccountType = 'Income'"], 'read the income accounts');
	}

	async items(): Promise<Named[]> {
		return this.names('Item', [isOneOf('Type', SOLD_TYPES)], 'read the products and services');
	}

	async terms(): Promise<Named[]> {
		return this.names('Term', [], 'read the payment terms');
	}

	private async names(entity: string, where: string[], purpose: string): Promise<Named[]> {
		return this.client.query(select(entity, where), purpose, rowsOf(entity, Named));
	}
}
