import type { CrmFields } from '../../connect/ports';
import { refusal, toVendorError } from './apiErrors';
import { boardsBehind, boardsWithColumns } from './boards';
import type { CallOptions, MondayClient } from './client';
import type { ColumnMap } from './columnMap';
import { createColumns } from './queries';
import type { BoardWithColumns, Column } from './schemas';

export type ColumnKind = 'text' | 'link' | 'file' | 'date' | 'checkbox' | 'email' | 'numbers' | 'long_text';

export interface ColumnPlan {
	boardId: string;
	id: string;
	type: ColumnKind;
	title: string;
}

/** The boards that one deal's data stand on. */
export interface DealBoards {
	deals: BoardWithColumns;
	/** The board of the clients; the deals' own where the client stands on the deal. */
	clients?: BoardWithColumns;
	/** The board of the subitems; there is none until the first subitem is made. */
	lines?: BoardWithColumns;
}

/** Columns that people fill in on the deal and that Build Invoice reads. */
const INPUTS: [id: string, type: ColumnKind, title: string][] = [
	['dti_sale_date', 'date', 'Data sprzedaży / Sale date'],
	['dti_issue_on', 'date', 'Wystaw fakturę dnia / Issue on'],
	['dti_order_number', 'text', 'Numer zamówienia / Order number'],
	['dti_vat_rate', 'text', 'Stawka VAT / VAT rate'],
	['dti_exemption_reason', 'text', 'Podstawa zwolnienia / Exemption reason'],
	['dti_email', 'email', 'E-mail do faktur / Invoice e-mail'],
	['dti_no_email', 'checkbox', 'Bez e-maila / No e-mail'],
];

/** The deals' board with those behind it, in one request or two. Throws VendorError when it cannot be seen. */
export async function dealBoards(client: MondayClient, boardId: string, map: ColumnMap): Promise<DealBoards> {
	if (boardId === '') throw refusal('No board is chosen.', 'Choose the board with your deals under "Board".');
	const [deals] = await boardsWithColumns(client, [boardId]);
	if (!deals)
		throw refusal(
			`Board ${boardId} is not in monday.com, or the user of the credential may not see it.`,
			'Choose another board, or give that user this one.',
		);
	const columns = deals.columns ?? [];
	const [linesId] = boardsBehind(columns.find(({ type, archived }) => type === 'subtasks' && !archived));
	const [clientsId] = boardsBehind(columns.find(({ id }) => id === map.deal.client));
	const behind = [linesId, clientsId].filter((id): id is string => id !== undefined);
	const others = await boardsWithColumns(client, [...new Set(behind)]);
	return {
		deals,
		clients: map.deal.client === '' ? deals : others.find(({ id }) => id === clientsId),
		lines: others.find(({ id }) => id === linesId),
	};
}

/** All columns of the pack, under the user's names: those that it writes and those that it reads. */
export function plannedColumns(boards: DealBoards, map: ColumnMap, fields: CrmFields): ColumnPlan[] {
	const { deals, clients, lines } = boards;
	const written: [string, ColumnKind, string][] = [
		[fields.number, 'text', 'Numer faktury / Invoice number'],
		[fields.documentId, 'text', 'ID faktury / Invoice ID'],
		[fields.reference, 'text', 'Klucz faktury, nie zmieniać / Invoice key, do not edit'],
		[fields.link, 'link', 'Link do faktury / Invoice link'],
		[fields.pdf, 'file', 'Faktura PDF / Invoice PDF'],
		[fields.status, 'text', 'Faktura: stan / Invoice status'],
	];
	const client: [string, ColumnKind, string][] = [
		...(clients === deals ? [[map.client.name, 'text', 'Klient / Client'] as [string, ColumnKind, string]] : []),
		[fields.taxId ?? '', 'text', 'NIP / VAT ID'],
		[map.client.street, 'text', 'Ulica / Street'],
		[map.client.postalCode, 'text', 'Kod pocztowy / Postal code'],
		[map.client.city, 'text', 'Miasto / City'],
		[map.client.country, 'text', 'Kraj / Country'],
		[map.client.email, 'email', 'E-mail'],
		[map.client.kind, 'text', 'Firma czy osoba / Business or consumer'],
	];
	const line: [string, ColumnKind, string][] = [
		[map.line.quantity, 'numbers', 'Ilość / Quantity'],
		[map.line.unit, 'text', 'Jednostka / Unit'],
		[map.line.unitPrice, 'numbers', 'Cena / Unit price'],
		[map.line.discount, 'numbers', 'Rabat / Discount'],
		[map.line.vatRate, 'text', 'VAT'],
		[map.line.priceBasis, 'text', 'Netto czy brutto / Net or gross'],
		[map.line.description, 'text', 'Opis / Description'],
	];
	const currency: [string, ColumnKind, string] = [map.deal.currency, 'text', 'Waluta / Currency'];
	const on = (board: BoardWithColumns | undefined, columns: [string, ColumnKind, string][]): ColumnPlan[] =>
		board
			? columns.filter(([id]) => id !== '').map(([id, type, title]) => ({ boardId: board.id, id, type, title }))
			: [];
	return [...on(deals, [...written, ...INPUTS, currency]), ...on(clients, client), ...on(lines, line)];
}

