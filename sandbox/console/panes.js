import { accounting } from './accounting.js';
import { calls } from './calls.js';
import { el, fill, whenChanged } from './dom.js';
import { drive } from './drive.js';
import { t } from './i18n.js';
import { journal } from './journal.js';
import { mailbox } from './mailbox.js';
import { refreshSoon } from './refresh.js';
import { sheet } from './sheet.js';
import { set, shownEffects } from './store.js';

/**
 * The world outside n8n, one tab a place. A pane says what it shows (`data`) and how (`draw(root, data)`);
 * it is drawn again only when its data, the language or the open tab changes.
 */
const PANES = { mail: mailbox, drive, accounting, sheet, journal, calls };
const NAMES = Object.keys(PANES);
/** What a tab's badge counts. */
const COUNTED = { mail: 'emails', drive: 'files', accounting: 'invoices', sheet: 'sheetRows' };

export function mountPanes(root) {
	const heading = el('h2');
	const scope = el('input', { type: 'checkbox', onChange: () => set({ onlySelected: scope.checked }) });
	const scopeText = el('span');
	const tabs = el('div', { class: 'tabs', role: 'tablist', onKeydown: walk });
	const panel = el('div', { class: 'panel', role: 'tabpanel', id: 'panel', tabindex: '0' });
	const label = el('label', { class: 'scope' }, scope, scopeText);
	root.append(el('div', { class: 'panes-head' }, heading, label), tabs, panel);

	const drawFrame = whenChanged((language, open, counts, selected) => {
		heading.textContent = t('panes.title');
		tabs.setAttribute('aria-label', t('panes.title'));
		scopeText.textContent = t('panes.onlySelected');
		scope.disabled = selected === undefined;
		fill(
			tabs,
			NAMES.map((name, index) => tab(name, name === open, counts[index])),
		);
		panel.setAttribute('aria-labelledby', `tab-${open}`);
	});
	const drawPane = whenChanged((language, open, data) => PANES[open].draw(panel, data));
	return (state, language) => {
		const effects = shownEffects();
		const counts = NAMES.map((name) => effects[COUNTED[name]]?.length ?? 0);
		drawFrame(language, state.pane, counts, state.selected);
		drawPane(language, state.pane, PANES[state.pane].data());
	};
}

function tab(name, open, count) {
	return el(
		'button',
		{
			type: 'button',
			role: 'tab',
			id: `tab-${name}`,
			'aria-selected': String(open),
			'aria-controls': 'panel',
			tabindex: open ? '0' : '-1',
			dataset: { key: `tab-${name}` },
			onClick: () => openPane(name),
		},
		t(`pane.${name}`),
		count > 0 && el('span', { class: 'count', text: String(count) }),
	);
}

function openPane(name) {
	set({ pane: name });
	refreshSoon();
}

/** Tabs are one stop of the keyboard; arrows walk between them. */
function walk(event) {
	const at = NAMES.indexOf(event.target.id?.replace('tab-', ''));
	const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: NAMES.length - 1 }[event.key];
	if (at < 0 || to === undefined) return;
	event.preventDefault();
	const name = NAMES.at(to % NAMES.length);
	openPane(name);
	document.getElementById(`tab-${name}`).focus();
}
