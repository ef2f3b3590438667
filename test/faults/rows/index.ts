import type { Row } from '../row';
import { row3p } from './3p-kills';
import { row4p } from './4p-strikes';
import { row5p } from './5p-schedules';
import { row12p } from './12p-frozen';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [row3p, row4p, row5p, row12p];
