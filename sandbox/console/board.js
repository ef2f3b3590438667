import { api } from './api.js';
import { card } from './card.js';
import { announce, el, fill, toast, whenChanged } from './dom.js';
import { makeDraggable } from './drag.js';
import { t } from './i18n.js';
import { openMoveMenu } from './menu.js';
import { refresh, refreshSoon } from './refresh.js';
import { NO_EFFECTS, STAGES, STARTING_STAGES, set, state } from './store.js';
import { witnessStart } from './witness.js';

/** The CRM's board: one column a stage. A deal moves by mouse, by finger on its grip, or by its menu. */
export function mountBoard(root) {
	const columns = new Map(STAGES.map((stage) => [stage, column(stage)]));
	const heading = el('h2', { id: 'board-title' });
	const chooser = el('div', { class: 'crm-chooser' });
	root.setAttribute('aria-labelledby', 'board-title');
	root.append(
		el('div', { class: 'board-head' }, heading, chooser),
		el(
			'div',
			{ class: 'columns' },
			[...columns.values()].map((parts) => parts.node),
		),
	);

	const draw = whenChanged((language, deals, selected, loaded) => {
		heading.textContent = t('board.title');
		for (const [stage, parts] of columns) {
			const here = deals.filter((deal) => deal.stage === stage);
			parts.name.textContent = t(`stage.${stage}`);
			parts.count.textContent = String(here.length);
			parts.node.classList.toggle('empty', here.length === 0);
			const hint = stage === 'invoice' ? 'board.target' : 'board.empty';
			fill(
				parts.list,
				here.map((deal) => el('li', {}, card(deal, { selected: deal.id === selected, onSelect: select, onMenu }))),
				loaded && here.length === 0 && el('li', { class: 'none', text: t(hint) }),
			);
		}
	});
	const drawChooser = whenChanged((language, crms, crm) => fill(chooser, crms.length > 1 && crmSelect(crms, crm)));

	let dragging = false;
	makeDraggable(root, {
		onStart: (id) => {
			dragging = true;
			select(id);
		},
		onEnd: () => {
			dragging = false;
			set({});
		},
		onDrop: move,
	});
	return (now, language) => {
		if (!dragging) draw(language, now.deals, now.selected, now.loaded);
		drawChooser(language, now.status.crm ?? [], now.crm);
	};
}

function column(stage) {
	const name = el('span', { class: 'column-name' });
	const count = el('span', { class: 'count' });
	const list = el('ul', { class: 'cards', 'aria-labelledby': `column-${stage}` });
	const title = el('h3', { id: `column-${stage}` }, name, ' ', count);
	return { name, count, list, node: el('div', { class: `column stage-${stage}`, dataset: { stage } }, title, list) };
}

function crmSelect(crms, crm) {
	const options = crms.map((name) => el('option', { value: name, text: name, selected: name === crm }));
	const onChange = (event) => {
		set({ crm: event.target.value, deals: [], selected: undefined });
		void refresh();
	};
	return el('label', {}, t('board.crm'), ' ', el('select', { dataset: { key: 'crm' }, onChange }, options));
}

function select(id) {
	if (state.selected === id) return;
	set({ selected: id, dealEffects: NO_EFFECTS });
	refreshSoon();
}

function onMenu(button, deal) {
	select(deal.id);
	openMoveMenu(button.dataset.key, deal, (stage) => move(deal.id, stage));
}

async function move(id, stage) {
	const deal = state.deals.find((candidate) => candidate.id === id);
	if (!deal || deal.stage === stage) return;
	const silent = state.loseNextWebhook;
	const from = deal.stage;
	if (STARTING_STAGES.includes(stage)) witnessStart(id);
	// Shown at once; the next reading of the books has the last word.
	place(id, stage);
	set({ loseNextWebhook: false, selected: id });
	const words = { title: deal.title, stage: t(`stage.${stage}`) };
	try {
		await api.moveDeal(state.crm, id, stage, silent);
		if (silent) toast(t('card.movedSilently', words));
		else announce(t('card.moved', words));
	} catch (error) {
		place(id, from);
		toast(t('card.unmoved', { ...words, reason: error.message === 'offline' ? t('offline') : error.message }), 'error');
	}
	refreshSoon();
}

function place(id, stage) {
	set({ deals: state.deals.map((deal) => (deal.id === id ? { ...deal, stage } : deal)) });
}
