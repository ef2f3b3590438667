import type { BuyerIn, DealIn, LogicalStage } from '../types';
import { STATUSES, type DealRow } from './books';
import { opportunity, productRow, specialRate } from './prices';
import type { Portal } from './portal';

const COUNTRY_NAMES = new Intl.DisplayNames(['pl'], { type: 'region' });
const PERSON_PRESET = '2';
const COMPANY_PRESET = '1';

export function newDeal(portal: Portal, input: DealIn): DealRow {
	const now = portal.now();
	const deal: DealRow = {
		id: portal.books.nextId(),
		title: input.title,
		stageId: '',
		categoryId: 1,
		opportunity: '0',
		isManualOpportunity: false,
		currencyId: 'PLN',
		companyId: 0,
		contactIds: [],
		comments: '',
		originatorId: null,
		originId: null,
		createdTime: now,
		updatedTime: now,
		movedTime: now,
		uf: {},
	};
	portal.books.deals.set(deal.id, deal);
	portal.move(deal, stageIdOf(input.stage ?? 'open'), true);
	return deal;
}

/** Writes what is given into the portal's books, as a person does by hand. What is left out stays. */
export function applyDealIn(portal: Portal, deal: DealRow, input: Partial<DealIn>): void {
	if (input.title !== undefined) deal.title = input.title;
	if (input.currency !== undefined) deal.currencyId = input.currency;
	if (input.notes !== undefined) deal.comments = input.notes;
	if (input.lines) applyLines(portal, deal, input);
	if (input.amount !== undefined) Object.assign(deal, { opportunity: input.amount, isManualOpportunity: true });
	applyClient(portal, deal, input);
	applyFields(portal, deal, input);
	deal.updatedTime = portal.now();
}

export function stageIdOf(stage: LogicalStage): string {
	const status = STATUSES.find((one) => one.logical === stage);
	if (!status) throw new RangeError(`There is no stage "${String(stage)}".`);
	return status.statusId;
}

function applyLines(portal: Portal, deal: DealRow, input: Partial<DealIn>): void {
	const { books } = portal;
	books.rows = books.rows.filter((row) => row.ownerId !== deal.id);
	const rows = (input.lines ?? []).map((line, index) =>
		productRow(line, { id: books.nextId(), ownerId: deal.id, sort: (index + 1) * 10 }),
	);
	books.rows.push(...rows);
	if (!deal.isManualOpportunity) deal.opportunity = opportunity(rows);
}

function applyClient(portal: Portal, deal: DealRow, input: Partial<DealIn>): void {
	const buyers = input.requisites ?? (input.buyer ? [input.buyer] : []);
	const [first] = buyers;
	if (first) {
		deal.companyId = 0;
		deal.contactIds = [];
		const isConsumer = first.kind === 'consumer';
		const owner = isConsumer ? makeContact(portal, first) : makeCompany(portal, first);
		if (isConsumer) deal.contactIds = [owner];
		else deal.companyId = owner;
		const ids = buyers.map((buyer) => makeRequisite(portal, buyer, owner, isConsumer));
		portal.books.links.delete(deal.id);
		// Bitrix24 links the client's requisite by itself; among several nobody has chosen yet.
		if (input.buyer && ids[0] !== undefined) portal.books.links.set(deal.id, ids[0]);
	}
	if (input.contact) {
		const contact = makeContact(portal, input.contact);
		deal.contactIds = deal.companyId === 0 ? [...deal.contactIds, contact] : [contact];
	}
}

function makeCompany(portal: Portal, buyer: BuyerIn): number {
	const id = portal.books.nextId();
	portal.books.companies.set(id, { id, title: buyer.name, email: buyer.email ?? '' });
	return id;
}

function makeContact(portal: Portal, person: { name: string; email?: string }): number {
	const id = portal.books.nextId();
	const [name = '', ...rest] = person.name.split(' ');
	portal.books.contacts.set(id, { id, name, lastName: rest.join(' '), email: person.email ?? '' });
	return id;
}

