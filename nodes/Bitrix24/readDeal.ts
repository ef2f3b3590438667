import { z } from 'zod';
import type { Deal, StageEntry } from '../../invoicing/deal';
import type { CrmFields } from '../../connect/ports';
import { isNotFound, VENDOR } from './apiErrors';
import { VendorError } from '../../connect/http';
import { taken, type BatchAnswer, type Bitrix24Client, type CallOptions } from './client';
import type { ClientBooks } from './mapping/buyers';
import { toDeal } from './mapping/deal';
import { toStages } from './mapping/standing';
import type { Command } from './params';
import * as schemas from './schemas';

const DEAL = 2;
const CONTACT = 3;
const COMPANY = 4;
const REQUISITE = 8;
const PAGE = 50;
/** What the second batch has room for. */
const MOST_ROW_PAGES = 12;
const MOST_REQUISITES = 20;
const MOST_CONTACTS = 15;

/** The deal as the house knows it, read in two requests; undefined when it is deleted. */
export async function readDeal(
	client: Bitrix24Client,
	dealId: string,
	options: { entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>; fields: CrmFields },
): Promise<Deal | undefined> {
	const call: CallOptions = { kind: 'read', purpose: `read deal ${dealId}` };
	const first = await client.batch(firstCommands(dealId), call);
	const gone = first.errors.deal;
	if (gone && isNotFound(gone)) return undefined;
	const { item } = taken(first, 'deal', schemas.itemOf(schemas.DealItem), call);
	const head = readHead(first, item, call);
	const commands = secondCommands(dealId, head, first.totals.rows ?? 0);
	const second: BatchAnswer =
		Object.keys(commands).length > 0 ? await client.batch(commands, call) : { results: {}, errors: {}, totals: {} };
	const rest = readRest(second, Object.keys(commands), call);
	const { taxId } = options.fields;
	const clientBooks: ClientBooks = {
		company: head.company,
		contacts: head.contacts.flatMap((link) => {
			const contact = rest.contacts.find((one) => one.id === link.id);
			return contact ? [{ contact, primary: link.primary }] : [];
		}),
		requisites: [...head.requisites, ...rest.requisites],
		chosenRequisiteId: head.chosenRequisiteId,
		addresses: [...head.addresses, ...rest.addresses],
		presets: head.presets,
		taxIdField: taxId,
		taxIdOnDeal: taxId ? String(item[taxId] ?? '') : undefined,
	};
	const { stages, comments, owner, types } = head;
	const rows = [...head.rows, ...rest.rows];
	return toDeal(
		{ account: client.account, item, types, rows, client: clientBooks, comments, stages, owner },
		options.fields,
		options.entry,
	);
}

/** What hangs on the deal's own ids: later commands take them from the answer of the first. */
function firstCommands(dealId: string): Record<string, Command> {
	const companyId = '$result[deal][item][companyId]';
	const contactId = '$result[deal][item][contactId]';
	const ofEntity = (type: number, id: string) => ({ ENTITY_TYPE_ID: type, ENTITY_ID: id });
	const comments = {
		filter: { ENTITY_ID: dealId, ENTITY_TYPE: 'deal' },
		order: { ID: 'DESC' },
		select: ['ID', 'COMMENT'],
	};
	const get = (entityTypeId: number, id: string): Command => ({
		method: 'crm.item.get',
		params: { entityTypeId, id, useOriginalUfNames: 'Y' },
	});
	const order = { SORT: 'ASC', ID: 'ASC' };
	return {
		deal: get(DEAL, dealId),
		fields: { method: 'crm.item.fields', params: { entityTypeId: DEAL, useOriginalUfNames: 'Y' } },
		rows: rowsPage(dealId, 0),
		link: { method: 'crm.requisite.link.get', params: { entityTypeId: DEAL, entityId: dealId } },
		contacts: { method: 'crm.deal.contact.items.get', params: { id: dealId } },
		comments: { method: 'crm.timeline.comment.list', params: comments },
		olderComments: { method: 'crm.timeline.comment.list', params: { ...comments, start: PAGE } },
		company: get(COMPANY, companyId),
		companyRequisites: { method: 'crm.requisite.list', params: { filter: ofEntity(COMPANY, companyId), order } },
		contactRequisites: { method: 'crm.requisite.list', params: { filter: ofEntity(CONTACT, contactId), order } },
		companyAddresses: { method: 'crm.address.list', params: { filter: ofEntity(COMPANY, companyId) } },
		contactAddresses: { method: 'crm.address.list', params: { filter: ofEntity(CONTACT, contactId) } },
		presets: { method: 'crm.requisite.preset.list', params: { select: ['ID', 'XML_ID'] } },
		owner: { method: 'user.get', params: { FILTER: { ID: '$result[deal][item][assignedById]' } } },
		stages: { method: 'crm.status.list', params: { filter: { ENTITY_ID: 'DEAL_STAGE' } } },
		pipelineStages: {
			method: 'crm.status.list',
			params: { filter: { ENTITY_ID: 'DEAL_STAGE_$result[deal][item][categoryId]' } },
		},
	};
}

type Head = ReturnType<typeof readHead>;

