import { el, icon } from './dom.js';
import { t } from './i18n.js';

/** The parts of the new-deal form. Each has `node`, `show(values)` and `read()`; what is left empty is left out. */

const RATES = ['23', '8', '5', '0 KR', '0 WDT', '0 EX', 'zw', 'oo', 'np I', 'np II'];
/** A decimal number as text, with point or comma: it stays text on its whole way. */
const DECIMAL = '-?[0-9]{1,12}([.,][0-9]{1,4})?';

let ids = 0;

/** A labelled input, or a select when `options` is given; `wide` ones take two columns. */
export function field(key, { options, wide, ...props } = {}) {
	const id = `field-${(ids += 1)}`;
	const choices = options?.map(([value, text]) => el('option', { value, text }));
	const input = el(options ? 'select' : 'input', { id, autocomplete: 'off', ...props }, choices ?? []);
	return {
		input,
		node: el('div', { class: wide ? 'field wide' : 'field' }, el('label', { for: id, text: t(key) }), input),
	};
}

export function buyerFields() {
	const kinds = [
		['business', t('newDeal.business')],
		['consumer', t('newDeal.consumer')],
	];
	const fields = {
		name: field('newDeal.buyer', { name: 'buyer', wide: true }),
		kind: field('newDeal.kind', { options: kinds, name: 'kind' }),
		country: field('newDeal.country', { name: 'country', maxlength: '2' }),
		taxId: field('newDeal.taxId', { name: 'taxId' }),
		// Plain text: a wrong address is a thing to try here.
		email: field('newDeal.email', { wide: true, inputmode: 'email', name: 'email' }),
	};
	return group(fields);
}

export function addressFields() {
	return group({
		street: field('newDeal.street', { name: 'street', wide: true }),
		postalCode: field('newDeal.postalCode', { name: 'postalCode' }),
		city: field('newDeal.city', { name: 'city' }),
	});
}

function group(fields) {
	const entries = Object.entries(fields);
	return {
		node: el(
			'div',
			{ class: 'field-row' },
			entries.map(([, { node }]) => node),
		),
		show(values) {
			for (const [name, { input }] of entries) input.value = values?.[name] ?? '';
		},
		read: () => filled(entries.map(([name, { input }]) => [name, input.value.trim()])),
	};
}

function filled(entries) {
	return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

export function linesEditor() {
	const list = el('div', { class: 'line-list' });
	const none = el('p', { class: 'small', text: t('newDeal.noLines') });
	const lines = [];
	const draw = () => {
		lines.forEach((one, index) => one.number(index + 1));
		list.replaceChildren(...lines.map((one) => one.node));
		none.hidden = lines.length > 0;
	};
	const add = (values) => {
		const one = lineFields(values, () => {
			lines.splice(lines.indexOf(one), 1);
			draw();
		});
		lines.push(one);
		draw();
		return one;
	};
	const addButton = el('button', { type: 'button', text: t('newDeal.addLine'), onClick: () => add().focus() });
	return {
		node: el('fieldset', {}, el('legend', { text: t('newDeal.lines') }), list, none, addButton),
		show(values) {
			lines.length = 0;
			values.forEach(add);
			draw();
		},
		read: () => lines.map((one) => one.read()),
	};
}

function lineFields(values = { quantity: '1', priceBasis: 'net', vatRate: '23' }, onRemove) {
	const bases = ['net', 'gross'].map((basis) => [basis, t(`newDeal.${basis}`)]);
	const rates = [...RATES.map((rate) => [rate, rate]), ['', t('newDeal.noRate')]];
	const decimal = { inputmode: 'decimal', pattern: DECIMAL, required: true };
	const fields = {
		name: field('newDeal.lineName', { required: true, name: 'lineName' }),
		quantity: field('newDeal.quantity', { ...decimal, name: 'quantity' }),
		unitPrice: field('newDeal.unitPrice', { ...decimal, name: 'unitPrice' }),
		priceBasis: field('newDeal.basis', { options: bases }),
		vatRate: field('newDeal.vatRate', { options: rates }),
	};
	for (const [name, { input }] of Object.entries(fields)) input.value = values[name] ?? '';
	const remove = el('button', { type: 'button', class: 'plain remove', onClick: onRemove }, icon('remove'));
	const node = el(
		'div',
		{ class: 'line', role: 'group' },
		Object.values(fields).map((one) => one.node),
		remove,
	);
	return {
		node,
		focus: () => fields.name.input.focus(),
		number(position) {
			node.setAttribute('aria-label', t('newDeal.line', { number: position }));
			remove.setAttribute('aria-label', t('newDeal.removeLine', { number: position }));
		},
		read() {
			const read = filled(Object.entries(fields).map(([name, { input }]) => [name, input.value.trim()]));
			for (const name of ['quantity', 'unitPrice']) read[name] = read[name].replace(',', '.');
			return read;
		},
	};
}
