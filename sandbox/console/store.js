/**
 * What the page knows, in one place. Parts of the page subscribe and draw; only refresh.js and user actions write.
 */

export const STAGES = ['open', 'deposit', 'invoice', 'invoiced', 'lost'];
/** Stages that ask the scenario for a document. */
export const STARTING_STAGES = ['deposit', 'invoice'];

export const NO_EFFECTS = {
	invoices: [],
	emails: [],
	files: [],
	crmRecords: [],
	sheetRows: [],
	attention: [],
	alerts: [],
	proposals: [],
};

export const state = {
	online: true,
	loaded: false,
	/** The CRM on the board and the accounting system in the pane, by their names in the sandbox. */
	crm: '',
	vendor: '',
	deals: [],
	/** Id of the deal that the timeline follows. */
	selected: undefined,
	/** True: the panes show the selected deal only. */
	onlySelected: false,
	pane: 'mail',
	effects: NO_EFFECTS,
	dealEffects: NO_EFFECTS,
	invoices: [],
	sheets: [],
	journal: [],
	calls: [],
	faults: [],
	settings: {},
	status: {},
	scenario: {},
	/** The CRM shall keep the next move to itself. */
	loseNextWebhook: false,
};

const listeners = new Set();

export function subscribe(listener) {
	listeners.add(listener);
}

/** Changes parts of the state and lets the page draw. */
export function set(patch) {
	Object.assign(state, patch);
	for (const listener of listeners) listener(state);
}

export function selectedDeal() {
	return state.deals.find((deal) => deal.id === state.selected);
}

/** The effects that the panes show: all, or the selected deal's. */
export function shownEffects() {
	return state.onlySelected && state.selected !== undefined ? state.dealEffects : state.effects;
}

/** True when the status that the CRM shows on the deal asks for a person. */
export function needsAttention(deal) {
	return /^\s*(needs attention|wymaga uwagi)/i.test(deal.status ?? '');
}
