import type { Row } from '../row';
import { copies } from './1-copies';
import { copiesInQueueMode } from './1q-copiesInQueueMode';
import { shuffledEvents } from './2-shuffledEvents';
import { killed, killedOfOthers } from './3-killed';
import { everyFault, everyFaultOfOthers } from './4-everyFault';
import { randomSchedules, randomSchedulesOfOthers } from './5-randomSchedules';
import { draggedAndEdited } from './6-draggedAndEdited';
import { webhooksDropped } from './7-webhooksDropped';
import { subscription } from './8-subscription';
import { burst } from './9-burst';
import { fuzzing } from './10-fuzzing';
import { canaries, canariesByOAuth } from './11-secrets';
import { frozenOwner } from './12q-frozenOwner';
import { sameRunAgain } from './12r-sameRunAgain';
import { openTransaction } from './13-openTransaction';
import { fullJournalInQueueMode } from './14q-fullJournalInQueueMode';
import { hundredThousand } from './14-fullJournal';
import { lostJournal } from './15-journalLost';
import { lapsedSignIn } from './16-lapsedSignIn';
import { everyCrm } from './everyCrm';
import { pairs } from './25-pairs';
import { totals } from './totals';
import { row3p } from './3p-kills';
import { row4p } from './4p-strikes';
import { row5p } from './5p-schedules';
import { row12p } from './12p-frozen';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [
	row3p,
	row4p,
	row5p,
	row12p,
	copies,
	copiesInQueueMode,
	shuffledEvents,
	killed,
	everyFault,
	randomSchedules,
	draggedAndEdited,
	webhooksDropped,
	subscription,
	burst,
	fuzzing,
	canaries,
	canariesByOAuth,
	frozenOwner,
	sameRunAgain,
	openTransaction,
	fullJournalInQueueMode,
	hundredThousand,
	lostJournal,
	lapsedSignIn,
	...everyCrm,
	killedOfOthers,
	everyFaultOfOthers,
	randomSchedulesOfOthers,
	pairs,
	totals,
];
