import type { Row } from '../row';
import { canaries, canariesByOAuth } from './11.secrets';
import { subscription } from './8.subscription';

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [subscription, canaries, canariesByOAuth];
