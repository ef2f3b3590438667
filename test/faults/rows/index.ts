import type { Row } from '../row';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [];