/** The planned columns that their board does not have. */
export function missingColumns(boards: DealBoards, map: ColumnMap, fields: CrmFields): ColumnPlan[] {
	const held = [boards.deals, boards.clients, boards.lines].flatMap((board) =>
		(board?.columns ?? []).filter(({ archived }) => !archived).map(({ id }) => `${board!.id}:${id}`),
	);
	return plannedColumns(boards, map, fields).filter(({ boardId, id }) => !held.includes(`${boardId}:${id}`));
}

/** Only ids of the pack's own are made by it: another one that is missing was mistyped, or its column deleted. */
export const isOurs = ({ id }: Pick<ColumnPlan, 'id'>): boolean => id.startsWith('dti_');

/** Makes the columns of the pack's own that are missing; answers their ids. */
export async function ensureColumns(
	client: MondayClient,
	boardId: string,
	map: ColumnMap,
	fields: CrmFields,
): Promise<string[]> {
	const look = async () => missingColumns(await dealBoards(client, boardId, map), map, fields).filter(isOurs);
	const missing = await look();
	if (missing.length === 0) return [];
	const names = missing.map((_, at) => `column${at}`);
	const call: CallOptions = { kind: 'create', purpose: 'create the columns of the board', optional: names };
	const variables = Object.fromEntries(
		missing.flatMap((plan, at) => [
			[`board${at}`, plan.boardId],
			[`id${at}`, plan.id],
			[`title${at}`, plan.title],
			[`type${at}`, plan.type],
		]),
	);
	const answer = await client.query(createColumns(missing.length), variables, call);
	const made = missing.filter((_, at) => answer[`column${at}`]);
	if (made.length < missing.length) {
		// Someone else may have made them between our look and our request: then all is well.
		const [still] = await look();
		if (still) throw notMade(still);
	}
	return made.map(({ id }) => id);
}

function notMade(plan: ColumnPlan) {
	const error = { code: 'CREATE_COLUMN_REFUSED', text: `column ${plan.id} (${plan.title}) on board ${plan.boardId}` };
	const told = toVendorError(error, { kind: 'create', purpose: 'create a column of the board' });
	return refusal(
		told.message,
		'The user of the credential needs the right to edit the board. An id of a deleted column cannot be used again: make such a column by hand and choose it under "Field Names" or "Columns".',
	);
}

/** Columns whose content depends on its type, for "Check". */
export function wrongTypes(boards: DealBoards, fields: CrmFields): { column: Column; wanted: string }[] {
	const wanted: [string, string[]][] = [
		[fields.number, ['text', 'long_text']],
		[fields.documentId, ['text', 'long_text']],
		[fields.reference, ['text', 'long_text']],
		[fields.status, ['text', 'long_text']],
		[fields.link, ['link']],
		[fields.pdf, ['file']],
	];
	return (boards.deals.columns ?? []).flatMap((column) => {
		const types = wanted.find(([id]) => id === column.id)?.[1];
		return types && !types.includes(column.type) ? [{ column, wanted: types[0]! }] : [];
	});
}

/** Columns for the drop-downs; those of the clients' board with its name before, so that the tax number can be chosen. */
export function columnOptions(boards: DealBoards): { name: string; title: string }[] {
	const titled = (board: BoardWithColumns | undefined, prefix: string) =>
		(board?.columns ?? [])
			.filter(({ archived, type }) => !archived && type !== 'name')
			.map(({ id, title, type }) => ({ name: id, title: `${prefix}${title} (${type})` }));
	const { deals, clients } = boards;
	return [...titled(deals, ''), ...(clients && clients !== deals ? titled(clients, `${clients.name}: `) : [])];
}
