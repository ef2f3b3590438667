import { columnsOf, placeOfStage, stageIdOf } from '../../../nodes/Monday/stageId';
import { labelsOf, stagesOf } from '../../../nodes/Monday/labels';
import { boardsBehind } from '../../../nodes/Monday/boards';
import { logTime } from '../../../nodes/Monday/logTime';
import { createdIn, moveIn } from '../../../nodes/Monday/moves';
import { Column } from '../../../nodes/Monday/schemas';

describe('stages', () => {
	it('name board, column and label, and nothing else is one', () => {
		const place = { boardId: '880012345', columnId: 'deal_stage', labelId: '3' };
		expect(placeOfStage(stageIdOf(place))).toEqual(place);
		for (const wrong of ['', '1:2', 'a:b:3', '1:status:x', '1:sta tus:3', '1:status:3:4', '1:status:-3'])
			expect(placeOfStage(wrong)).toBeUndefined();
		expect(columnsOf(['1:a:3', '1:a:5', '1:b:3', 'x'])).toEqual([
			{ boardId: '1', columnId: 'a', labelIds: ['3', '5'] },
			{ boardId: '1', columnId: 'b', labelIds: ['3'] },
		]);
	});

	it('come from the settings in their new form: the id is the label’s, the index its place', () => {
		const settings = {
			labels: [
				{ id: 0, label: 'Working on it', index: 0, is_done: false, is_deactivated: false },
				{ id: 1, label: 'Done', index: 2, is_done: true },
				{ id: 2, label: 'Stuck', index: 1 },
				{ id: 5, label: '', index: 3 },
				{ id: 9, label: 'Old', index: 4, is_deactivated: true },
			],
		};
		const expected = [
			['0', 'Working on it', false],
			['2', 'Stuck', false],
			['1', 'Done', true],
		];
		const shown = (given: unknown) => labelsOf(given).map(({ id, text, isDone }) => [id, text, isDone]);
		expect(shown(settings)).toEqual(expected);
		expect(shown(JSON.stringify(settings))).toEqual(expected);
	});

	it('come from the settings in their old form as well, and from nothing as nothing', () => {
		const settings = {
			labels: { 0: 'Working on it', 1: 'Done', 2: 'Stuck', 5: '' },
			labels_positions_v2: { 0: 0, 1: 2, 2: 1, 5: 3 },
			done_colors: [1],
			deactivated_labels: [2],
		};
		expect(labelsOf(settings).map(({ id, isDone }) => [id, isDone])).toEqual([
			['0', false],
			['1', true],
		]);
		for (const wrong of [undefined, null, '', 'x', {}, { labels: 7 }]) expect(labelsOf(wrong)).toEqual([]);
	});

	it.each([
		['Przegrane', 'lost'],
		['Closed lost', 'lost'],
		['Anulowane', 'lost'],
		['Rezygnacja klienta', 'lost'],
		['Wygrane', 'open'],
		['Lostowice – montaż', 'open'],
	])('%s is %s by its words', (text, outcome) => {
		const columns = [
			Column.parse({ id: 's', title: 'S', type: 'status', settings: { labels: [{ id: 1, label: text, index: 0 }] } }),
		];
		expect(stagesOf('1', columns)[0]?.outcome).toBe(outcome);
	});

	it('finds the boards behind a column in either spelling', () => {
		const column = (settings: unknown) => Column.parse({ id: 'c', title: '', type: 'subtasks', settings });
		expect(boardsBehind(column({ boardIds: [1, '2'] }))).toEqual(['1', '2']);
		expect(boardsBehind(column('{"board_ids":[3]}'))).toEqual(['3']);
		expect(boardsBehind(column(null))).toEqual([]);
		expect(boardsBehind(undefined)).toEqual([]);
	});
});

