import type { Language } from './primitives';

/** The language of a document: Polish for a buyer in Poland, English for any other, unless the user set one. */
export function documentLanguage(setting: 'auto' | Language, buyerCountry: string): Language {
	if (setting !== 'auto') return setting;
	return buyerCountry === 'PL' ? 'pl' : 'en';
}
