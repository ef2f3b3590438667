import type { Row } from '../row';
import { journalLost } from '../support/journalLost';

export const lostJournal: Row = {
	id: '15',
	title: 'Journal emptied, or put back as it was before the deal: after finished deals, and at every call of a run',
	figure: 'no second invoice, no second automatic mail',
	run: async ({ log }) => journalLost({ finished: 6, points: Number.POSITIVE_INFINITY, restarts: true, log }),
};
