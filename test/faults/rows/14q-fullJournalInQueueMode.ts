import { WORKFLOW_IDS } from '../../../sandbox/scenario';
import { fillTables, plan, sizes, stepsOf } from '../support/queue/fullTables';
import { inQueueMode } from '../support/queue/scene';
import { saveRuns, stepTimes, sweepTime } from '../support/queue/stepTimes';
import type { Row } from '../row';

const FILLING = { finished: 100_000, recent: 4_200 };
const DEALS = 20;
const AT_MOST = 2;

export const fullJournalInQueueMode: Row = {
	id: '14q',
	title: `PostgreSQL: ${FILLING.finished.toLocaleString('en')} finished references, ${stepsOf(FILLING.recent).toLocaleString('en')} journal rows of the last 45 days`,
	figure: `claim and step take at most ${AT_MOST} × what they take with empty tables`,
	run: async ({ log }) =>
		// The sweep keeps out of the measurement; it is timed afterwards.
		await inQueueMode({ sweepInterval: { field: 'hours', hoursInterval: 12 }, leaseSeconds: 60 }, async (scene) => {
			const { database } = scene.sandbox.n8n!;
			await saveRuns(scene, WORKFLOW_IDS.dealToInvoice);
			// The first deals of a worker load what the later ones have.
			await stepTimes(scene, 5);
			const empty = await stepTimes(scene, DEALS);
			await fillTables(database, FILLING);
			const full = await stepTimes(scene, DEALS);
			const size = await sizes(database);
			for (const line of (await plan(database)).split('\n')) log(line);
			const sweep = await sweepTime(scene);
			const ratio = (key: 'claim' | 'step') => full[key] / empty[key];
			const shown = (key: 'claim' | 'step') =>
				`${empty[key].toFixed(0)} → ${full[key].toFixed(0)} ms (× ${ratio(key).toFixed(2)})`;
			return {
				figures: { claim: shown('claim'), step: shown('step'), ...size, 'sweep, one run': `${sweep} ms` },
				violations: (['claim', 'step'] as const)
					.filter((key) => !(ratio(key) <= AT_MOST))
					.map((key) => `The ${key} takes ${ratio(key).toFixed(2)} × what it takes with empty tables.`),
			};
		}),
};
