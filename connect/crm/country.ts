/** Countries that a Polish seller meets on invoices; others need their code in the address. */
const CODES =
	'PL DE CZ SK AT FR NL BE LU IT ES PT IE DK SE FI EE LV LT HU RO BG HR SI GR CY MT GB CH NO IS LI UA MD RS BA ME MK AL TR US CA AU NZ JP CN KR IN SG AE IL ZA BR MX HK TW';

/** Names that people type and that no standard list holds. */
const MORE_NAMES: Record<string, string> = {
	rp: 'PL',
	'rzeczpospolita polska': 'PL',
	'republic of poland': 'PL',
	rfn: 'DE',
	bundesrepublik: 'DE',
	'czech republic': 'CZ',
	'republika czeska': 'CZ',
	anglia: 'GB',
	'great britain': 'GB',
	uk: 'GB',
	usa: 'US',
	'stany zjednoczone ameryki': 'US',
	'the netherlands': 'NL',
	el: 'GR',
	xi: 'GB',
};

/** Languages in which users of a CRM write the name of a country, where it is stored as typed. */
const LANGUAGES = ['pl', 'en', 'de', 'fr', 'cs', 'sk', 'it', 'es', 'nl', 'uk', 'ru', 'lt'];

const byName = new Map<string, string>(Object.entries(MORE_NAMES));
for (const language of LANGUAGES) {
	const names = new Intl.DisplayNames([language], { type: 'region' });
	for (const code of CODES.split(' ')) byName.set(plain(names.of(code) ?? code), code);
}

/**
 * The country of an address: its code where the CRM holds one, else understood from the name.
 * Empty when neither tells.
 */
export function countryOf(code: string, name: string): string {
	const asCode = code.trim().toUpperCase();
	if (/^[A-Z]{2}$/.test(asCode)) return asCode === 'EL' ? 'GR' : asCode;
	const typed = name.trim();
	return byName.get(plain(typed)) ?? (CODES.split(' ').includes(typed.toUpperCase()) ? typed.toUpperCase() : '');
}

function plain(name: string): string {
	return name
		.trim()
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/ł/g, 'l')
		.replace(/[.,]/g, '');
}
