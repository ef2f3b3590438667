import { el, icon } from './dom.js';
import { money } from './format.js';
import { t } from './i18n.js';
import { needsAttention } from './store.js';

/** One deal on the board. */
export function card(deal, { selected, onSelect, onMenu }) {
	const title = deal.title || t('card.noTitle');
	const attention = needsAttention(deal);
	return el(
		'article',
		{
			class: ['card', attention && 'attention', selected && 'selected'].filter(Boolean).join(' '),
			dataset: { id: deal.id },
			onClick: () => onSelect(deal.id),
		},
		el(
			'div',
			{ class: 'card-top' },
			el('button', {
				type: 'button',
				class: 'card-title',
				'aria-pressed': String(selected),
				dataset: { key: `select-${deal.id}` },
				text: title,
			}),
			// For fingers only: keyboards and screen readers have the menu.
			el('span', { class: 'grip', 'aria-hidden': 'true', title: t('card.grip', { title }) }, icon('grip')),
		),
		el('p', { class: 'buyer', text: deal.buyer || t('card.noBuyer') }),
		el('p', { class: 'amount', text: money(deal.amount, deal.currency) }),
		statusLine(deal, attention),
		el(
			'button',
			{
				type: 'button',
				class: 'move',
				'aria-haspopup': 'menu',
				'aria-label': t('card.moveTitle', { title }),
				dataset: { key: `move-${deal.id}` },
				onClick: (event) => {
					event.stopPropagation();
					onMenu(event.currentTarget, deal);
				},
			},
			t('card.move'),
		),
	);
}

function statusLine(deal, attention) {
	const text = deal.status || deal.number;
	if (!text) return null;
	return el('p', { class: 'status' }, attention && icon('attention'), el('span', { text }));
}
