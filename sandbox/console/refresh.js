import { api, links } from './api.js';
import { NO_EFFECTS, set, state } from './store.js';
import { witness } from './witness.js';

/**
 * Keeps the state fresh: on every message of the event stream, and by the clock for what no fake can know
 * (n8n's own state, the journal) or when the stream is cut.
 */

const AFTER_EVENT_MS = 120;
const WITH_STREAM_MS = 5000;
const WITHOUT_STREAM_MS = 2000;
const CALLS_SHOWN = 200;

let running = false;
let again = false;
let timer;
let streaming = false;

/** Reads what the page shows. Calls that come meanwhile are folded into one more turn. */
export async function refresh() {
	if (running) {
		again = true;
		return;
	}
	running = true;
	clearTimeout(timer);
	try {
		set({ ...(await read()), online: true, loaded: true });
	} catch {
		set({ online: false });
	}
	running = false;
	const delay = again ? AFTER_EVENT_MS : streaming ? WITH_STREAM_MS : WITHOUT_STREAM_MS;
	again = false;
	timer = setTimeout(refresh, delay);
}

async function read() {
	const status = await api.status();
	const crm = state.crm || status.crm[0];
	const vendor = state.vendor || status.accounting[0];
	const reads = {
		deals: api.deals(crm),
		effects: api.effects(),
		faults: api.faults().then(({ faults }) => faults),
		settings: api.settings(vendor),
		...paneReads(vendor),
		...onceReads(),
	};
	const selected = state.selected;
	if (selected !== undefined) reads.dealEffects = api.effects(crm, selected);
	const patch = { status, crm, vendor };
	const settled = await Promise.allSettled(Object.values(reads));
	Object.keys(reads).forEach((key, index) => {
		// A part that cannot be read keeps what it showed (the journal while n8n is down).
		if (settled[index].status === 'fulfilled') patch[key] = settled[index].value;
	});
	if (settled[0].status === 'rejected') throw settled[0].reason;
	patch.effects = { ...NO_EFFECTS, ...patch.effects };
	// The person may have chosen another deal while this was on its way.
	if (selected !== state.selected) delete patch.dealEffects;
	if (patch.dealEffects) {
		patch.dealEffects = { ...NO_EFFECTS, ...patch.dealEffects };
		witness(selected, patch.dealEffects);
	}
	return patch;
}

/** Some panes need a read of their own, made only while they are open. */
function paneReads(vendor) {
	if (state.pane === 'accounting') return { invoices: api.invoices(vendor) };
	if (state.pane === 'sheet') return { sheets: api.sheets() };
	if (state.pane === 'journal') return { journal: api.journal() };
	if (state.pane === 'calls') return { calls: latestCalls() };
	return {};
}

/** The last calls are read again with the new ones: some of them had no answer yet. */
async function latestCalls() {
	const last = state.calls.slice(-CALLS_SHOWN);
	return (await api.calls(last.length > 0 ? last[0].id - 1 : undefined)).slice(-CALLS_SHOWN);
}

function onceReads() {
	return state.scenario.editorUrl ? {} : { scenario: api.scenario() };
}

/** Asks for a refresh soon; many asks in a row make one. */
export function refreshSoon() {
	if (running) {
		again = true;
		return;
	}
	clearTimeout(timer);
	timer = setTimeout(refresh, AFTER_EVENT_MS);
}

export function startRefreshing() {
	const stream = new EventSource(links.events);
	stream.onopen = () => (streaming = true);
	stream.onmessage = refreshSoon;
	stream.onerror = () => (streaming = false);
	return refresh();
}
