import type { Row } from '../row';
import { copies } from './1-copies';
import { shuffledEvents } from './2-shuffledEvents';
import { killed } from './3-killed';
import { everyFault } from './4-everyFault';
import { randomSchedules } from './5-randomSchedules';
import { draggedAndEdited } from './6-draggedAndEdited';
import { webhooksDropped } from './7-webhooksDropped';
import { burst } from './9-burst';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [
	copies,
	shuffledEvents,
	killed,
	everyFault,
	randomSchedules,
	draggedAndEdited,
	webhooksDropped,
	burst,
];
