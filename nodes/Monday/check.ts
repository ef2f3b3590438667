import { z } from 'zod';
import type { CrmFields, CrmReport } from '../../connect/ports';
import { VendorError } from '../../connect/http';
import { dealBoards, isOurs, missingColumns, wrongTypes, type DealBoards } from './boardColumns';
import { API_VERSION, read, type CallOptions, type MondayClient } from './client';
import type { ColumnMap } from './columnMap';

const CHECK = 'query { me { id name account_id } version { value kind } }';
const Me = z.object({
	me: z.object({ id: z.string(), name: z.string(), account_id: z.string() }),
	version: z.object({ value: z.string(), kind: z.string() }),
});

/** Two or three requests. Throws VendorError only when monday cannot be reached or refuses the credential. */
export async function checkAccount(
	client: MondayClient,
	boardId: string,
	map: ColumnMap,
	fields: CrmFields,
): Promise<CrmReport> {
	const call: CallOptions = { kind: 'read', purpose: 'read the user of the credential' };
	const { me, version } = read(Me, await client.query(CHECK, {}, call), call.purpose);
	const { problems, hints } = await boardNotes(client, boardId, map, fields);
	if (version.value !== API_VERSION || version.kind === 'deprecated')
		hints.push(
			`monday.com answers with version ${version.value} of its API instead of ${API_VERSION}: update this pack.`,
		);
	return {
		ok: problems.length === 0,
		account: me.account_id,
		user: { id: me.id, name: me.name, administrator: false },
		notes: [...problems, ...hints],
	};
}

interface Notes {
	problems: string[];
	hints: string[];
}

async function boardNotes(client: MondayClient, boardId: string, map: ColumnMap, fields: CrmFields): Promise<Notes> {
	let boards: DealBoards;
	try {
		boards = await dealBoards(client, boardId, map);
	} catch (error) {
		if (!(error instanceof VendorError) || !['rejected', 'permission', 'notFound'].includes(error.cause_))
			return Promise.reject(error);
		return { problems: [`${error.message} ${error.advice}`], hints: [] };
	}
	const missing = missingColumns(boards, map, fields);
	const problems = missing
		.filter(isOurs)
		.map(({ id, title, boardId: on }) => `Column ${id} (${title}) is not on board ${on}. Run "Create Fields".`);
	for (const { id, title, boardId: on } of missing.filter((plan) => !isOurs(plan)))
		problems.push(`Column ${id} (${title}) is not on board ${on}. Choose another one.`);
	for (const { column, wanted } of wrongTypes(boards, fields))
		problems.push(`Column ${column.id} (${column.title}) is of type ${column.type}; it has to be of type ${wanted}.`);
	if (map.deal.client !== '' && !boards.clients)
		problems.push(`Column ${map.deal.client} does not lead to a board of clients that this user may see.`);
	const hints = boards.lines
		? []
		: ['The board has no subitems yet: make one, so that its columns can be made and chosen. Lines are subitems.'];
	return { problems, hints };
}
