import { api, links } from './api.js';
import { el, fill, toast } from './dom.js';
import { money } from './format.js';
import { t, tOr } from './i18n.js';
import { refreshSoon } from './refresh.js';
import { shownEffects, state } from './store.js';
import { table } from './table.js';
import { pdfButton } from './viewer.js';

/** The accounting system's own list, with what the accountant can do there. */
export const accounting = {
	data() {
		const shown = new Set(shownEffects().invoices.map((invoice) => invoice.id));
		return { invoices: state.onlySelected ? state.invoices.filter(({ id }) => shown.has(id)) : state.invoices };
	},
	draw(root, { invoices }) {
		if (invoices.length === 0) {
			fill(root, el('p', { class: 'nothing', text: t('accounting.empty') }));
			return;
		}
		const heads = ['number', 'buyer', 'gross', 'ksef', 'paid', 'actions'].map((name) => t(`accounting.${name}`));
		const rows = [...invoices].reverse().map((invoice) => ({
			class: invoice.cancelled ? 'cancelled' : '',
			cells: [
				el('strong', { text: invoice.number }),
				el(
					'div',
					{},
					el('div', { text: invoice.buyer.name }),
					el('div', { class: 'small', text: invoice.buyer.taxId }),
				),
				el('span', { class: 'number', text: money(invoice.gross, invoice.currency) }),
				legal(invoice),
				payment(invoice),
				actions(invoice),
			],
		}));
		fill(root, table(t('pane.accounting'), heads, rows));
	},
};

function legal(invoice) {
	// A trial account's answers carry a prefix and mean the same.
	const said = invoice.legalStatus?.replace(/^demo_/, '') || 'none';
	const good = Boolean(invoice.ksefNumber);
	const bad = /error|reject/.test(said);
	const words = good ? t('legal.ok') : tOr(`legal.${said}`, said);
	return el(
		'div',
		{},
		el('span', { class: `badge ${good ? 'good' : bad ? 'bad' : 'quiet'}`, text: words }),
		invoice.ksefNumber && el('div', { class: 'small ksef-number', text: invoice.ksefNumber }),
	);
}

/** `paid` is a decimal text like `gross`; trailing zeros say nothing. */
function payment(invoice) {
	const badge = (kind, key) => el('span', { class: `badge ${kind}`, text: t(`accounting.${key}`) });
	if (invoice.cancelled) return badge('bad', 'isCancelled');
	const bare = (amount) =>
		String(amount ?? '0')
			.replace(/(\.\d*?)0+$/, '$1')
			.replace(/\.$/, '');
	if (bare(invoice.paid) === '0') return badge('quiet', 'isUnpaid');
	return bare(invoice.paid) === bare(invoice.gross) ? badge('good', 'isPaid') : badge('quiet', 'isPartial');
}

function actions(invoice) {
	const { id, number } = invoice;
	const act = (name, run) =>
		el('button', {
			type: 'button',
			class: 'small-button',
			'aria-label': t(`accounting.${name}Of`, { number }),
			disabled: Boolean(invoice.cancelled),
			dataset: { key: `${name}-${id}` },
			text: t(`accounting.${name}`),
			onClick: run,
		});
	const pay = () => tell(api.pay(state.vendor, id, { amount: invoice.gross }));
	const cancel = () => {
		if (window.confirm(t('accounting.cancelSure', { number }))) void tell(api.cancel(state.vendor, id));
	};
	const href = links.invoicePdf(state.vendor, id);
	return el(
		'div',
		{ class: 'actions' },
		pdfButton(t('accounting.pdfOf', { number }), href, `pdf-${id}`, t('accounting.pdf')),
		act('pay', pay),
		act('cancel', cancel),
	);
}

async function tell(action) {
	try {
		await action;
	} catch (error) {
		toast(error.message, 'error');
	}
	refreshSoon();
}
