import { el } from './dom.js';
import { t } from './i18n.js';
import { STAGES } from './store.js';

/**
 * The "Move to…" menu: arrows, Home and End walk, Enter chooses, Escape goes back to the button.
 * The board may be drawn anew while the menu is open, so the button is found again by its key.
 */

let open;

export function openMoveMenu(buttonKey, deal, onChoose) {
	close();
	const items = STAGES.map((stage) => item(stage, deal, onChoose));
	const menu = el(
		'div',
		{ class: 'menu', role: 'menu', 'aria-label': t('card.moveTitle', { title: deal.title }), onKeydown: walk },
		items,
	);
	document.body.append(menu);
	open = { menu, buttonKey };
	button()?.setAttribute('aria-expanded', 'true');
	place();
	document.addEventListener('pointerdown', closeOutside, true);
	window.addEventListener('scroll', place, true);
	window.addEventListener('resize', place);
	items.find((node) => node.getAttribute('aria-disabled') !== 'true')?.focus({ preventScroll: true });
}

function item(stage, deal, onChoose) {
	const here = stage === deal.stage;
	const choose = () => {
		if (here) return;
		close();
		button(`move-${deal.id}`)?.focus();
		onChoose(stage);
		// The card stands in another column now; the keyboard goes with it.
		button(`move-${deal.id}`)?.focus();
	};
	return el('button', {
		type: 'button',
		class: `menu-item stage-${stage}`,
		role: 'menuitemradio',
		tabindex: '-1',
		'aria-checked': String(here),
		'aria-disabled': here ? 'true' : null,
		dataset: { stage },
		text: t(`stage.${stage}`),
		onClick: choose,
	});
}

function walk(event) {
	const items = [...open.menu.children];
	const at = items.indexOf(document.activeElement);
	const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
	if (to !== undefined) {
		event.preventDefault();
		items.at(to % items.length).focus();
	} else if (event.key === 'Escape' || event.key === 'Tab') {
		event.preventDefault();
		const back = button();
		close();
		back?.focus();
	}
}

/** Below the button where there is room, else above; never outside the window. Follows the page when it scrolls. */
function place() {
	const at = button()?.getBoundingClientRect();
	if (!at) return;
	const { menu } = open;
	const { offsetWidth: width, offsetHeight: height } = menu;
	const below = at.bottom + height + 8 < window.innerHeight;
	menu.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
	menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - height - 4)}px`;
}

function button(key = open?.buttonKey) {
	return document.querySelector(`[data-key="${CSS.escape(key ?? '')}"]`);
}

function closeOutside(event) {
	if (!open?.menu.contains(event.target)) close();
}

function close() {
	if (!open) return;
	button()?.removeAttribute('aria-expanded');
	open.menu.remove();
	open = undefined;
	document.removeEventListener('pointerdown', closeOutside, true);
	window.removeEventListener('scroll', place, true);
	window.removeEventListener('resize', place);
}
