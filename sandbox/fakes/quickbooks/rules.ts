import Big from 'big.js';
import type { ZodIssue } from 'zod';
import type { Books } from './books';
import { rateIdOf, TAX_CODES, US_TAX_CODES } from './chart';
import { Refusal } from './fault';
import type { NewDocument, SalesLine, Settings } from './schemas';

/** Wrong types, missing and unknown properties of a body, as its first one. */
export function shapeRefusal(issues: readonly ZodIssue[]): Refusal {
	const [issue] = issues;
	const path = (issue?.path ?? []).join('.');
	if (issue?.code === 'unrecognized_keys')
		return new Refusal(
			'2010',
			`Property Name:${[path, issue.keys[0]].filter(Boolean).join('.')} specified is unsupported or invalid`,
		);
	const isMissing = issue?.code === 'invalid_type' && issue.received === 'undefined';
	if (isMissing) return new Refusal('2020', `Required parameter ${path} is missing in the request`, path);
	return new Refusal('2010', `Property Name:${path} has an invalid value (${issue?.message ?? ''})`, path);
}

/** What is refused of a well-formed document. */
export function assertDocument(document: NewDocument, books: Books, settings: Settings, today: string): void {
	const day = document.TxnDate ?? today;
	if (settings.closedUntil && day <= settings.closedUntil)
		throw new Refusal(
			'6210',
			`Account Period Closed, Cannot Update Through Services API: the account period has closed and the account books cannot be updated for ${day}`,
		);
	assertCustomer(document, books, settings);
	document.Line.forEach((line, index) => assertLine(line, index, books));
	if (settings.country === 'US') assertUsTax(document);
	else assertGlobalTax(document, settings);
}

function assertCustomer(document: NewDocument, books: Books, settings: Settings): void {
	const customer = books.customers.find(({ Id }) => Id === document.CustomerRef.value);
	if (!customer) throw new Refusal('2500', 'Invalid Reference Id : Names element id not found', 'CustomerRef');
	if (!customer.Active)
		throw new Refusal(
			'610',
			"Object Not Found : Something you're trying to use has been made inactive. Check the fields with customers.",
		);
	const currency = document.CurrencyRef?.value ?? settings.homeCurrency;
	const own = customer.CurrencyRef?.value ?? settings.homeCurrency;
	if (currency !== own)
		throw new Refusal(
			'6000',
			`Business Validation Error: The currency of the transaction is invalid for customer / vendor / account: ${currency}`,
		);
	if (!settings.multiCurrency && (currency !== settings.homeCurrency || document.ExchangeRate !== undefined))
		throw new Refusal('6000', 'Business Validation Error: Multi Currency should be enabled to perform this operation.');
	const term = document.SalesTermRef?.value;
	if (term && !books.terms.some(({ Id }) => Id === term))
		throw new Refusal('2500', 'Invalid Reference Id : Terms element id not found', 'SalesTermRef');
}

function assertLine(line: SalesLine, index: number, books: Books): void {
	const { ItemRef, Qty, UnitPrice } = line.SalesItemLineDetail;
	const item = books.items.find(({ Id }) => Id === ItemRef.value);
	if (!item || ['Category', 'Group'].includes(item.Type))
		throw new Refusal('2500', `Invalid Reference Id : Item elements id ${ItemRef.value} not found`, `Line.${index}`);
	if (!item.Active)
		throw new Refusal(
			'610',
			"Object Not Found : Something you're trying to use has been made inactive. Check the fields with items.",
		);
	if (Qty === undefined || UnitPrice === undefined) return;
	const product = new Big(String(UnitPrice)).times(String(Qty)).round(2, Big.roundHalfUp);
	if (!product.eq(String(line.Amount)))
		throw new Refusal(
			'6070',
			`Amount calculation incorrect in the request: Amount is not equal to UnitPrice * Qty. Supplied value:${line.Amount}`,
			`Line.${index}`,
		);
}

function assertUsTax(document: NewDocument): void {
	if (document.GlobalTaxCalculation)
		throw new Refusal('2010', 'Property Name:GlobalTaxCalculation specified is unsupported or invalid');
	for (const { SalesItemLineDetail } of document.Line)
		if (!['TAX', 'NON', undefined].includes(SalesItemLineDetail.TaxCodeRef?.value))
			throw new Refusal('2500', 'Invalid Reference Id : TaxCode elements id not found', 'TaxCodeRef');
	if (document.TxnTaxDetail?.TaxLine)
		throw new Refusal('2010', 'Property Name:TxnTaxDetail.TaxLine specified is unsupported or invalid');
	const code = document.TxnTaxDetail?.TxnTaxCodeRef?.value;
	if (code && !US_TAX_CODES.some(({ Id }) => Id === code))
		throw new Refusal('2500', 'Invalid Reference Id : TaxCode elements id not found', 'TxnTaxCodeRef');
}

function assertGlobalTax(document: NewDocument, settings: Settings): void {
	if (document.GlobalTaxCalculation === 'NotApplicable' || !settings.usingSalesTax) return;
	for (const { SalesItemLineDetail } of document.Line) {
		const code = SalesItemLineDetail.TaxCodeRef?.value;
		if (code === undefined)
			throw new Refusal(
				'6000',
				'Business Validation Error: Make sure all your transactions have a VAT rate before you save.',
			);
		if (!TAX_CODES.some(({ Id }) => Id === code))
			throw new Refusal('2500', `Invalid Reference Id : TaxCode elements id ${code} not found`, 'TaxCodeRef');
		if (document.GlobalTaxCalculation === 'TaxInclusive' && SalesItemLineDetail.TaxInclusiveAmt === undefined)
			throw new Refusal('2020', 'Required parameter TaxInclusiveAmt is missing in the request', 'TaxInclusiveAmt');
	}
	if (document.TxnTaxDetail?.TxnTaxCodeRef)
		throw new Refusal('2010', 'Property Name:TxnTaxDetail.TxnTaxCodeRef specified is unsupported or invalid');
	assertSentTax(document, settings);
}

/** XSD, TaxLineDetail: a rate must be one of a code on a line, and "any given rate may only be listed once". */
function assertSentTax({ Line, TxnTaxDetail }: NewDocument, { taxOverride }: Settings): void {
	if (!TxnTaxDetail) return;
	const { TaxLine: lines = [], TotalTax } = TxnTaxDetail;
	if (taxOverride === 'refused')
		throw new Refusal('6000', 'Business Validation Error: The tax of this transaction cannot be overridden.');
	const used = new Set(Line.map(({ SalesItemLineDetail }) => rateIdOf(SalesItemLineDetail.TaxCodeRef?.value ?? '')));
	const ids = lines.map(({ TaxLineDetail }) => TaxLineDetail.TaxRateRef.value);
	if (ids.some((id, index) => !used.has(id) || ids.indexOf(id) !== index))
		throw new Refusal('2500', 'Invalid Reference Id : TaxRate elements id not found', 'TaxRateRef');
	const sum = lines.reduce((all, { Amount }) => all.plus(Amount), new Big(0));
	if (TotalTax === undefined || !sum.eq(TotalTax))
		throw new Refusal('6000', 'Business Validation Error: TotalTax is not the sum of the tax lines.', 'TotalTax');
}
