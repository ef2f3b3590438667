import { el, fill } from './dom.js';
import { t } from './i18n.js';
import { shownEffects, state } from './store.js';
import { table } from './table.js';

/** The report as the spreadsheet holds it: what stands in a cell is shown as text, formula or not. */
export const sheet = {
	data: () => ({ rows: state.onlySelected ? shownEffects().sheetRows : state.sheets }),
	draw(root, { rows }) {
		if (rows.length === 0) {
			fill(root, el('p', { class: 'nothing', text: t('sheet.empty') }));
			return;
		}
		const names = [...new Set(rows.map((row) => row.sheet))];
		fill(
			root,
			names.map((name) => {
				const own = rows.filter((row) => row.sheet === name);
				const heads = [...new Set(own.flatMap((row) => Object.keys(row.row)))];
				const lines = own.map(({ row }) => ({ cells: heads.map((head) => String(row[head] ?? '')) }));
				return el('section', { class: 'sheet' }, el('h3', { text: name }), table(name, heads, lines));
			}),
		);
	},
};
