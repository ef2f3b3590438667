import type { CrmRecord, FakeCrm } from './types';

/** How a CRM's books are shown where every CRM shows them alike. */

type File = CrmRecord['files'][number];
type Attention = ReturnType<FakeCrm['attention']>[number];

/** What came through the API, as each fake writes it down. */
export type Write = Omit<CrmRecord, 'number'>;

const ATTENTION = /^(?:Wymaga uwagi|Needs attention):?\s*/;

/** One entry for every write. `numberField`: the field for the document number. */
export const recordsOf = (writes: readonly Write[], numberField: string): CrmRecord[] =>
	writes.map(({ stage, fields, notes, files, at }) => ({
		stage,
		number: fields[numberField] ?? '',
		fields,
		notes,
		files: files.map(fileView),
		at,
	}));

/** What the status field said where it asked for a person. */
export const attentionIn = (records: readonly CrmRecord[], statusField: string): Attention[] =>
	records
		.map((record) => record.fields[statusField] ?? '')
		.filter((text) => ATTENTION.test(text))
		.map((text) => ({ reason: text.replace(ATTENTION, ''), field: statusField, text }));

/** Without the content. */
export const fileView = ({ name, size, sha256 }: File): File => ({ name, size, sha256 });