function makeRequisite(portal: Portal, buyer: BuyerIn, owner: number, isConsumer: boolean): number {
	const id = portal.books.nextId();
	const isPolish = (buyer.country ?? 'PL') === 'PL';
	const [firstName = '', ...lastName] = buyer.name.split(' ');
	portal.books.requisites.set(id, {
		ID: String(id),
		ENTITY_TYPE_ID: isConsumer ? '3' : '4',
		ENTITY_ID: String(owner),
		PRESET_ID: isConsumer ? PERSON_PRESET : COMPANY_PRESET,
		NAME: buyer.name,
		ACTIVE: 'Y',
		ADDRESS_ONLY: 'N',
		SORT: '500',
		RQ_NAME: '',
		RQ_COMPANY_NAME: isConsumer ? '' : buyer.name,
		RQ_COMPANY_FULL_NAME: '',
		RQ_FIRST_NAME: isConsumer ? firstName : '',
		RQ_LAST_NAME: isConsumer ? lastName.join(' ') : '',
		RQ_INN: isPolish ? (buyer.taxId ?? '') : '',
		RQ_VAT_ID: isPolish ? '' : (buyer.taxId ?? ''),
		RQ_EMAIL: '',
	});
	if (buyer.address || buyer.country) portal.books.addresses.push(address(buyer, id, owner, isConsumer));
	return id;
}

function address(buyer: BuyerIn, requisiteId: number, owner: number, isConsumer: boolean): Record<string, string> {
	return {
		TYPE_ID: '6',
		ENTITY_TYPE_ID: '8',
		ENTITY_ID: String(requisiteId),
		ADDRESS_1: buyer.address?.street ?? '',
		ADDRESS_2: '',
		CITY: buyer.address?.city ?? '',
		POSTAL_CODE: buyer.address?.postalCode ?? '',
		REGION: '',
		PROVINCE: '',
		// Free text in the user's language; the code is usually empty.
		COUNTRY: COUNTRY_NAMES.of(buyer.country ?? 'PL') ?? '',
		COUNTRY_CODE: '',
		LOC_ADDR_ID: String(requisiteId),
		ANCHOR_TYPE_ID: isConsumer ? '3' : '4',
		ANCHOR_ID: String(owner),
	};
}

/** Custom fields that people fill in. One that does not exist yet is made, as an administrator would by hand. */
function applyFields(portal: Portal, deal: DealRow, input: Partial<DealIn>): void {
	const { paid, recipient, lines } = input;
	const values: [string, string, string | undefined][] = [
		['UF_CRM_D2I_SALE_DATE', 'date', input.saleDate],
		['UF_CRM_D2I_ISSUE_ON', 'date', input.issueOn],
		['UF_CRM_D2I_ORDER_NUMBER', 'string', input.orderNumber],
		['UF_CRM_D2I_EXEMPTION_REASON', 'string', input.exemptionReason],
		['UF_CRM_D2I_NUMBER', 'string', input.invoiceNumber],
		['UF_CRM_D2I_VAT_RATE', 'string', lines && specialRate(lines)],
		['UF_CRM_D2I_RECIPIENT', 'string', recipient && [recipient.name, recipient.taxId].filter(Boolean).join(', ')],
		['UF_CRM_D2I_PAID_AMOUNT', 'string', paid?.amount],
		['UF_CRM_D2I_PAID_ON', 'date', paid?.date],
		...Object.entries(input.customFields ?? {}).map(([name, value]): [string, string, string] => [
			name,
			'string',
			value,
		]),
	];
	for (const [name, type, value] of values) {
		if (value === undefined) continue;
		const field = portal.userFields.get(name) ?? portal.makeUserField(name, type, name);
		deal.uf[name] = portal.userFieldValue(field, value);
	}
}
