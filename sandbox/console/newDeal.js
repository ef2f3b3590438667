import { api } from './api.js';
import { el, toast } from './dom.js';
import { EXAMPLES } from './examples.js';
import { t } from './i18n.js';
import { addressFields, buyerFields, field, linesEditor } from './dealFields.js';
import { refreshSoon } from './refresh.js';
import { set, state } from './store.js';

/** The form that puts a new deal into the CRM's own books, with examples to start from. */
export function mountNewDeal(opener) {
	opener.addEventListener('click', open);
}

function open() {
	const title = field('newDeal.dealTitle', { required: true, name: 'title' });
	const buyer = buyerFields();
	const address = addressFields();
	const lines = linesEditor();
	const message = el('p', { class: 'form-error', role: 'alert' });
	const show = (deal) => {
		title.input.value = deal.title;
		buyer.show(deal.buyer);
		address.show(deal.buyer.address);
		lines.show(deal.lines);
		message.textContent = '';
	};
	const read = () => ({
		title: title.input.value.trim(),
		currency: 'PLN',
		stage: 'open',
		buyer: { ...buyer.read(), address: address.read() },
		lines: lines.read(),
	});
	const submit = async (event) => {
		event.preventDefault();
		try {
			const deal = read();
			const { id } = await api.createDeal(state.crm, deal);
			dialog.close();
			set({ selected: id });
			toast(t('newDeal.created', { title: deal.title }));
			refreshSoon();
		} catch (error) {
			message.textContent = error.message === 'offline' ? t('offline') : error.message;
		}
	};
	const dialog = el(
		'dialog',
		{ class: 'form', 'aria-labelledby': 'new-deal-title', onClose: () => dialog.remove() },
		el(
			'form',
			{ onSubmit: submit },
			el('h2', { id: 'new-deal-title', text: t('newDeal.title') }),
			chips(
				'newDeal.examples',
				EXAMPLES.filter(({ bad }) => !bad),
				show,
			),
			chips(
				'newDeal.badExamples',
				EXAMPLES.filter(({ bad }) => bad),
				show,
			),
			title.node,
			el('fieldset', {}, el('legend', { text: t('newDeal.buyer') }), buyer.node, address.node),
			lines.node,
			message,
			el(
				'div',
				{ class: 'form-foot' },
				el('button', { type: 'button', text: t('newDeal.cancel'), onClick: () => dialog.close() }),
				el('button', { type: 'submit', class: 'primary', text: t('newDeal.create') }),
			),
		),
	);
	show(EXAMPLES[0].make());
	document.body.append(dialog);
	dialog.showModal();
	title.input.focus();
}

function chips(key, examples, show) {
	const buttons = examples.map((example) =>
		el('button', {
			type: 'button',
			class: example.bad ? 'chip bad' : 'chip',
			text: t(example.key),
			onClick: () => show(example.make()),
		}),
	);
	return el('div', { class: 'chips', role: 'group', 'aria-label': t(key) }, el('span', { text: t(key) }), buttons);
}
