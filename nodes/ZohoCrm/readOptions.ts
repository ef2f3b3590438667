import type { IExecuteFunctions } from 'n8n-workflow';

/** Where a deal's products are read from. */
export type LineSource = 'quote' | 'salesOrder' | 'subform' | 'subformOrQuote' | 'none';

/** API names of a subform's columns; an empty one is not there. */
export interface SubformColumns {
	subform: string;
	name: string;
	quantity: string;
	unit: string;
	price: string;
	discountPercent: string;
	vatRate: string;
	/** A box that is ticked where the price of a row is gross. */
	gross: string;
	/** Of rows without such a box. */
	priceBasis: 'net' | 'gross';
}

/** What the user decides about reading a deal. */
export interface ReadOptions {
	lineSource: LineSource;
	/** Stages in which a quote or order is the agreed one, where a deal has several. In lower case. */
	acceptedStages: string[];
	columns: SubformColumns;
	/** What a contact without an account is, when it has no tax number. */
	contactAlone: 'unknown' | 'consumer';
}

export const DEFAULT_ACCEPTED = 'Closed Won, Confirmed, Approved, Delivered';

const DEFAULT_COLUMNS: SubformColumns = {
	subform: 'Invoice_Lines',
	name: 'Item',
	quantity: 'Quantity',
	unit: 'Unit',
	price: 'Price',
	discountPercent: 'Discount',
	vatRate: 'VAT_Rate',
	gross: 'Gross',
	priceBasis: 'net',
};

export const DEFAULT_READ_OPTIONS: ReadOptions = {
	lineSource: 'quote',
	acceptedStages: stagesIn(DEFAULT_ACCEPTED),
	columns: DEFAULT_COLUMNS,
	contactAlone: 'unknown',
};

/** The parameters of "Get" that only Zoho CRM has. Elsewhere they are not shown and have their defaults. */
export function readOptionsOf(context: IExecuteFunctions, itemIndex: number): ReadOptions {
	const given = <T>(name: string, fallback: T): T => context.getNodeParameter(name, itemIndex, fallback) as T;
	const columns = given<Partial<Record<keyof SubformColumns, unknown>>>('columns', {});
	return {
		lineSource: given('lineSource', DEFAULT_READ_OPTIONS.lineSource),
		acceptedStages: stagesIn(String(given('acceptedStages', DEFAULT_ACCEPTED))),
		contactAlone: given('contactAlone', DEFAULT_READ_OPTIONS.contactAlone),
		columns: {
			...DEFAULT_COLUMNS,
			...Object.fromEntries(
				Object.entries(columns)
					.filter(([, value]) => typeof value === 'string')
					.map(([name, value]) => [name, String(value).trim()]),
			),
		},
	};
}

function stagesIn(text: string): string[] {
	return text
		.split(',')
		.map((stage) => stage.trim().toLowerCase())
		.filter((stage) => stage !== '');
}