function readHead(answer: BatchAnswer, item: schemas.DealItem, call: CallOptions) {
	const companyId = idOf(item.companyId);
	const contactId = idOf(item.contactId);
	const pick = <S extends z.ZodTypeAny>(name: string, schema: S) => taken(answer, name, schema, call);
	const [ownerType, ownerId] = companyId ? ['4', companyId] : ['3', contactId];
	const requisites = pick(companyId ? 'companyRequisites' : 'contactRequisites', z.array(schemas.Requisite));
	const addresses = pick(companyId ? 'companyAddresses' : 'contactAddresses', schemas.Addresses);
	const owned = (row: { ENTITY_TYPE_ID: string; ENTITY_ID: string }) =>
		row.ENTITY_TYPE_ID === ownerType && row.ENTITY_ID === ownerId;
	const comments = [...pick('comments', schemas.Comments), ...pick('olderComments', schemas.Comments)];
	// The owner's name needs a right of its own (user_brief) and is only for people to read.
	const owner = answer.errors.owner ? undefined : pick('owner', schemas.Users)[0];
	return {
		types: pick('fields', schemas.FieldTypes).fields,
		rows: pick('rows', schemas.ProductRows).productRows,
		company: companyId ? pick('company', schemas.itemOf(schemas.Company)).item : undefined,
		contacts: pick('contacts', schemas.DealContacts).map((link) => ({
			id: link.CONTACT_ID,
			primary: link.IS_PRIMARY === 'Y',
		})),
		requisites: requisites.filter(owned),
		chosenRequisiteId: chosenRequisite(answer, call),
		addresses: addresses.filter(owned),
		presets: Object.fromEntries(pick('presets', schemas.Presets).map((preset) => [preset.ID, preset.XML_ID])),
		comments: comments.map((comment) => comment.COMMENT),
		stages: toStages(item.categoryId, pick(item.categoryId === '0' ? 'stages' : 'pipelineStages', schemas.Statuses)),
		owner,
	};
}

/** A deal without a link answers an error "Not found": then nothing is chosen. */
function chosenRequisite(answer: BatchAnswer, call: CallOptions): string | undefined {
	const error = answer.errors.link;
	if (error && isNotFound(error)) return undefined;
	return idOf(taken(answer, 'link', schemas.RequisiteLink, call).REQUISITE_ID);
}

function secondCommands(dealId: string, head: Head, rowTotal: number): Record<string, Command> {
	const commands: Record<string, Command> = {};
	const known = head.requisites.map((requisite) => requisite.ID);
	const { chosenRequisiteId: chosen } = head;
	if (chosen !== undefined && !known.includes(chosen))
		commands.requisite = { method: 'crm.requisite.list', params: { filter: { ID: chosen } } };
	const wanted = chosen === undefined ? known : [chosen, ...known.filter((id) => id !== chosen)];
	for (const id of wanted.slice(0, MOST_REQUISITES))
		commands[`address${id}`] = {
			method: 'crm.address.list',
			params: { filter: { ENTITY_TYPE_ID: REQUISITE, ENTITY_ID: id } },
		};
	for (const { id } of head.contacts.slice(0, MOST_CONTACTS))
		commands[`contact${id}`] = {
			method: 'crm.item.get',
			params: { entityTypeId: CONTACT, id, useOriginalUfNames: 'Y' },
		};
	const pages = Math.ceil(rowTotal / PAGE);
	if (pages > MOST_ROW_PAGES) throw tooManyRows(dealId, rowTotal);
	for (let page = 1; page < pages; page++) commands[`rows${page}`] = rowsPage(dealId, page * PAGE);
	return commands;
}

function readRest(answer: BatchAnswer, names: string[], call: CallOptions) {
	const all = <S extends z.ZodTypeAny>(prefix: RegExp, schema: S): z.output<S>[] =>
		names
			.filter((name) => prefix.test(name))
			// A contact that was deleted a moment ago is no contact of the deal any more.
			.filter((name) => !(name.startsWith('contact') && answer.errors[name] && isNotFound(answer.errors[name])))
			.map((name) => taken(answer, name, schema, call));
	return {
		requisites: all(/^requisite$/, z.array(schemas.Requisite)).flat(),
		addresses: all(/^address/, schemas.Addresses).flat(),
		contacts: all(/^contact/, schemas.itemOf(schemas.Contact)).map(({ item }) => item),
		rows: all(/^rows/, schemas.ProductRows).flatMap((page) => page.productRows),
	};
}

function rowsPage(dealId: string, start: number): Command {
	const filter = { '=ownerType': 'D', '=ownerId': dealId };
	return { method: 'crm.item.productrow.list', params: { filter, order: { sort: 'ASC', id: 'ASC' }, start } };
}

function idOf(value: string | null | undefined): string | undefined {
	return value === null || value === undefined || value === '' || value === '0' ? undefined : value;
}

function tooManyRows(dealId: string, rows: number): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Deal ${dealId} in Bitrix24 has ${rows} products, more than the ${MOST_ROW_PAGES * PAGE} that one invoice can take.`,
		advice: 'Split the deal, or put several products together in one line.',
	});
}
