import { z } from 'zod';
import type { Deal, StageEntry } from '../../invoicing/deal';
import type { CrmFields } from '../../connect/ports';
import { read, type CallOptions, type MondayClient } from './client';
import type { ColumnMap } from './columnMap';
import { ownerCell, toDeal } from './mapping/deal';
import { cellOf } from './mapping/values';
import { CONNECTED, DEAL } from './queries';
import { DealItem, listOf, Row, User } from './schemas';

/** monday takes so many ids at once. */
const MOST_CONNECTED = 100;
const Me = z.object({ account_id: z.union([z.string(), z.number()]).transform(String) });
const Deals = z.object({ me: Me, items: listOf(DealItem) });
const Connected = z.object({ items: listOf(Row), users: listOf(User) });

export interface Reading {
	account: string;
	/** Undefined when it is deleted, or not for this user to see: monday tells no difference. */
	deal: Deal | undefined;
}

/** The deal as the house knows it, in two requests; in one where nobody is connected to it and nobody owns it. */
export async function readDeal(
	client: MondayClient,
	dealId: string,
	map: ColumnMap,
	options: { entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>; fields: CrmFields },
): Promise<Reading> {
	const call: CallOptions = { kind: 'read', purpose: `read deal ${dealId}` };
	const { me, items } = read(Deals, await client.query(DEAL, { id: dealId }, call), call.purpose);
	const item = items.find(({ id, state }) => id === dealId && state !== 'deleted');
	if (!item) return { account: me.account_id, deal: undefined };
	const clientIds = linkedIds(item, map.deal.client);
	const contactIds = linkedIds(item, map.deal.contact);
	const owner = ownerCell(item, map)?.persons_and_teams?.find(({ kind }) => kind !== 'team')?.id;
	const { rows, users } = await readConnected(client, [...clientIds, ...contactIds], owner, call);
	const inOrder = (ids: readonly string[]) => ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
	const books = {
		account: me.account_id,
		item,
		clients: map.deal.client === '' ? undefined : inOrder(clientIds),
		contacts: inOrder(contactIds),
		owner: users.find(({ id }) => id === owner),
	};
	return { account: me.account_id, deal: toDeal(books, map, options.fields, options.entry) };
}

function linkedIds(item: DealItem, columnId: string): string[] {
	return cellOf(item.column_values, columnId)?.linked_item_ids ?? [];
}

async function readConnected(
	client: MondayClient,
	ids: readonly string[],
	owner: string | undefined,
	call: CallOptions,
): Promise<{ rows: Row[]; users: z.infer<typeof User>[] }> {
	const items = [...new Set(ids)].slice(0, MOST_CONNECTED);
	if (items.length === 0 && owner === undefined) return { rows: [], users: [] };
	const people = owner === undefined ? [] : [owner];
	// The owner's name needs a right of its own and is only for people to read.
	const variables = { items, people, withItems: items.length > 0, withPeople: people.length > 0 };
	const answer = await client.query(CONNECTED, variables, { ...call, optional: ['users'] });
	const { items: rows, users } = read(Connected, answer, call.purpose);
	return { rows, users };
}
