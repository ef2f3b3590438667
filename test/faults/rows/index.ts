import type { Row } from '../row';
import { row16 } from './row16';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [row16];
