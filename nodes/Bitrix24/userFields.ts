import type { CrmFields } from '../../connect/ports';
import { toVendorError } from './apiErrors';
import { read, taken, type Bitrix24Client, type CallOptions } from './client';
import type { Command } from './params';
import { FieldTypes, UserFields } from './schemas';

/** Where the pack writes unless the user chooses other fields. */
export const DEFAULT_FIELDS: CrmFields = {
	number: 'UF_CRM_D2I_NUMBER',
	documentId: 'UF_CRM_D2I_DOCUMENT_ID',
	reference: 'UF_CRM_D2I_REFERENCE',
	link: 'UF_CRM_D2I_LINK',
	pdf: 'UF_CRM_D2I_PDF',
	status: 'UF_CRM_D2I_STATUS',
};

interface FieldPlan {
	name: string;
	type: 'string' | 'url' | 'file' | 'date' | 'boolean';
	pl: string;
	en: string;
}

/** Fields that people fill in and Build Invoice reads. */
const INPUT_FIELDS: FieldPlan[] = [
	{ name: 'UF_CRM_D2I_SALE_DATE', type: 'date', pl: 'Data sprzedaży', en: 'Sale date' },
	{ name: 'UF_CRM_D2I_ISSUE_ON', type: 'date', pl: 'Wystaw fakturę dnia', en: 'Issue the invoice on' },
	{ name: 'UF_CRM_D2I_ORDER_NUMBER', type: 'string', pl: 'Numer zamówienia klienta', en: "Customer's order number" },
	{ name: 'UF_CRM_D2I_VAT_RATE', type: 'string', pl: 'Stawka VAT (zw, oo, np II …)', en: 'VAT rate (zw, oo, np II …)' },
	{
		name: 'UF_CRM_D2I_EXEMPTION_REASON',
		type: 'string',
		pl: 'Podstawa zwolnienia z VAT',
		en: 'Reason of VAT exemption',
	},
	{ name: 'UF_CRM_D2I_EMAIL', type: 'string', pl: 'E-mail do faktur', en: 'E-mail for invoices' },
	{ name: 'UF_CRM_D2I_NO_EMAIL', type: 'boolean', pl: 'Nie wysyłaj faktury e-mailem', en: 'Do not e-mail the invoice' },
];

/** All fields of the pack: those that it writes, under the user's names, and those that it reads. */
export function plannedFields(fields: CrmFields): FieldPlan[] {
	const written: FieldPlan[] = [
		{ name: fields.number, type: 'string', pl: 'Numer faktury', en: 'Invoice number' },
		{ name: fields.documentId, type: 'string', pl: 'Identyfikator faktury', en: 'Invoice ID' },
		{ name: fields.reference, type: 'string', pl: 'Klucz faktury (nie zmieniać)', en: 'Invoice key (do not edit)' },
		{ name: fields.link, type: 'url', pl: 'Link do faktury', en: 'Link to the invoice' },
		{ name: fields.pdf, type: 'file', pl: 'Faktura PDF', en: 'Invoice PDF' },
		{ name: fields.status, type: 'string', pl: 'Faktura: stan', en: 'Invoice: status' },
	];
	// Names without the prefix are standard fields (originId); those exist.
	return [...written, ...INPUT_FIELDS].filter((field) => field.name.startsWith('UF_CRM_'));
}

/** The planned fields that the portal does not have yet. One request. */
export async function missingFields(client: Bitrix24Client, fields: CrmFields): Promise<FieldPlan[]> {
	const call: CallOptions = { kind: 'read', purpose: 'look which deal fields exist' };
	const planned = plannedFields(fields);
	const look = (plan: FieldPlan): Command => ({
		method: 'crm.deal.userfield.list',
		params: { filter: { FIELD_NAME: plan.name } },
	});
	const answer = await client.batch(Object.fromEntries(planned.map((plan) => [plan.name, look(plan)])), call);
	return planned.filter(
		(plan) => !taken(answer, plan.name, UserFields, call).some((row) => row.FIELD_NAME === plan.name),
	);
}

/** The custom fields of deals with the names that people see. */
export async function customFields(client: Bitrix24Client): Promise<{ name: string; title: string }[]> {
	const purpose = 'read the fields of deals';
	const params = { entityTypeId: 2, useOriginalUfNames: 'Y' };
	const { fields } = read(FieldTypes, await client.call('crm.item.fields', params, { kind: 'read', purpose }), purpose);
	return Object.entries(fields)
		.filter(([name]) => name.startsWith('UF_CRM_'))
		.map(([name, field]) => ({ name, title: field.title || name }));
}

/** Makes the fields that are missing; answers their names. Needs a CRM administrator. */
export async function ensureFields(client: Bitrix24Client, fields: CrmFields): Promise<string[]> {
	const missing = await missingFields(client, fields);
	if (missing.length === 0) return [];
	const call: CallOptions = { kind: 'create', purpose: 'create the deal fields' };
	const answer = await client.batch(Object.fromEntries(missing.map((plan) => [plan.name, addCommand(plan)])), call);
	const refused = missing.filter((plan) => answer.errors[plan.name] !== undefined);
	if (refused.length > 0) await throwUnlessThere(client, fields, refused, answer.errors, call);
	return missing.filter((plan) => !refused.includes(plan)).map((plan) => plan.name);
}

/** Someone else may have made the field between our look and our request: then all is well. */
async function throwUnlessThere(
	client: Bitrix24Client,
	fields: CrmFields,
	refused: FieldPlan[],
	errors: Record<string, { code: string; text: string }>,
	call: CallOptions,
): Promise<void> {
	const still = await missingFields(client, fields);
	const failed = refused.find((plan) => still.some((other) => other.name === plan.name));
	const error = failed && errors[failed.name];
	if (failed && error) throw toVendorError(error, { ...call, purpose: `create the deal field ${failed.name}` });
}

function addCommand(plan: FieldPlan): Command {
	return {
		method: 'crm.deal.userfield.add',
		params: {
			fields: {
				FIELD_NAME: plan.name,
				USER_TYPE_ID: plan.type,
				XML_ID: plan.name,
				LABEL: plan.en,
				EDIT_FORM_LABEL: { pl: plan.pl, en: plan.en },
				LIST_COLUMN_LABEL: { pl: plan.pl, en: plan.en },
				MULTIPLE: 'N',
				MANDATORY: 'N',
				SHOW_FILTER: plan.type === 'file' ? 'N' : 'Y',
			},
		},
	};
}