describe('the activity log', () => {
	it.each([
		['17867431589600484', '2026-08-14T21:32:38.960Z'],
		['1786743158960048', '2026-08-14T21:32:38.960Z'],
		['1786743158960', '2026-08-14T21:32:38.960Z'],
		['1786743158', '2026-08-14T21:32:38.000Z'],
		['2026-08-14T21:32:38Z', '2026-08-14T21:32:38.000Z'],
		['gestern', undefined],
		['', undefined],
	])('%j is %j', (text, expected) => expect(logTime(text)).toBe(expected));

	const column = { boardId: '1', columnId: 'status' };
	const row = (data: object | string, change: object = {}) => ({
		id: 'uuid',
		event: 'update_column_value',
		created_at: '17867431589600484',
		data: typeof data === 'string' ? data : JSON.stringify(data),
		...change,
	});
	const to = (index: number) => ({ label: { index, text: 'x' }, post_id: null });

	it('tells a move, whether the label stands in a branch or not', () => {
		const expected = {
			entryId: 'uuid',
			dealId: '7',
			pipelineId: '1',
			stageId: '1:status:3',
			enteredAt: '2026-08-14T21:32:38.960Z',
		};
		expect(moveIn(row({ pulse_id: 7, column_id: 'status', value: to(3), previous_value: to(1) }), column)).toEqual(
			expected,
		);
		expect(
			moveIn(row({ pulse_id: '7', column_id: 'status', value: { index: 3 }, previous_value: null }), column),
		).toEqual(expected);
	});

	it.each<[string, ReturnType<typeof row>]>([
		['the same label again', row({ pulse_id: 7, column_id: 'status', value: to(3), previous_value: to(3) })],
		[
			'a note on the label',
			row({ pulse_id: 7, column_id: 'status', value: { ...to(3), post_id: 5 }, previous_value: to(3) }),
		],
		['a label taken away', row({ pulse_id: 7, column_id: 'status', value: null, previous_value: to(3) })],
		['another column', row({ pulse_id: 7, column_id: 'other', value: to(3), previous_value: null })],
		[
			'many at once, of which each has its own line',
			row({ pulse_ids: [7], column_id: 'status', value: { index: 3 } }, { event: 'batch_change_pulses_column_value' }),
		],
		['a new item', row({ pulse_id: 7, pulse_name: 'x' }, { event: 'create_pulse' })],
		['no JSON', row('{')],
		['no time', row({ pulse_id: 7, column_id: 'status', value: to(3) }, { created_at: 'x' })],
	])('is no move: %s', (_, line) => expect(moveIn(line, column)).toBeUndefined());

	const now = new Date('2026-11-22T12:00:00Z');
	const watched = { ...column, labelIds: ['3'] };
	const item = (created: string, set: string | null, index: number | null = 3) => ({
		id: '7',
		created_at: created,
		column_values: [{ id: 'status', index, updated_at: set }],
	});
	const since = '2026-11-22T10:00:00Z';
	const made = (each: ReturnType<typeof item>, logged: Parameters<typeof createdIn>[2] = []) =>
		createdIn([each], watched, logged, { since, now }).map(({ entryId }) => entryId);

	it('has no line for what was created with its label: the item itself tells', () => {
		expect(made(item('2026-11-22T11:00:00Z', '2026-11-22T11:00:01Z'))).toEqual(['created-7']);
		expect(made(item('2026-11-22T11:00:00Z', null))).toEqual(['created-7']);
	});

	it('is waited for, and wins where it has a line', () => {
		expect(made(item('2026-11-22T11:57:00Z', null))).toEqual([]);
		const move = {
			entryId: 'u',
			dealId: '7',
			pipelineId: '1',
			stageId: '1:status:3',
			enteredAt: '2026-11-22T11:00:01Z',
		};
		expect(made(item('2026-11-22T11:00:00Z', null), [move])).toEqual([]);
	});

	it('tells nothing of items that are older, were set later, or hold another label', () => {
		expect(made(item('2026-11-22T09:59:59Z', null))).toEqual([]);
		expect(made(item('2026-11-22T09:59:59Z', '2026-11-22T11:00:00Z'))).toEqual([]);
		expect(made(item('2026-11-22T11:00:00Z', '2026-11-22T11:30:00Z'))).toEqual([]);
		expect(made(item('2026-11-22T11:00:00Z', null, 4))).toEqual([]);
		expect(made(item('2026-11-22T11:00:00Z', null, null))).toEqual([]);
		expect(made(item('x', null))).toEqual([]);
	});
});
