import { setTimeout as pause } from 'node:timers/promises';
import { hasTable, withDatabase } from './database';

const LOOK_EVERY_MS = 300;

/**
 * n8n reports itself ready before it listens for its published workflows: it publishes them from a queue of its own
 * afterwards (table `workflow_publication_outbox`, n8n 2.41.1). Waits until that queue has come to rest.
 * @param isFirst the database is fresh: every workflow must have been published since. Later, n8n forgets old entries
 * @returns a sentence for every workflow that is not active then; none is the good answer
 */
export async function waitUntilActive(
	databaseFile: string,
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
		problems = await problemsOf(databaseFile, ids, isFirst);
		atRest = problems.some((problem) => problem.endsWith(UNDER_WAY)) ? 0 : atRest + 1;
	}
	return problems;
}

const UNDER_WAY = 'is not active yet.';

interface Publication {
	workflowId: string;
	status: string;
	errorMessage: string | null;
}

async function problemsOf(databaseFile: string, ids: readonly string[], isFirst: boolean): Promise<string[]> {
	const newest = await withDatabase(databaseFile, (database) => {
		if (!hasTable(database, 'workflow_publication_outbox')) return [];
		const latest = 'SELECT MAX(id) FROM workflow_publication_outbox GROUP BY workflowId';
		const rows = database.prepare(`SELECT * FROM workflow_publication_outbox WHERE id IN (${latest})`).all();
		return rows as unknown as Publication[];
	});
	return ids.flatMap((id) => {
		const publication = newest?.find(({ workflowId }) => workflowId === id);
		if (publication ? publication.status === 'completed' : !isFirst) return [];
		if (!publication || ['pending', 'in_progress'].includes(publication.status)) return [`Workflow ${id} ${UNDER_WAY}`];
		return [`Workflow ${id} could not be activated: ${publication.errorMessage ?? publication.status}`];
	});
}
