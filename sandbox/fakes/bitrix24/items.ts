import type { CompanyRow, ContactRow, DealRow, FileRow, UfValue, UserField } from './books';
import { statusOf, USER } from './books';
import type { Portal } from './portal';

/** Rows as `crm.item.*` shows them. Amounts are JSON numbers there: this is the vendor's shape, not ours. */
export function dealItem(portal: Portal, deal: DealRow, originalNames: boolean): Record<string, unknown> {
	const semantics = statusOf(deal.stageId)?.semantics ?? 'P';
	return {
		id: deal.id,
		createdTime: deal.createdTime,
		updatedTime: deal.updatedTime,
		movedTime: deal.movedTime,
		createdBy: USER.id,
		updatedBy: USER.id,
		movedBy: USER.id,
		assignedById: USER.id,
		opened: 'Y',
		title: deal.title,
		stageId: deal.stageId,
		categoryId: deal.categoryId,
		stageSemanticId: semantics,
		closed: semantics === 'P' ? 'N' : 'Y',
		opportunity: Number(deal.opportunity),
		isManualOpportunity: deal.isManualOpportunity ? 'Y' : 'N',
		currencyId: deal.currencyId,
		companyId: deal.companyId,
		contactId: deal.contactIds[0] ?? 0,
		contactIds: deal.contactIds,
		comments: deal.comments,
		begindate: deal.createdTime,
		originatorId: deal.originatorId,
		originId: deal.originId,
		observers: [],
		entityTypeId: 2,
		...Object.fromEntries(
			[...portal.userFields.values()].map((field) => [
				originalNames ? field.name : camelName(field.name),
				shown(portal, field, deal.uf[field.name] ?? null),
			]),
		),
	};
}

function shown(portal: Portal, field: UserField, value: UfValue): unknown {
	if (field.type === 'boolean') return value === true ? 'Y' : 'N';
	if (field.type === 'date') return value === null ? '' : `${String(value).slice(0, 10)}T03:00:00+03:00`;
	if (field.type === 'file') return value === null ? null : shownFile(portal, value as FileRow);
	return value ?? '';
}

function shownFile(portal: Portal, file: FileRow): Record<string, unknown> {
	return {
		id: file.id,
		url: `https://${portal.host}/bitrix/components/bitrix/crm.deal.show/show_file.php?fileId=${file.id}`,
		// The real one carries the caller's key as well.
		urlMachine: `https://${portal.host}/rest/crm.controller.item.getFile/?fileId=${file.id}&auth=secret`,
	};
}

export function companyItem(company: CompanyRow): Record<string, unknown> {
	return {
		id: company.id,
		title: company.title,
		hasEmail: company.email ? 'Y' : 'N',
		email: company.email,
		fm: multiFields(company.id, company.email),
		entityTypeId: 4,
	};
}

export function contactItem(contact: ContactRow): Record<string, unknown> {
	return {
		id: contact.id,
		name: contact.name,
		lastName: contact.lastName,
		email: contact.email,
		fm: multiFields(contact.id, contact.email),
		entityTypeId: 3,
	};
}

function multiFields(owner: number, emails: string): unknown[] {
	return emails
		.split(',')
		.map((email) => email.trim())
		.filter(Boolean)
		.map((value, index) => ({ id: owner * 10 + index, valueType: 'WORK', value, typeId: 'EMAIL' }));
}

/** UF_CRM_D2I_NUMBER → ufCrmD2iNumber, UF_CRM_17 → ufCrm_17. */
export function camelName(name: string): string {
	return name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
