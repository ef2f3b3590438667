import { z } from 'zod';
import type { Stage } from '../../connect/ports';
import { parsedJson, type Column } from './schemas';
import { placeOfStage, stageIdOf } from './stageId';

export interface Label {
	/** What values, filters and webhooks call `index`. */
	id: string;
	text: string;
	/** Place in the list that people see, ascending. */
	position: number;
	isDone: boolean;
}

/**
 * `settings` of a status column (docs: changelog "Deprecating settings_str field"): `id` is the label's id and `index`
 * its place in the list. In the older form labels are a map from id to text with the places beside it.
 */
const Settings = z.object({
	labels: z.union([
		z.array(
			z
				.object({
					id: z.number().nullish(),
					index: z.number().nullish(),
					label: z.string().nullish(),
					is_done: z.boolean().nullish(),
					is_deactivated: z.boolean().nullish(),
				})
				.passthrough(),
		),
		z.record(z.string(), z.string()),
	]),
	labels_positions_v2: z.record(z.string(), z.number()).nullish(),
	done_colors: z.array(z.number()).nullish(),
	deactivated_labels: z.array(z.union([z.number(), z.string()])).nullish(),
});

/** The labels of a status column in their order. Labels without text and those switched off are left out. */
export function labelsOf(settings: unknown): Label[] {
	const parsed = Settings.safeParse(parsedJson(settings));
	if (!parsed.success) return [];
	const { labels, labels_positions_v2: positions, done_colors: done, deactivated_labels: off } = parsed.data;
	const found = Array.isArray(labels)
		? labels
				.filter((label) => label.is_deactivated !== true)
				.map((label, at) => ({
					id: String(label.id ?? label.index ?? at),
					text: label.label?.trim() ?? '',
					position: label.index ?? at,
					isDone: label.is_done === true,
				}))
		: Object.entries(labels)
				.filter(([key]) => !(off ?? []).some((each) => String(each) === key))
				.map(([key, label]) => ({
					id: key,
					text: label.trim(),
					position: positions?.[key] ?? Number(key),
					isDone: (done ?? []).includes(Number(key)),
				}));
	return found.filter((label) => label.text !== '').sort((one, other) => one.position - other.position);
}

/** Words by which a label is taken as "lost" where the user chose none: monday itself knows "done", and no "lost". */
const LOST =
	/\b(lost|lose|closed lost|cancell?ed|rejected|declined|disqualified)\b|przegran|utracon|stracon|odrzucon|anulowan|rezygnacj|nieudan/i;

/** The labels of a board's status columns as stages; where a board has several such columns, with the column's name. */
export function stagesOf(boardId: string, columns: readonly Column[], lost: readonly string[] = []): Stage[] {
	const status = columns.filter(({ type, archived }) => type === 'status' && !archived);
	const stages = status.flatMap((column) =>
		labelsOf(column.settings).map((label) => {
			const id = stageIdOf({ boardId, columnId: column.id, labelId: label.id });
			const name = status.length > 1 ? `${column.title}: ${label.text}` : label.text;
			return { id, name, pipelineId: boardId, outcome: outcomeOf(id, label, lost) };
		}),
	);
	return stages.map((stage, index) => ({ ...stage, order: index + 1 }));
}

/** @param lost ids of the stages that mean "lost"; where none of this column is among them, the label's words tell */
function outcomeOf(stageId: string, label: Label, lost: readonly string[]): Stage['outcome'] {
	const place = placeOfStage(stageId);
	const isOfColumn = (other: string) => {
		const chosen = placeOfStage(other);
		return chosen?.boardId === place?.boardId && chosen?.columnId === place?.columnId;
	};
	const isChosen = lost.some(isOfColumn);
	if (isChosen ? lost.includes(stageId) : LOST.test(label.text)) return 'lost';
	return label.isDone ? 'won' : 'open';
}
