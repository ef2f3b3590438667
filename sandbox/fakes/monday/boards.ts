import type { BoardRow, LabelRow } from './books';

/** Ids as monday makes them: numbers for boards, words with a random tail for columns. */
export const DEALS = '880012345';
export const CLIENTS = '880012346';
export const CONTACTS = '880012347';
export const LINES = '880012348';

export const STAGE = 'deal_stage';
export const COLUMN = {
	amount: 'deal_value',
	owner: 'deal_owner',
	contact: 'deal_contact',
	client: 'board_relation_mkx7c',
	currency: 'dropdown_mkx7w',
	notes: 'long_text_mkx7n',
	priority: 'status_mkx7p',
	lines: 'subtasks_mkx7s',
} as const;
export const CLIENT = {
	taxId: 'text_mkx8n',
	email: 'email_mkx8e',
	street: 'text_mkx8s',
	postalCode: 'text_mkx8p',
	city: 'text_mkx8c',
	country: 'country_mkx8k',
	kind: 'color_mkx8t',
} as const;
export const CONTACT = { email: 'email_mkx9e' } as const;
export const LINE = {
	quantity: 'numeric_mkx5q',
	unit: 'text_mkx5u',
	unitPrice: 'numeric_mkx5p',
	discount: 'numeric_mkx5d',
	vatRate: 'dropdown_mkx5v',
	priceBasis: 'color_mkx5b',
} as const;

/** Ids of labels say nothing of their places: boards are rearranged. 5 is the grey one that a new item has. */
const STAGES: LabelRow[] = [
	{ id: 5, text: 'Nowe zlecenie', position: 0, logical: 'open' },
	{ id: 0, text: 'Zaliczka', position: 1, logical: 'deposit' },
	{ id: 7, text: 'Etap 1 zakończony', position: 2, logical: 'phase1' },
	{ id: 8, text: 'Etap 2 zakończony', position: 3, logical: 'phase2' },
	{ id: 3, text: 'Zakończono – do faktury', position: 4, logical: 'invoice' },
	{ id: 1, text: 'Zafakturowano', position: 5, isDone: true, logical: 'invoiced' },
	{ id: 2, text: 'Przegrane', position: 6, logical: 'lost' },
];

const PRIORITIES: LabelRow[] = [
	{ id: 0, text: 'Pilne', position: 0 },
	{ id: 1, text: 'Zwykłe', position: 1 },
];

const name = { id: 'name', title: 'Name', type: 'name' };

/** The boards of a Polish service firm: deals, clients, contacts, and the subitems of the deals. */
export function firmBoards(): BoardRow[] {
	return [
		{
			id: DEALS,
			name: 'Zlecenia',
			type: 'board',
			usedUp: new Set(),
			columns: [
				name,
				{ id: STAGE, title: 'Etap', type: 'status', labels: STAGES.map((label) => ({ ...label })) },
				{ id: COLUMN.amount, title: 'Wartość', type: 'numbers', symbol: 'zł' },
				{ id: COLUMN.owner, title: 'Opiekun', type: 'people' },
				{ id: COLUMN.contact, title: 'Kontakty', type: 'board_relation', boardIds: [CONTACTS] },
				{ id: COLUMN.client, title: 'Klient', type: 'board_relation', boardIds: [CLIENTS] },
				{ id: COLUMN.currency, title: 'Waluta', type: 'dropdown', choices: ['PLN', 'EUR'] },
				{ id: COLUMN.notes, title: 'Uwagi', type: 'long_text' },
				{ id: COLUMN.priority, title: 'Priorytet', type: 'status', labels: PRIORITIES },
				{ id: COLUMN.lines, title: 'Pozycje', type: 'subtasks', boardIds: [LINES] },
			],
		},
		{
			id: CLIENTS,
			name: 'Klienci',
			type: 'board',
			usedUp: new Set(),
			columns: [
				name,
				{ id: CLIENT.taxId, title: 'NIP', type: 'text' },
				{ id: CLIENT.email, title: 'E-mail', type: 'email' },
				{ id: CLIENT.street, title: 'Ulica', type: 'text' },
				{ id: CLIENT.postalCode, title: 'Kod', type: 'text' },
				{ id: CLIENT.city, title: 'Miasto', type: 'text' },
				{ id: CLIENT.country, title: 'Kraj', type: 'country' },
				{
					id: CLIENT.kind,
					title: 'Rodzaj',
					type: 'status',
					labels: [
						{ id: 0, text: 'Firma', position: 0 },
						{ id: 1, text: 'Osoba prywatna', position: 1 },
					],
				},
			],
		},
		{
			id: CONTACTS,
			name: 'Kontakty',
			type: 'board',
			usedUp: new Set(),
			columns: [name, { id: CONTACT.email, title: 'E-mail', type: 'email' }],
		},
		{
			id: LINES,
			name: 'Subitems of Zlecenia',
			type: 'sub_items_board',
			usedUp: new Set(),
			columns: [
				name,
				{ id: LINE.quantity, title: 'Ilość', type: 'numbers' },
				{ id: LINE.unit, title: 'Jedn.', type: 'text' },
				{ id: LINE.unitPrice, title: 'Cena', type: 'numbers', symbol: 'zł' },
				{ id: LINE.discount, title: 'Rabat', type: 'numbers', symbol: '%' },
				{ id: LINE.vatRate, title: 'VAT', type: 'dropdown', choices: ['23', '8', '5', 'zw'] },
				{
					id: LINE.priceBasis,
					title: 'Cena jest',
					type: 'status',
					labels: [
						{ id: 0, text: 'netto', position: 0 },
						{ id: 1, text: 'brutto', position: 1 },
					],
				},
			],
		},
	];
}
