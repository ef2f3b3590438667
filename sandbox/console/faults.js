import { api } from './api.js';
import { el, fill, toast, whenChanged } from './dom.js';
import { t, tOr } from './i18n.js';
import { refreshSoon } from './refresh.js';
import { selectedDeal, set, state } from './store.js';

/** Things that go wrong, in plain words; each is one call of the control API. */

const CREATE = { vendor: 'fakturownia', method: 'POST', path: '/invoices.json', times: 1 };
const FAULTS = [
	{ key: 'faults.error500', fault: { ...CREATE, fault: 'status:500' } },
	{ key: 'faults.lostAnswer', fault: { ...CREATE, fault: 'reset-after' } },
	{ key: 'faults.timeout', fault: { ...CREATE, fault: 'timeout' } },
];
const KSEF = [
	{ answer: 'ok', key: 'faults.ksefOk' },
	{ answer: 'processing', key: 'faults.ksefProcessing' },
	{ answer: 'send_error', key: 'faults.ksefRejected' },
];
const N8N = ['kill', 'start', 'freeze', 'thaw'];
const REPLAY = { copies: 50, parallel: 10, spreadMs: 1000 };

export function mountFaults(root) {
	root.setAttribute('aria-labelledby', 'faults-title');
	const draw = whenChanged((language, lost, answer, faults) => {
		fill(
			root,
			el('h2', { id: 'faults-title', text: t('faults.title') }),
			el('p', { class: 'small', text: t('faults.text') }),
			group('crm', loseWebhook(lost), action('faults.replay', replay)),
			group(
				'accounting',
				FAULTS.map(({ key, fault }) => action(key, () => inject(key, fault))),
			),
			group(
				'ksef',
				KSEF.map((choice) => ksefButton(choice, answer)),
			),
			group(
				'n8n',
				N8N.map((verb) => action(`faults.${verb}`, () => api.n8n(verb), verb === 'kill' && 'danger')),
			),
			el('h3', { text: t('faults.active') }),
			faults.length === 0
				? el('p', { class: 'small', text: t('faults.none') })
				: el('ul', { class: 'active' }, faults.map(line)),
			el('div', { class: 'buttons' }, action('faults.clear', clear), action('faults.reset', startOver)),
		);
	});
	return (now, language) => draw(language, now.loseNextWebhook, now.settings.ksefAnswer, now.faults);
}

function group(name, ...buttons) {
	return el(
		'div',
		{ class: 'fault-group', role: 'group', 'aria-label': t(`faults.${name}`) },
		el('h3', { text: t(`faults.${name}`) }),
		el('div', { class: 'buttons' }, buttons.flat()),
	);
}

function action(key, run, tone) {
	return el('button', {
		type: 'button',
		class: tone || null,
		dataset: { key },
		text: t(key),
		onClick: () => attempt(run),
	});
}

function loseWebhook(lost) {
	return el('button', {
		type: 'button',
		'aria-pressed': String(lost),
		dataset: { key: 'faults.loseWebhook' },
		text: t(lost ? 'faults.loseWebhookOn' : 'faults.loseWebhook'),
		onClick: () => set({ loseNextWebhook: !state.loseNextWebhook }),
	});
}

function ksefButton({ answer, key }, current) {
	const choose = () => attempt(() => api.patchSettings(state.vendor, { ksefAnswer: answer }));
	return el('button', {
		type: 'button',
		'aria-pressed': String(answer === current),
		dataset: { key },
		text: t(key),
		onClick: choose,
	});
}

function line(fault) {
	const where = [fault.method, fault.path].filter(Boolean).join(' ');
	return el(
		'li',
		{},
		el('strong', { text: fault.vendor }),
		` ${tOr(`fault.${fault.fault}`, fault.fault)} `,
		where && el('code', { text: where }),
		el('span', { class: 'small', text: ` ${t('faults.left', { times: fault.remaining })}` }),
	);
}

async function inject(key, fault) {
	await api.addFault(fault);
	toast(t('faults.set', { what: t(key) }));
}

async function replay() {
	const deal = selectedDeal();
	if (!deal) {
		toast(t('faults.replayNeedsDeal'));
		return;
	}
	await api.replay({ crm: state.crm, deal: deal.id, ...REPLAY });
	toast(t('faults.replayed', { title: deal.title }));
}

async function clear() {
	set({ loseNextWebhook: false });
	await Promise.all([api.clearFaults(), api.patchSettings(state.vendor, { ksefAnswer: 'ok' })]);
	toast(t('faults.cleared'));
}

async function startOver() {
	if (!window.confirm(t('faults.resetSure'))) return;
	await api.reset();
	set({ selected: undefined, onlySelected: false, loseNextWebhook: false });
}

async function attempt(run) {
	try {
		await run();
	} catch (error) {
		toast(error.message === 'offline' ? t('offline') : error.message, 'error');
	}
	refreshSoon();
}
