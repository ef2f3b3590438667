import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { DEFAULT_COLUMNS, NO_COLUMN, type LineColumns } from './columnMap';
import { connect } from './connection';
import { choicesOf } from './loadOptions';

/** What a line is made of, in the order of an invoice. n8n cuts names of more than thirty letters. */
const FIELDS: [keyof LineColumns, string][] = [
	['quantity', 'Quantity (no column: 1 each)'],
	['unit', 'Unit'],
	['unitPrice', 'Unit Price Before Discount'],
	['vatRate', 'VAT Rate (23, 8, zw, np II …)'],
	['discount', 'Discount'],
	['priceBasis', 'Net or Gross, Line by Line'],
	['description', 'Description'],
];

/** The fields of a line, each with the columns of the subitems to choose from. */
export async function getLineFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const { crm } = await connect(this);
	const columns = choicesOf((await crm.boards()).lines);
	return { fields: FIELDS.map(([id, displayName]) => fieldOf(id, displayName, columns)) };
}

function fieldOf(id: keyof LineColumns, displayName: string, columns: INodePropertyOptions[]): ResourceMapperField {
	const own = DEFAULT_COLUMNS.line[id];
	// Offered before it is there too: "Create Fields" makes the columns that are chosen.
	const made = columns.some(({ value }) => value === own)
		? []
		: [{ name: `Made by "Create Fields" (${own})`, value: own }];
	return {
		...{ id, displayName, defaultMatch: false, canBeUsedToMatch: false, required: false, display: true },
		type: 'options',
		options: [...columns, ...made, { name: 'No Such Column', value: NO_COLUMN }],
		defaultValue: own,
	};
}
