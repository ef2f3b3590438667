import type { Row } from '../row';
import { copiesInQueueMode } from './1q.copiesInQueueMode';
import { subscription } from './8.subscription';
import { fuzzing } from './10.fuzzing';
import { canaries, canariesByOAuth } from './11.secrets';
import { frozenOwner } from './12q.frozenOwner';
import { openTransaction } from './13.openTransaction';
import { hundredThousand } from './14.fullJournal';
import { fullJournalInQueueMode } from './14q.fullJournalInQueueMode';
import { lostJournal } from './15.journalLost';
import { lapsedSignIn } from './16.lapsedSignIn';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [
	copiesInQueueMode,
	subscription,
	fuzzing,
	canaries,
	canariesByOAuth,
	frozenOwner,
	openTransaction,
	hundredThousand,
	fullJournalInQueueMode,
	lostJournal,
	lapsedSignIn,
];
