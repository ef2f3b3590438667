import { el, fill } from './dom.js';
import { clockTime } from './format.js';
import { t, tOr } from './i18n.js';
import { state } from './store.js';
import { table } from './table.js';

/** Calls that reached a vendor, newest first; `status` is null while under way and 0 when cut without an answer. */

export const calls = {
	data: () => ({ calls: state.calls }),
	draw(root, data) {
		if (data.calls.length === 0) {
			fill(root, el('p', { class: 'nothing', text: t('calls.empty') }));
			return;
		}
		const heads = ['time', 'vendor', 'call', 'status'].map((name) => t(`calls.${name}`));
		const rows = [...data.calls].reverse().map((call) => ({
			cells: [
				clockTime(call.at),
				call.vendor,
				el('span', { class: 'call', title: call.host }, el('b', { text: call.method }), ` ${call.path}`),
				answer(call),
			],
		}));
		fill(root, table(t('pane.calls'), heads, rows));
	},
};

function answer({ status, ms, fault }) {
	if (status === null) return el('span', { class: 'badge quiet', text: t('calls.underWay') });
	return el(
		'span',
		{},
		el('span', { class: `badge ${tone(status)}`, text: status === 0 ? t('calls.none') : String(status) }),
		el('span', { class: 'small', text: ` ${ms} ms` }),
		fault && el('span', { class: 'small', text: ` · ${tOr(`fault.${fault}`, fault)}` }),
	);
}

function tone(status) {
	if (status === 0 || status >= 500) return 'bad';
	return status >= 400 ? 'warn' : 'good';
}
