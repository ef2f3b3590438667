import type { Row } from '../row';
import { fuzzing } from './10.fuzzing';
import { canaries, canariesByOAuth } from './11.secrets';
import { hundredThousand } from './14.fullJournal';
import { lostJournal } from './15.journalLost';
import { row16 } from './row16';
import { subscription } from './8.subscription';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [
	subscription,
	fuzzing,
	canaries,
	canariesByOAuth,
	hundredThousand,
	lostJournal,
	row16,
];
