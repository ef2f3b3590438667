import type { DealLine } from '../../invoicing/deal';
import type { ZohoClient } from './client';
import { documentLines, pickDocument } from './mapping/documentLines';
import { obstacle } from './mapping/obstacle';
import { subformLines } from './mapping/subformLines';
import type { ReadOptions } from './readOptions';
import { DocumentRow, ProductUnit, SalesDocument, type Deal } from './schemas';

export interface ReadLines {
	lines: DealLine[];
	/** The quote or order that they come from. */
	document?: SalesDocument;
}

/** Modules of sales documents; the deal's related list of each has the module's name. */
const DOCUMENTS = {
	quote: { module: 'Quotes', fields: 'Subject,Quote_Stage' },
	salesOrder: { module: 'Sales_Orders', fields: 'Subject,Status' },
};
/** The most records that can be asked for by their ids. */
const MOST_IDS = 100;

/** The deal's lines from where the user keeps them: three requests for a document, none for a subform. */
export async function readLines(client: ZohoClient, deal: Deal, options: ReadOptions): Promise<ReadLines> {
	const { lineSource, columns, acceptedStages } = options;
	if (lineSource === 'none') return { lines: [] };
	if (lineSource === 'subform' || lineSource === 'subformOrQuote') {
		const lines = subformLines(deal[columns.subform], columns);
		if (lineSource === 'subform' || lines.length > 0) return { lines };
	}
	const call = { purpose: `read the products of deal ${deal.id}` };
	const { module, fields } = DOCUMENTS[lineSource === 'salesOrder' ? 'salesOrder' : 'quote'];
	const rows = await client.list(`Deals/${deal.id}/${module}`, { fields }, DocumentRow, call);
	const { document: chosen, problem } = pickDocument(rows, acceptedStages);
	if (problem) return { lines: [obstacle(`${deal.id}-documents`, problem)] };
	const document = chosen && (await client.record(`${module}/${chosen.id}`, SalesDocument, call));
	if (!document) return { lines: [] };
	const lines = documentLines(document, await unitsOf(client, document, call));
	return { lines: [...lines, ...otherCurrency(deal, document)], document };
}

/** A line has no unit: it is that of its product. */
async function unitsOf(
	client: ZohoClient,
	document: SalesDocument,
	call: { purpose: string },
): Promise<Map<string, string>> {
	const rows = document.Quoted_Items ?? document.Ordered_Items ?? [];
	const ids = [...new Set(rows.map((row) => row.product_name?.id).filter((id) => id !== undefined))];
	const units = new Map<string, string>();
	for (let at = 0; at < ids.length; at += MOST_IDS) {
		const query = { ids: ids.slice(at, at + MOST_IDS).join(','), fields: 'Usage_Unit' };
		const products = await client.list('Products', query, ProductUnit, call);
		for (const { id, Usage_Unit: unit } of products) units.set(id, unit);
	}
	return units;
}

function otherCurrency(deal: Deal, document: SalesDocument): DealLine[] {
	if (deal.Currency === '' || document.Currency === '' || deal.Currency === document.Currency) return [];
	const currencies = `${deal.Currency} ≠ ${document.Currency}`;
	const text = `Inna waluta deala i dokumentu: ${currencies} / The deal and its document differ in currency: ${currencies}`;
	return [obstacle(`${document.id}-currency`, text)];
}
