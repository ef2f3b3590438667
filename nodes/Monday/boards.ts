import { z } from 'zod';
import type { Pipeline } from '../../connect/ports';
import { read, type CallOptions, type MondayClient } from './client';
import { stagesOf } from './labels';
import { BOARD_COLUMNS, BOARDS } from './queries';
import { Boards, BoardWithColumns, listOf, type Column, parsedJson } from './schemas';

const PAGE = 100;
/** Of an account's boards that a drop-down shows: a longer list helps nobody. */
const MOST_PAGES = 10;

const BoardPage = z.object({ boards: listOf(BoardWithColumns.extend({ type: z.string().nullish() })) });
const Found = z.object({ boards: Boards });

/** Boards with a status column as pipelines, their labels as stages. Boards of subitems are none. */
export async function pipelines(client: MondayClient, lost: readonly string[]): Promise<Pipeline[]> {
	const call: CallOptions = { kind: 'read', purpose: 'read the boards and their status columns' };
	const found: Pipeline[] = [];
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { boards } = read(BoardPage, await client.query(BOARDS, { page }, call), call.purpose);
		for (const board of boards) {
			const stages = stagesOf(board.id, board.columns ?? [], lost);
			if ((board.type ?? 'board') === 'board' && stages.length > 0)
				found.push({ id: board.id, name: board.name, stages });
		}
		if (boards.length < PAGE) break;
	}
	return found;
}

/** Boards with all their columns; those that the user may not see are left out. */
export async function boardsWithColumns(
	client: MondayClient,
	boardIds: readonly string[],
): Promise<BoardWithColumns[]> {
	if (boardIds.length === 0) return [];
	const call: CallOptions = { kind: 'read', purpose: 'read the columns of the board' };
	const { boards } = read(Found, await client.query(BOARD_COLUMNS, { boards: [...boardIds] }, call), call.purpose);
	return boards;
}

const BoardIds = z.object({ boardIds: z.array(z.union([z.string(), z.number()]).transform(String)) }).passthrough();
const BoardIdsSnake = z
	.object({ board_ids: z.array(z.union([z.string(), z.number()]).transform(String)) })
	.passthrough();

/** The boards that a column leads to: of subitems (`subtasks`), or connected ones (`board_relation`). */
export function boardsBehind(column: Column | undefined): string[] {
	const settings = parsedJson(column?.settings);
	const camel = BoardIds.safeParse(settings);
	if (camel.success) return camel.data.boardIds;
	const snake = BoardIdsSnake.safeParse(settings);
	return snake.success ? snake.data.board_ids : [];
}
