import { columnValue } from './apiError';
import { stamp, USER, type Cell, type ColumnRow, type Content } from './books';

/** A cell's `text`: empty for connected boards, as monday has it. */
export function textOfContent(column: ColumnRow, content: Content | undefined): string {
	if (!content) return '';
	if ('text' in content) return content.text;
	if ('number' in content) return content.number;
	if ('label' in content) return column.labels?.find(({ id }) => id === content.label)?.text ?? '';
	if ('choices' in content) return content.choices.join(', ');
	if ('date' in content) return [content.date, content.time?.slice(0, 5)].filter(Boolean).join(' ');
	if ('checked' in content) return 'v';
	if ('email' in content || 'url' in content) return content.shown;
	if ('people' in content) return content.people.map(() => USER.name).join(', ');
	if ('country' in content) return content.country.name;
	if ('files' in content) return content.files.map((file) => `https://files.monday.example/${file.id}`).join(', ');
	return '';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const branch = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/**
 * What the API sends for a cell, as its content. Simple texts are taken as well as the JSON form, as monday does.
 * Undefined empties the cell. Throws ColumnValueException.
 */
export function contentOf(column: ColumnRow, value: unknown): Content | undefined {
	if (value === null || value === '') return undefined;
	const refused = (why: string) => columnValue(column.type === 'status' ? 'color' : column.type, why);
	const parse = PARSERS[column.type];
	if (!parse) throw refused(`the column of type ${column.type} cannot be changed`);
	const content = parse(value, column);
	if (!content) throw refused('it does not fit the type of the column');
	if ('label' in content && !column.labels?.some(({ id }) => id === content.label))
		throw refused('label does not exist in column');
	return content;
}

type Parse = (value: unknown, column: ColumnRow) => Content | undefined;

const PARSERS: Record<string, Parse> = {
	text: (value) => (typeof value === 'string' ? { text: value } : undefined),
	long_text: (value) => {
		const given = text(value) ?? text(branch(value).text);
		return given === undefined ? undefined : { text: given };
	},
	numbers: (value) => {
		const given = typeof value === 'number' ? String(value) : text(value);
		return given !== undefined && /^-?\d+(\.\d+)?$/.test(given) ? { number: given } : undefined;
	},
	status: (value, { labels }) => {
		const { index, label } = branch(value);
		if (typeof index === 'number' || (typeof index === 'string' && /^\d+$/.test(index)))
			return { label: Number(index) };
		const wanted = text(value) ?? text(label);
		const found = labels?.find((each) => each.text === wanted);
		return found ? { label: found.id } : wanted === undefined ? undefined : { label: -1 };
	},
	dropdown: (value, { choices }) => {
		const { labels } = branch(value);
		const wanted = Array.isArray(labels) ? labels.map(String) : text(value)?.split(',');
		return wanted?.every((each) => choices?.includes(each)) ? { choices: wanted } : undefined;
	},
	date: (value) => {
		const { date, time } = branch(value);
		const day = text(value) ?? text(date);
		if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
		return typeof time === 'string' ? { date: day, time } : { date: day };
	},
	checkbox: (value) => (String(branch(value).checked) === 'true' ? { checked: true } : undefined),
	email: (value) => {
		const { email, text: shown } = branch(value);
		return typeof email === 'string' && email.includes('@') ? { email, shown: text(shown) ?? email } : undefined;
	},
	link: (value) => {
		const [simple, ...words] = (text(value) ?? '').split(' ');
		const { url, text: shown } = branch(value);
		const address = text(url) ?? simple ?? '';
		if (!/^https?:\/\//.test(address)) return undefined;
		return { url: address, shown: text(shown) ?? (words.join(' ') || address) };
	},
	board_relation: (value) => {
		const { item_ids: ids } = branch(value);
		return Array.isArray(ids) ? { items: ids.map(String) } : undefined;
	},
	people: (value) => {
		const { personsAndTeams: people } = branch(value);
		return Array.isArray(people) ? { people: people.map((each) => String(branch(each).id)) } : undefined;
	},
};

const TYPE_NAMES: Record<string, string> = {
	status: 'StatusValue',
	numbers: 'NumbersValue',
	board_relation: 'BoardRelationValue',
	subtasks: 'SubtasksValue',
	email: 'EmailValue',
	link: 'LinkValue',
	phone: 'PhoneValue',
	checkbox: 'CheckboxValue',
	date: 'DateValue',
	location: 'LocationValue',
	country: 'CountryValue',
	people: 'PeopleValue',
	dropdown: 'DropdownValue',
	text: 'TextValue',
	long_text: 'LongTextValue',
	file: 'FileValue',
	formula: 'FormulaValue',
	mirror: 'MirrorValue',
};

/** A cell as the API shows it: the fields of its type, also where it is empty. */
export function cellView(
	column: ColumnRow,
	cell: Cell | undefined,
	names: (ids: readonly string[]) => string,
	subitems: readonly string[],
): Record<string, unknown> {
	const content = cell?.content;
	return {
		__typename: TYPE_NAMES[column.type],
		column: { ...column, archived: column.archived ?? false },
		id: column.id,
		type: column.type,
		text: column.type === 'board_relation' || column.type === 'subtasks' ? null : textOfContent(column, content),
		value: content === undefined ? null : JSON.stringify(rawValue(content)),
		updated_at: cell?.updatedAt ?? null,
		...typed(column, content, names, subitems),
	};
}

function typed(
	column: ColumnRow,
	content: Content | undefined,
	names: (ids: readonly string[]) => string,
	subitems: readonly string[],
): Record<string, unknown> {
	const held = (content ?? {}) as Partial<Record<string, never>>;
	switch (column.type) {
		case 'status':
			return { index: held.label ?? null, label: textOfContent(column, content) || null, is_done: false };
		case 'numbers':
			return { number: held.number === undefined ? null : Number(held.number), symbol: column.symbol ?? '' };
		case 'board_relation':
			return { linked_item_ids: held.items ?? [], display_value: names(held.items ?? []) };
		case 'subtasks':
			return { subitems_ids: subitems, display_value: names(subitems) };
		case 'email':
			return { email: held.email ?? null, label: held.shown ?? null };
		case 'link':
			return { url: held.url ?? null, url_text: held.shown ?? null };
		case 'checkbox':
			return { checked: content === undefined ? null : true };
		case 'date':
			return { date: held.date ?? '', time: held.time ?? '' };
		case 'country':
			return { country: held.country ?? null };
		case 'people':
			return { persons_and_teams: ((held.people ?? []) as string[]).map((id) => ({ id, kind: 'person' })) };
		case 'file':
			return { files: ((held.files ?? []) as { id: string; name: string; createdAt: string }[]).map(fileView) };
		case 'formula':
		case 'mirror':
			return { display_value: content && 'text' in content ? content.text : '' };
		default:
			return {};
	}
}

/** `value`: of numbers the text that was typed, of a status its id with the time of the change. */
function rawValue(content: Content): unknown {
	if ('number' in content) return content.number;
	if ('text' in content) return content.text;
	if ('label' in content) return { index: content.label, post_id: null, changed_at: stamp(new Date(0)) };
	return content;
}

const fileView = (file: { id: string; name: string; createdAt: string }) => ({
	__typename: 'FileAssetValue',
	asset_id: file.id,
	name: file.name,
	is_image: false,
	created_at: file.createdAt,
});
