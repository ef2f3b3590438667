import type { CrmFields } from '../../connect/ports';
import type { ObjectType } from './api';

/** Where the pack writes unless the user chooses other fields. The PDF comes with the note, so no field is needed for it. */
export const DEFAULT_FIELDS: CrmFields = {
	number: 'd2i_number',
	documentId: 'd2i_document_id',
	reference: 'd2i_reference',
	link: 'd2i_link',
	pdf: '',
	status: 'd2i_status',
	taxId: 'd2i_nip',
};

export interface FieldPlan {
	object: Extract<ObjectType, 'deals' | 'companies'>;
	/** Internal name: small letters, digits and `_`; it can never be changed. */
	name: string;
	type: 'string' | 'date' | 'bool';
	fieldType: 'text' | 'file' | 'date' | 'booleancheckbox';
	/** Both languages: HubSpot keeps one label for everybody. */
	label: string;
}

const text = (name: string, label: string): FieldPlan => ({
	object: 'deals',
	name,
	type: 'string',
	fieldType: 'text',
	label,
});
const day = (name: string, label: string): FieldPlan => ({
	object: 'deals',
	name,
	type: 'date',
	fieldType: 'date',
	label,
});
const tick = (name: string, label: string): FieldPlan => ({
	object: 'deals',
	name,
	type: 'bool',
	fieldType: 'booleancheckbox',
	label,
});

/** Fields that people fill in and Build Invoice reads. */
const INPUT_FIELDS: FieldPlan[] = [
	day('d2i_sale_date', 'Data sprzedaży / Sale date'),
	day('d2i_issue_on', 'Wystaw fakturę dnia / Issue the invoice on'),
	text('d2i_order_number', 'Numer zamówienia klienta / Order number of the customer'),
	text('d2i_vat_rate', 'Stawka VAT (zw, oo, np II …) / VAT rate (zw, oo, np II …)'),
	text('d2i_exemption_reason', 'Podstawa zwolnienia z VAT / Reason of VAT exemption'),
	text('d2i_email', 'E-mail do faktur / E-mail for invoices'),
	tick('d2i_no_email', 'Nie wysyłaj faktury e-mailem / Do not e-mail the invoice'),
	tick('d2i_consumer', 'Nabywca jest konsumentem / The buyer is a consumer'),
];

/** All fields of the pack: those that it writes, under the user's names, and those that it reads. */
export function plannedFields(fields: CrmFields): FieldPlan[] {
	const written: FieldPlan[] = [
		text(fields.number, 'Numer faktury / Invoice number'),
		text(fields.documentId, 'Identyfikator faktury / Invoice ID'),
		text(fields.reference, 'Klucz faktury (nie zmieniać) / Invoice key (do not edit)'),
		text(fields.link, 'Link do faktury / Link to the invoice'),
		{ ...text(fields.pdf, 'Faktura PDF / Invoice PDF'), fieldType: 'file' },
		text(fields.status, 'Faktura: stan / Invoice: status'),
	];
	const taxId: FieldPlan = { ...text(fields.taxId ?? '', 'NIP / Tax number'), object: 'companies' };
	return [...written, ...INPUT_FIELDS, taxId].filter(({ name }) => name !== '');
}
