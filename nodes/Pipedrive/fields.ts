import type { CrmFields } from '../../connect/ports';
import { refused } from './apiErrors';
import type { PipedriveClient } from './client';
import type { Directory, Entity } from './directory';
import { FieldRow } from './schemas';

/**
 * Custom fields have random codes, other ones in every company. A field is named by its code, as a drop-down gives it,
 * or by the name that people see; the pack's own fields are found by their names.
 */
export const DEFAULT_FIELDS: CrmFields = {
	number: 'Invoice number (D2I)',
	documentId: 'Invoice ID (D2I)',
	reference: 'Invoice key (D2I)',
	link: 'Invoice link (D2I)',
	// Pipedrive has no field for files: the PDF lies among the files of the deal.
	pdf: '',
	status: 'Invoice status (D2I)',
	taxId: 'NIP',
};

/** On the deal of a person who buys for themselves: nothing else in Pipedrive tells a consumer. */
export const PRIVATE_PERSON_FIELD = 'Private person (D2I)';

export interface FieldPlan {
	name: string;
	type: 'varchar' | 'text' | 'date' | 'enum';
	/** What people read at the field in Pipedrive. */
	description: string;
}

/** Fields that people fill in and Build Invoice reads. */
const INPUT_FIELDS: FieldPlan[] = [
	{ name: 'Sale date (D2I)', type: 'date', description: 'Data sprzedaży' },
	{ name: 'Issue on (D2I)', type: 'date', description: 'Wystaw fakturę dnia' },
	{ name: 'Order number (D2I)', type: 'varchar', description: 'Numer zamówienia klienta' },
	{
		name: 'VAT rate (D2I)',
		type: 'varchar',
		description: 'Stawka VAT pozycji z podatkiem 0: zw, oo, np I, np II, 0 KR …',
	},
	{ name: 'VAT exemption reason (D2I)', type: 'text', description: 'Podstawa zwolnienia z VAT' },
	{ name: 'Invoice e-mail (D2I)', type: 'varchar', description: 'E-mail do faktur' },
	{ name: 'No invoice e-mail (D2I)', type: 'enum', description: 'Nie wysyłaj faktury e-mailem' },
	{ name: PRIVATE_PERSON_FIELD, type: 'enum', description: 'Klient kupuje jako osoba prywatna' },
];

const isCode = (name: string): boolean => /^[0-9a-f]{40}$/.test(name);
const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** All fields of the pack that are found by name. Text of any length: an invoice link alone may be longer than 255. */
export function plannedFields(fields: CrmFields): FieldPlan[] {
	const written: FieldPlan[] = [
		{ name: fields.number, type: 'text', description: 'Numer faktury' },
		{ name: fields.documentId, type: 'text', description: 'Identyfikator faktury' },
		{ name: fields.reference, type: 'text', description: 'Klucz faktury (nie zmieniać)' },
		{ name: fields.link, type: 'text', description: 'Link do faktury' },
		{ name: fields.status, type: 'text', description: 'Faktura: stan' },
	];
	return [...written, ...INPUT_FIELDS].filter(({ name }) => name !== '' && !isCode(name));
}

/** Codes of the fields of that name; several fields can carry one name. */
export function codesOf(name: string, rows: readonly FieldRow[]): string[] {
	if (isCode(name)) return [name];
	return rows.filter((row) => row.is_custom_field && same(row.field_name, name)).map((row) => row.field_code);
}

/** A name that is not known is looked for once more: the field may have been made a moment ago. */
export async function rowsWith(
	client: PipedriveClient,
	directory: Directory,
	entity: Entity,
	names: readonly string[],
): Promise<FieldRow[]> {
	if (names.every((name) => name === '' || isCode(name))) return [];
	const rows = await directory.fields(client, entity);
	const isMissing = names.some((name) => name !== '' && codesOf(name, rows).length === 0);
	return isMissing ? directory.fields(client, entity, 60_000) : rows;
}

/** The one deal field of that name, for writing. Throws VendorError when there is none or more than one. */
export function codeToWrite(dealId: string, name: string, rows: readonly FieldRow[]): string {
	const codes = codesOf(name, rows);
	if (codes.length === 1) return codes[0]!;
	const many = codes.length > 1;
	throw refused(
		`Deal ${dealId} cannot be written: Pipedrive has ${many ? 'several deal fields' : 'no deal field'} "${name}".`,
		many
			? 'Rename all but one of them in Pipedrive under Company settings → Data fields, or choose one under "Field Names".'
			: 'Run "Setup: Create Fields" of the Pipedrive node once, or choose another field under "Field Names".',
	);
}

/** The planned fields that the company does not have yet. 10 tokens. */
export async function missingFields(
	client: PipedriveClient,
	directory: Directory,
	fields: CrmFields,
): Promise<FieldPlan[]> {
	const rows = await directory.fields(client, 'deal', 0);
	return plannedFields(fields).filter(({ name }) => codesOf(name, rows).length === 0);
}

/**
 * Makes the fields that are missing; answers their names. Pipedrive lets two fields carry one name: when somebody else
 * made one meanwhile, the first in its list stays, and ours goes before anything is in it.
 */
export async function ensureFields(
	client: PipedriveClient,
	directory: Directory,
	fields: CrmFields,
): Promise<string[]> {
	const made: FieldRow[] = [];
	for (const plan of await missingFields(client, directory, fields)) made.push(await createField(client, plan));
	if (made.length === 0) return [];
	const rows = await directory.fields(client, 'deal', 0);
	const surplus = made.filter((field) => {
		const [first] = codesOf(field.field_name, rows);
		return first !== undefined && first !== field.field_code;
	});
	for (const field of surplus) await deleteField(client, field);
	if (surplus.length > 0) directory.forgetFields();
	return made.filter((field) => !surplus.includes(field)).map((field) => field.field_name);
}

/** 5 tokens. */
async function createField(client: PipedriveClient, { name, type, description }: FieldPlan): Promise<FieldRow> {
	const options = type === 'enum' ? { options: [{ label: 'Tak' }, { label: 'Nie' }] } : {};
	const body = { field_name: name, field_type: type, description, ...options };
	const purpose = `create the deal field "${name}"`;
	return client.data({ version: 'v2', kind: 'create', method: 'POST', path: '/dealFields', body, purpose }, FieldRow);
}

async function deleteField(client: PipedriveClient, { field_code: code, field_name: name }: FieldRow): Promise<void> {
	const purpose = `delete the second deal field "${name}"`;
	await client.maybe(
		{ version: 'v2', kind: 'update', method: 'DELETE', path: `/dealFields/${code}`, purpose },
		FieldRow.partial().passthrough(),
	);
}

export interface Choice {
	name: string;
	title: string;
}

/** The custom fields of deals, for drop-downs. */
export async function dealFields(client: PipedriveClient, directory: Directory): Promise<Choice[]> {
	const rows = await directory.fields(client, 'deal', 60_000);
	return rows.filter((row) => row.is_custom_field).map(({ field_code: name, field_name: title }) => ({ name, title }));
}

/** The fields that may hold the tax number: of organizations, persons and deals, with their owner before the name. */
export async function taxIdFields(client: PipedriveClient, directory: Directory): Promise<Choice[]> {
	const choices: Choice[] = [];
	for (const entity of ['organization', 'person', 'deal'] as const) {
		const owner = entity.charAt(0).toUpperCase() + entity.slice(1);
		for (const row of await directory.fields(client, entity, 60_000))
			if (row.is_custom_field) choices.push({ name: row.field_code, title: `${owner}: ${row.field_name}` });
	}
	return choices;
}
