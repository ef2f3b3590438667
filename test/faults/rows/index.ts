import type { Row } from '../row';
import { copiesInQueueMode } from './1q.copiesInQueueMode';
import { frozenOwner } from './12q.frozenOwner';
import { openTransaction } from './13.openTransaction';
import { fullJournalInQueueMode } from './14q.fullJournalInQueueMode';
import { lapsedSignIn } from './16.lapsedSignIn';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [
	copiesInQueueMode,
	frozenOwner,
	openTransaction,
	fullJournalInQueueMode,
	lapsedSignIn,
];
