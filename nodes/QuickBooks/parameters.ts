import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { VatRate } from '../../invoicing/primitives';
import type { IssueSettings } from './settings';
import { NO_TAX, US_CODES } from './tax';

const Id = z
	.string()
	.trim()
	.regex(/^\d{1,20}$/, 'has to be an ID of QuickBooks');
const OptionalId = Id.or(z.literal('')).default('');
const TaxCode = z
	.string()
	.trim()
	.refine((text) => text === NO_TAX || US_CODES.includes(text) || Id.safeParse(text).success, 'has to be a tax code');

const Parameters = z.object({
	taxCodes: z.object({ code: z.array(z.object({ vatRate: VatRate, taxCode: TaxCode })).default([]) }).default({}),
	products: z.enum(['byName', 'oneForAll']).default('byName'),
	item: OptionalId,
	incomeAccount: OptionalId,
	quickBooksOptions: z
		.object({
			itemType: z.enum(['Service', 'NonInventory']).default('Service'),
			usTaxCode: OptionalId,
			advanceItem: OptionalId,
			terms: z
				.object({ term: z.array(z.object({ days: z.coerce.number().int().min(0), id: Id })).default([]) })
				.default({}),
		})
		.default({}),
});

const NAMES: Record<string, string> = {
	taxCodes: 'Tax Codes',
	products: 'Products and Services',
	item: 'Product or Service',
	incomeAccount: 'Income Account',
	quickBooksOptions: 'QuickBooks Options',
};

/** The node's own parameters, for one item. Throws NodeOperationError that names the one that is wrong. */
export function issueSettingsOf(context: IExecuteFunctions, itemIndex: number): IssueSettings {
	const names = Object.keys(Parameters.shape);
	const raw = Object.fromEntries(
		names.map((name) => [name, context.getNodeParameter(name, itemIndex, null) ?? undefined]),
	);
	const parsed = Parameters.safeParse(raw);
	const wrong = (name: string, description: string) =>
		new NodeOperationError(context.getNode(), `The parameter "${NAMES[name] ?? name}" is missing or not usable.`, {
			itemIndex,
			description,
		});
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw wrong(String(issue?.path[0]), `${issue?.path.join('.')} ${issue?.message}. Choose it from the list.`);
	}
	const { taxCodes, products, item, incomeAccount, quickBooksOptions } = parsed.data;
	const rates = taxCodes.code.map(({ vatRate }) => vatRate);
	const twice = rates.find((rate, index) => rates.indexOf(rate) !== index);
	if (twice) throw wrong('taxCodes', `The rate ${twice} stands in it twice: which code is meant?`);
	if (products === 'oneForAll' && item === '') throw wrong('item', 'Choose the product or service for all lines.');
	return {
		taxCodes: Object.fromEntries(taxCodes.code.map(({ vatRate, taxCode }) => [vatRate, taxCode])),
		usTaxCode: quickBooksOptions.usTaxCode,
		itemId: products === 'oneForAll' ? item : '',
		incomeAccountId: incomeAccount,
		itemType: quickBooksOptions.itemType,
		advanceItemId: quickBooksOptions.advanceItem,
		terms: Object.fromEntries(quickBooksOptions.terms.term.map(({ days, id }) => [days, id])),
	};
}
