import type { Row } from '../row';
import { fullJournal } from '../support/fullJournal';

/** A firm of 93 documents a day: 100,000 in three years, of which the last 45 days still have their steps. */
const REFERENCES = 100_000;
const RECENT = 4_200;

export const hundredThousand: Row = {
	id: '14',
	title: 'Journal with 100,000 finished references and the steps of the last 45 days, SQLite',
	figure: 'claim and step take at most twice as long as with empty tables',
	run: async ({ log }) => fullJournal({ references: REFERENCES, recent: RECENT, rounds: 3, deals: 5, log }),
};
