import type { Row } from '../row';
import { copiesInQueueMode } from './1q.copiesInQueueMode';
import { fullJournalInQueueMode } from './14q.fullJournalInQueueMode';
import { frozenOwner } from './12q.frozenOwner';
import { openTransaction } from './13.openTransaction';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [copiesInQueueMode, frozenOwner, openTransaction, fullJournalInQueueMode];
