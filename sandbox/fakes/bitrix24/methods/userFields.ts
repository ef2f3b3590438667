import { breath } from '../../time';
import { RestError } from '../restError';
import { conditions, map, meets, page } from './arguments';
import type { Method } from './index';

const TYPES = ['string', 'integer', 'double', 'boolean', 'date', 'datetime', 'money', 'url', 'file', 'enumeration'];

const core = (description: string) => new RestError(400, 'ERROR_CORE', description);

export const userFields: Record<string, Method> = {
	'crm.deal.userfield.list': ({ portal, params }) => {
		const wanted = conditions(map(params, 'filter'), ['ID', 'FIELD_NAME', 'USER_TYPE_ID', 'XML_ID', 'MULTIPLE']);
		const rows = [...portal.userFields.values()]
			.map((field) => ({
				ID: String(field.id),
				ENTITY_ID: 'CRM_DEAL',
				FIELD_NAME: field.name,
				USER_TYPE_ID: field.type,
				XML_ID: field.name,
				MULTIPLE: field.multiple ? 'Y' : 'N',
			}))
			.filter((row) => meets(row, wanted));
		const { rows: shown, ...rest } = page(rows, params);
		return { result: shown, ...rest };
	},
	'crm.deal.userfield.add': async ({ portal, params }) => {
		const fields = map(params, 'fields');
		const name = fullName(String(fields.FIELD_NAME ?? ''));
		const type = String(fields.USER_TYPE_ID ?? '');
		if (!TYPES.includes(type)) throw core('Invalid user type');
		const multiple = fields.MULTIPLE === 'Y';
		if (multiple && type === 'boolean') throw core('A boolean field cannot be multiple');
		await breath(portal.world);
		// The name is a unique key of the portal's own database: of two at once one is refused.
		if (portal.userFields.has(name)) throw core(`The field ${name} already exists for CRM_DEAL`);
		const field = portal.makeUserField(name, type, String(fields.LABEL ?? name), multiple);
		return { result: field.id };
	},
};

/** The prefix is always there; 50 characters with it; upper case, digits and underscore only. */
function fullName(given: string): string {
	const name = given.toUpperCase();
	const full = name.startsWith('UF_CRM_') ? name : `UF_CRM_${name.replace(/^UF_/, '')}`;
	if (full === 'UF_CRM_' || full.length > 50 || !/^[A-Z0-9_]+$/.test(full)) throw core('Invalid FIELD_NAME');
	return full;
}
