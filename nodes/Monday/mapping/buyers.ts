import type { Address, DealContact, DealParty } from '../../../invoicing/deal';
import { countryOf } from '../../../connect/crm/country';
import type { ClientColumns } from '../columnMap';
import type { ColumnValue, Row } from '../schemas';
import { cellOf, textOf } from './values';

/** Who may be the buyer, and what the board holds about them. */
export interface ClientBooks {
	/** Items that the deal's client column is connected to; undefined: the client stands on the deal itself. */
	linked?: Row[];
	/** How many there are; more than `linked` where the user of the credential may not see all of them. */
	linkedCount: number;
	/** The deal's own cells. */
	deal: { id: string; cells: ColumnValue[] };
	columns: ClientColumns;
	/** Column with the tax number, of the client or of the deal. */
	taxIdColumn: string;
}

/** Every connected client is a candidate; the only one is chosen. Of several a person chooses, never the first. */
export function toBuyers({ linked, linkedCount, deal, columns, taxIdColumn }: ClientBooks): DealParty[] {
	const onDeal = textOf(cellOf(deal.cells, taxIdColumn));
	if (linked !== undefined)
		return linked.map((row) => {
			const taxId = textOf(cellOf(row.column_values, taxIdColumn)) || onDeal;
			const chosen = linkedCount === 1;
			return {
				...party(row.column_values, columns, taxId, true),
				id: row.id,
				clientId: row.id,
				chosen,
				name: row.name.trim(),
			};
		});
	const name = textOf(cellOf(deal.cells, columns.name));
	if (name === '' && onDeal === '') return [];
	return [
		{
			...party(deal.cells, columns, onDeal, false),
			id: `deal-${deal.id}`,
			clientId: `deal-${deal.id}`,
			chosen: true,
			name,
		},
	];
}

export function toContacts(rows: readonly Row[]): DealContact[] {
	return rows.map((row) => ({
		id: row.id,
		name: row.name.trim(),
		emails: allEmails(row.column_values),
		primary: rows.length === 1,
	}));
}

function party(
	cells: readonly ColumnValue[],
	columns: ClientColumns,
	taxId: string,
	isOwnItem: boolean,
): Pick<DealParty, 'kind' | 'taxId' | 'address' | 'emails'> {
	const email = cellOf(cells, columns.email);
	return {
		kind: kindOf(textOf(cellOf(cells, columns.kind)), taxId),
		taxId: taxId || undefined,
		address: addressOf(cells, columns),
		// On the deal other e-mail columns may be anybody's; on the client's own item they are the client's.
		emails: email || !isOwnItem ? splitEmails(textOf(email)) : allEmails(cells),
	};
}

/** A word in the column decides; without one a tax number makes a business, and its absence proves nothing. */
function kindOf(text: string, taxId: string): DealParty['kind'] {
	if (/konsument|consumer|osob|person|privat|prywat/i.test(text)) return 'consumer';
	if (/firm|business|company|przedsi/i.test(text)) return 'business';
	return taxId ? 'business' : 'unknown';
}

/** Single columns win over the parts of a location column, which holds no postal code of its own. */
function addressOf(cells: readonly ColumnValue[], columns: ClientColumns): Address {
	const location = cellOf(cells, columns.address);
	const country = cellOf(cells, columns.country);
	const own = (columnId: string) => textOf(cellOf(cells, columnId));
	const place = location?.type === 'location' ? location : undefined;
	const street = [place?.street, place?.street_number].filter(Boolean).join(' ');
	return {
		street: own(columns.street) || street || (place ? '' : textOf(location)),
		postalCode: own(columns.postalCode) || (/\b\d{2}-\d{3}\b/.exec(place?.address ?? '')?.[0] ?? ''),
		city: own(columns.city) || (place?.city ?? '').trim(),
		country: countryOf(country?.nation?.code ?? place?.country_short ?? '', textOf(country) || (place?.country ?? '')),
	};
}

function allEmails(cells: readonly ColumnValue[]): string[] {
	return cells.filter(({ type }) => type === 'email').flatMap((cell) => splitEmails(textOf(cell)));
}

function splitEmails(text: string): string[] {
	return text
		.split(/[;,\s]+/)
		.map((part) => part.trim())
		.filter(Boolean);
}
