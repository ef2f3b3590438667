import type { StageEntry } from '../deal';
import type { Language } from '../primitives';
import { referenceOf } from '../reference';
import type { DoneData, DoneRow } from '../journal/done';
import { NOTICE_TEXTS } from './texts';

/** What a person may do about the open proposals of one deal: two lines each. */
export interface Option {
	act: 'issue' | 'leave';
	row: DoneRow;
	line: string;
}

export function optionsOf(rows: readonly DoneRow[], dealId: string, language: Language): Option[] {
	const open = rows.filter(({ data }) => data.entry?.dealId === dealId && data.notice?.state === 'open');
	const options = open.flatMap((row) => (['issue', 'leave'] as const).map((act) => ({ act, row })));
	return options.map(({ act, row }, index) => ({
		...{ act, row },
		line: `${index + 1}. ${row.number}: ${NOTICE_TEXTS[language].choices[act]}`,
	}));
}

/** The person's answer in the permanent row, and the stage entry of the correction, if there is to be one. */
export function answerOf({ act, row }: Option, reason: string): { data: DoneData; entry?: StageEntry } | undefined {
	const { entry, notice } = row.data;
	if (!entry || !notice) return undefined;
	if (act === 'leave') return { data: { ...row.data, notice: { ...notice, state: 'left' } } };
	const why = reason.replace(/\s+/g, ' ').trim().slice(0, 256);
	if (why === '') return undefined;
	const { crm, account, dealId, part } = entry;
	return {
		data: { ...row.data, notice: { ...notice, state: 'confirmed' } },
		entry: {
			...entry,
			kind: 'correction',
			// The part of what it corrects: two answers at once ask for one and the same document.
			reference: referenceOf({ crm, account, dealId, kind: 'correction', part }),
			corrects: { reference: row.reference, documentId: row.documentId, key: notice.key, reason: why },
		},
	};
}
