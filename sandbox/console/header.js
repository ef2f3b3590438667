import { el, fill, toast, whenChanged } from './dom.js';
import { t } from './i18n.js';

/** Product, state of n8n with the way into its editor, language. */
export function mountHeader(root, { onLanguage }) {
	const draw = whenChanged((language, n8n, scenario, trouble) => {
		fill(
			root,
			el(
				'a',
				{ class: 'brand', href: './' },
				el('img', { src: 'logo.svg', alt: '', width: '34', height: '34' }),
				el('strong', { text: t('product.name') }),
				el('span', { class: 'kind', text: t('product.kind') }),
			),
			el(
				'div',
				{ class: 'n8n' },
				el('span', { class: `light ${n8n}`, 'aria-hidden': 'true' }),
				el('span', { class: 'n8n-state', role: 'status', text: t(`n8n.${n8n}`) }),
				scenario.editorUrl && editorLink(scenario),
				scenario.email && signIn(scenario),
			),
			el(
				'div',
				{ class: 'languages', role: 'group', 'aria-label': t('language') },
				languageButton('pl', 'Polski', language, onLanguage),
				languageButton('en', 'English', language, onLanguage),
			),
			trouble && el('p', { class: 'offline', role: 'alert', text: t('offline') }),
		);
	});
	return (state, language) => draw(language, n8nState(state.status), state.scenario, !state.online);
}

const STATES = ['running', 'starting', 'stopped', 'killed', 'frozen', 'absent'];

function n8nState(status) {
	return STATES.includes(status.n8n?.state) ? status.n8n.state : 'unknown';
}

function languageButton(code, name, current, onLanguage) {
	return el('button', {
		type: 'button',
		lang: code,
		'aria-label': name,
		'aria-pressed': String(code === current),
		dataset: { key: `language-${code}` },
		text: code.toUpperCase(),
		onClick: () => onLanguage(code),
	});
}

function editorLink(scenario) {
	return el('a', {
		class: 'button',
		href: httpOnly(scenario.editorUrl),
		target: '_blank',
		rel: 'noopener',
		text: t('n8n.editor'),
	});
}

function signIn(scenario) {
	const row = (label, value) => [
		el('dt', { text: label }),
		el(
			'dd',
			{},
			el('code', { text: value }),
			el('button', { type: 'button', class: 'plain', text: t('n8n.copy'), onClick: () => copy(value) }),
		),
	];
	const workflows = scenario.workflowUrls ?? [];
	return el(
		'details',
		{ class: 'sign-in' },
		el('summary', { text: t('n8n.signIn'), dataset: { key: 'sign-in' } }),
		el(
			'div',
			{ class: 'pop' },
			el('dl', {}, row(t('n8n.email'), scenario.email), row(t('n8n.password'), scenario.password)),
			workflows.length > 0 && el('h3', { text: t('n8n.workflows') }),
			workflows.length > 0 &&
				el(
					'ul',
					{},
					workflows.map(({ name, url }) =>
						el('li', {}, el('a', { href: httpOnly(url), target: '_blank', rel: 'noopener', text: name })),
					),
				),
		),
	);
}

async function copy(value) {
	await navigator.clipboard.writeText(value);
	toast(t('n8n.copied'));
}

function httpOnly(url) {
	return /^https?:\/\//.test(url) ? url : '#';
}
