import type { CrmFields } from '../../connect/ports';
import { VendorError } from '../../connect/http';
import { VENDOR } from './apiErrors';
import { read, type ZohoClient } from './client';
import { Fields, type FieldMeta } from './schemas';

/** Where the pack writes unless the user chooses other fields. PDFs are attached: no field holds them. */
export const DEFAULT_FIELDS: CrmFields = {
	number: 'D2I_Number',
	documentId: 'D2I_Document_ID',
	reference: 'D2I_Reference',
	link: 'D2I_Link',
	pdf: '',
	status: 'D2I_Status',
	taxId: 'NIP',
};

export interface FieldPlan {
	module: 'Deals' | 'Accounts';
	/** API name. Zoho makes it of the label: "D2I Number" becomes `D2I_Number`. */
	name: string;
	type: 'text' | 'textarea' | 'website' | 'date' | 'boolean' | 'email';
	en: string;
}

/** Fields that people fill in and Build Invoice reads. */
const INPUT_FIELDS: Omit<FieldPlan, 'module'>[] = [
	{ name: 'D2I_Sale_Date', type: 'date', en: 'Sale date' },
	{ name: 'D2I_Issue_On', type: 'date', en: 'Issue the invoice on' },
	{ name: 'D2I_Order_Number', type: 'text', en: "Customer's order number" },
	{ name: 'D2I_VAT_Rate', type: 'text', en: 'VAT rate (zw, oo, np II …)' },
	{ name: 'D2I_Exemption_Reason', type: 'text', en: 'Reason of VAT exemption' },
	{ name: 'D2I_Email', type: 'text', en: 'E-mail for invoices' },
	{ name: 'D2I_No_Email', type: 'boolean', en: 'Do not e-mail the invoice' },
];
const LENGTHS: Partial<Record<FieldPlan['type'], number>> = { text: 255, website: 450 };
/** The most fields that one call creates (create-custom-field.html, notes). */
const MOST_AT_ONCE = 5;

/** Zoho's own fields; they exist. */
const STANDARD = new Set(['Description', 'Next_Step', 'Deal_Name', 'Type', 'Lead_Source']);

export async function fieldsOf(client: ZohoClient, module: string): Promise<FieldMeta[]> {
	const purpose = `read the fields of ${module}`;
	const body = await client.get('settings/fields', { module }, { purpose });
	return body === undefined ? [] : read(Fields, body, purpose).fields;
}

/** The planned fields that the organisation does not have yet. One request, up to three where a tax number is looked for. */
export async function missingFields(client: ZohoClient, fields: CrmFields): Promise<FieldPlan[]> {
	const written: Omit<FieldPlan, 'module'>[] = [
		{ name: fields.number, type: 'text', en: 'Invoice number' },
		{ name: fields.documentId, type: 'text', en: 'Invoice ID' },
		{ name: fields.reference, type: 'textarea', en: 'Invoice key (do not edit)' },
		{ name: fields.link, type: 'website', en: 'Link to the invoice' },
		{ name: fields.status, type: 'textarea', en: 'Invoice: status' },
	];
	const planned = [...written, ...INPUT_FIELDS].filter(({ name }) => name !== '' && !STANDARD.has(name));
	const there = new Set((await fieldsOf(client, 'Deals')).map((field) => field.api_name));
	const missing = planned.filter(({ name }) => !there.has(name)).map((plan) => ({ ...plan, module: 'Deals' as const }));
	const { taxId } = fields;
	if (!taxId || there.has(taxId) || (await hasField(client, ['Accounts', 'Contacts'], taxId))) return missing;
	return [...missing, { module: 'Accounts', name: taxId, type: 'text', en: 'Tax number (NIP)' }];
}

async function hasField(client: ZohoClient, modules: string[], name: string): Promise<boolean> {
	for (const module of modules)
		if ((await fieldsOf(client, module)).some((field) => field.api_name === name)) return true;
	return false;
}

/** Makes the fields that are missing; answers their names. Needs the right to customise Zoho CRM. */
export async function ensureFields(client: ZohoClient, fields: CrmFields): Promise<string[]> {
	const missing = await missingFields(client, fields);
	if (missing.length === 0) return [];
	const failures: VendorError[] = [];
	for (const module of ['Deals', 'Accounts'] as const) {
		const plans = missing.filter((plan) => plan.module === module);
		for (let at = 0; at < plans.length; at += MOST_AT_ONCE)
			await create(client, module, plans.slice(at, at + MOST_AT_ONCE)).catch((error: unknown) => {
				if (!(error instanceof VendorError)) return Promise.reject(error);
				failures.push(error);
			});
	}
	// Somebody else may have made a field between our look and our request, and Zoho may have named one otherwise.
	const still = await missingFields(client, fields);
	if (still.length > 0) throw failures[0] ?? notThere(still);
	return missing.map((plan) => plan.name);
}

async function create(client: ZohoClient, module: string, plans: FieldPlan[]): Promise<void> {
	const fields = plans.map(({ name, type }) => ({
		field_label: name.replace(/_/g, ' '),
		data_type: type,
		...(LENGTHS[type] === undefined ? {} : { length: LENGTHS[type] }),
		...(type === 'textarea' ? { textarea: { type: 'small' } } : {}),
	}));
	await client.call(
		{ method: 'POST', path: 'settings/fields', query: { module }, body: { fields } },
		{ kind: 'create', purpose: `create the fields of ${module}` },
	);
}

function notThere(plans: FieldPlan[]): VendorError {
	const names = plans.map(({ name }) => name).join(', ');
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Zoho CRM made fields, but under other API names than ${names}.`,
		advice: 'Look at Setup → Developer Hub → APIs → API names in Zoho CRM and choose the fields under "Field Names".',
	});
}
