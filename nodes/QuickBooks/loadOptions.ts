import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { accountingOf } from './account';
import type { Company } from './company';
import type { Named } from './schemas';
import { NO_TAX } from './tax';

type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const ofList = (read: (company: Company) => Promise<Named[]>): Load =>
	async function (this: ILoadOptionsFunctions) {
		return (await read((await accountingOf(this)).company)).map(optionOf);
	};

const optionOf = ({ Id, Name, Description }: Named): INodePropertyOptions => ({
	name: Name,
	value: Id,
	description: Description ?? Id,
});

/** TAX and NON are what lines of US companies know; all others have codes of their own. */
async function getTaxCodes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const codes = await (await accountingOf(this)).company.taxCodes();
	const own = codes.filter(({ Id }) => /^\d+$/.test(Id)).map(optionOf);
	return [
		...own,
		{ name: 'No Tax', value: NO_TAX, description: 'The company records no tax' },
		{ name: 'NON (US: Not Taxed)', value: 'NON' },
		{ name: 'TAX (US: Taxed)', value: 'TAX' },
	];
}

/** The drop-downs of the node; each opening of the editor's list is a metered read. */
export const loadOptions: Record<string, Load> = {
	getTaxCodes,
	getUsTaxCodes: ofList(async (company) => (await company.taxCodes()).filter(({ Id }) => /^\d+$/.test(Id))),
	getIncomeAccounts: ofList(async (company) => company.incomeAccounts()),
	getAdvanceItems: ofList(async (company) => company.advanceItems()),
	getItems: ofList(async (company) => company.items()),
	getTerms: ofList(async (company) => company.terms()),
};
