import type { VatRate } from '../../invoicing/primitives';

/** What a user of QuickBooks decides about the documents that are issued. Ids are QuickBooks' own, digits. */
export interface IssueSettings {
	/**
	 * The tax code of each rate: the id of a code (companies outside the US), the words `TAX` and `NON` (companies in
	 * the US), or `none` (companies that record no tax). A rate that is not here stops the document.
	 */
	taxCodes: Partial<Record<VatRate, string>>;
	/** US companies without automated sales tax: the code of the rates that apply to taxed lines; empty: none is sent. */
	usTaxCode: string;
	/** One product or service for all lines; empty: one for each line, by its name. */
	itemId: string;
	/** Where the revenue of a product or service that is made here goes; empty: none is made. */
	incomeAccountId: string;
	itemType: 'Service' | 'NonInventory';
	/** What advances are sold as, and taken off by: it posts to a liability account; empty: no advances, no finals. */
	advanceItemId: string;
	/** Ids of payment terms by their days; others have a due date only. */
	terms: Partial<Record<number, string>>;
}
