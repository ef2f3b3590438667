import { en } from './texts.en.js';
import { pl } from './texts.pl.js';

/** The page's language: chosen by its switch, else the browser's. */

const KEY = 'deal-to-invoice.language';
const texts = { en, pl };
let language = stored() ?? (navigator.language.toLowerCase().startsWith('pl') ? 'pl' : 'en');

export function currentLanguage() {
	return language;
}

export function setLanguage(next) {
	language = next;
	try {
		localStorage.setItem(KEY, next);
	} catch {
		// A browser that keeps nothing still shows the language until the page is closed.
	}
	translatePage();
}

/** The text of a key; `{name}` in it is replaced by `values.name`. A key without text is a mistake and shows itself. */
export function t(key, values = {}) {
	const text = texts[language][key] ?? key;
	return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The text of a key when there is one, else `otherwise`: for words that a vendor may add to. */
export function tOr(key, otherwise) {
	return texts[language][key] ?? otherwise;
}

/** Fills the static parts of the page. */
export function translatePage() {
	document.documentElement.lang = language;
	document.title = t('page.title');
	for (const node of document.querySelectorAll('[data-text]')) node.textContent = t(node.dataset.text);
}

function stored() {
	try {
		const kept = localStorage.getItem(KEY);
		return kept === 'pl' || kept === 'en' ? kept : undefined;
	} catch {
		return undefined;
	}
}
