import { el, fill } from './dom.js';
import { clockTime } from './format.js';
import { t, tOr } from './i18n.js';
import { state } from './store.js';
import { table } from './table.js';

/** The journal, one group a reference, newest group first, rows in the order they were written. */
const opened = new Set();

export const journal = {
	data: () => ({ rows: state.onlySelected ? state.journal.filter(ofSelected) : state.journal }),
	draw(root, { rows }) {
		if (rows.length === 0) {
			fill(root, el('p', { class: 'nothing', text: t('journal.empty') }));
			return;
		}
		const newest = [...groupBy(rows)].reverse();
		fill(
			root,
			newest.map(([reference, own], index) => group(reference, own, index === 0)),
		);
	},
};

function group(reference, rows, first) {
	const number = rows.findLast((row) => row.number)?.number;
	const last = rows.at(-1);
	const heads = ['time', 'step', 'state', 'next', 'note'].map((name) => t(`journal.${name}`));
	const lines = rows.map((row) => ({
		cells: [
			clockTime(row.createdAt),
			stepName(row.step),
			el('span', { class: `badge ${tone(row.state)}`, text: tOr(`journal.state.${row.state}`, row.state) }),
			next(row),
			row.note,
		],
	}));
	const remember = (event) => (event.target.open ? opened.add(reference) : opened.delete(reference));
	return el(
		'details',
		{ class: 'group', open: first || opened.has(reference), onToggle: remember },
		el(
			'summary',
			{ dataset: { key: `journal-${reference}` } },
			el('strong', { text: number ?? reference }),
			number && el('code', { text: reference }),
			el('span', {
				class: 'small',
				text: `${stepName(last.step)}: ${tOr(`journal.state.${last.state}`, last.state)} · ${t('journal.rows', { count: rows.length })}`,
			}),
		),
		table(reference, heads, lines),
	);
}

const stepName = (step) => tOr(`journal.step.${step}`, step);

/** A row closes one step and announces the next. */
function next(row) {
	try {
		const announced = JSON.parse(row.data || '{}').next;
		return announced ? stepName(announced) : '';
	} catch {
		return '';
	}
}

function tone(said) {
	if (/done|issued|finished|legal/i.test(said)) return 'good';
	return /unknown|attention|fail|error|reject|parked/i.test(said) ? 'bad' : 'quiet';
}

/** A reference is CRM, account, deal, kind and part, with colons between. */
function ofSelected(row) {
	const [crm, , deal] = row.reference.split(':');
	return crm === state.crm && deal === state.selected;
}

function groupBy(rows) {
	const groups = new Map();
	for (const row of rows) groups.set(row.reference, [...(groups.get(row.reference) ?? []), row]);
	return groups;
}
