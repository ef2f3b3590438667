import { el } from './dom.js';

/**
 * A table that scrolls sideways inside its own box, so that the page never does.
 * `rows`: `[{ class, cells: [node or text] }]`; on a phone each cell repeats its head.
 */
export function table(caption, heads, rows) {
	return el(
		'div',
		{ class: 'table-box' },
		el(
			'table',
			{},
			el('caption', { class: 'unseen', text: caption }),
			el(
				'thead',
				{},
				el(
					'tr',
					{},
					heads.map((text) => el('th', { scope: 'col', text })),
				),
			),
			el(
				'tbody',
				{},
				rows.map((row) =>
					el(
						'tr',
						{ class: row.class || null },
						row.cells.map((cell, index) => el('td', { dataset: { head: heads[index] } }, cell ?? '')),
					),
				),
			),
		),
	);
}
