import type { CrmFields } from '../../connect/ports';

/** Where the pack writes unless the user chooses other columns: those that "Create Fields" makes. Ids are a to z and _ only. */
export const DEFAULT_FIELDS: CrmFields = {
	number: 'dti_number',
	documentId: 'dti_document_id',
	reference: 'dti_reference',
	link: 'dti_link',
	pdf: 'dti_pdf',
	status: 'dti_status',
	taxId: 'dti_tax_id',
};

/** Columns of the deal's board. Ids of columns; empty: there is none. */
export interface DealColumns {
	amount: string;
	/** Connect-boards column to the client; empty: the client's data stand on the deal itself. */
	client: string;
	/** Connect-boards column to people at the client. */
	contact: string;
	currency: string;
	notes: string;
	owner: string;
}

/** Columns of the client, wherever it stands: on a board of its own, or on the deal. */
export interface ClientColumns {
	address: string;
	city: string;
	country: string;
	email: string;
	kind: string;
	/** Only where the client stands on the deal: a client of its own has its item's name. */
	name: string;
	postalCode: string;
	street: string;
}

/** Columns of the subitems, which are the lines. */
export interface LineColumns {
	description: string;
	discount: string;
	priceBasis: string;
	quantity: string;
	unit: string;
	unitPrice: string;
	vatRate: string;
}

/** How this board holds what an invoice needs. */
export interface ColumnMap {
	deal: DealColumns;
	client: ClientColumns;
	line: LineColumns;
	/** Of lines without a column or word of their own. */
	priceBasis: 'net' | 'gross';
	discountIs: 'percent' | 'amount';
	/** Of a deal that names none. */
	currency: string;
	/** Ids of stages that mean "lost"; none chosen: told by words. */
	lostStages: string[];
}

/** Chosen for a field of a line that has no column. No column has it as its ID: those are letters, digits and "_". */
export const NO_COLUMN = '-';

export const DEFAULT_COLUMNS: ColumnMap = {
	deal: {
		amount: 'deal_value',
		client: '',
		contact: '',
		currency: 'dti_currency',
		notes: '',
		owner: 'deal_owner',
	},
	client: {
		address: '',
		city: 'dti_city',
		country: 'dti_country',
		email: 'dti_client_email',
		kind: 'dti_client_kind',
		name: 'dti_client',
		postalCode: 'dti_postal_code',
		street: 'dti_street',
	},
	line: {
		description: 'dti_description',
		discount: 'dti_discount',
		priceBasis: 'dti_price_basis',
		quantity: 'dti_quantity',
		unit: 'dti_unit',
		unitPrice: 'dti_unit_price',
		vatRate: 'dti_line_vat',
	},
	priceBasis: 'net',
	discountIs: 'percent',
	currency: 'PLN',
	lostStages: [],
};
