import { setTimeout as pause } from 'node:timers/promises';
import type { N8nDatabase } from './database';

const LOOK_EVERY_MS = 300;

/**
 * n8n reports itself ready before it listens for its published workflows: it publishes them from a queue of its own
 * afterwards (table `workflow_publication_outbox`, n8n 2.41.1). Waits until that queue has come to rest.
 * @param isFirst the database is fresh: every workflow must have been published since. Later, n8n forgets old entries
 * @returns a sentence for every workflow that is not active then; none is the good answer
 */
export async function waitUntilActive(
	database: N8nDatabase,
	ids: readonly string[],
	isFirst: boolean,
	limitMs: number,
): Promise<string[]> {
	const limit = Date.now() + limitMs;
	let atRest = 0;
	let problems: string[] = [];
	// Two looks in a row: the queue is empty for a moment before n8n fills it.
	while (atRest < 2 && Date.now() < limit) {
		await pause(LOOK_EVERY_MS);
		problems = await problemsOf(database, ids, isFirst);
		atRest = problems.some((problem) => problem.endsWith(UNDER_WAY)) ? 0 : atRest + 1;
	}
	return problems;
}

const UNDER_WAY = 'is not active yet.';

const NEWEST =
	'SELECT * FROM workflow_publication_outbox WHERE id IN (SELECT MAX(id) FROM workflow_publication_outbox GROUP BY "workflowId")';

async function problemsOf(database: N8nDatabase, ids: readonly string[], isFirst: boolean): Promise<string[]> {
	const newest = (await database.hasTable('workflow_publication_outbox')) ? await database.rows(NEWEST) : [];
	return ids.flatMap((id) => {
		const publication = newest.find(({ workflowId }) => workflowId === id);
		if (publication ? publication.status === 'completed' : !isFirst) return [];
		if (!publication || ['pending', 'in_progress'].includes(String(publication.status)))
			return [`Workflow ${id} ${UNDER_WAY}`];
		return [`Workflow ${id} could not be activated: ${publication.errorMessage ?? publication.status}`];
	});
}
