import type { TaxId } from './invoice';
import type { Country } from './primitives';

export type TaxIdReading = { ok: true; taxId: TaxId } | { ok: false; why: 'checksum' | 'pattern' | 'unreadable' };

/** Members of the EU, by ISO code. XI is not one: Northern Ireland has EU VAT numbers for goods only. */
export const EU_COUNTRIES: ReadonlySet<string> = new Set(
	'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Structure of VAT numbers without prefix, by VAT prefix: the VIES FAQ's table of the European Commission. */
const EU_PATTERNS: Record<string, RegExp> = {
	AT: /^U\d{8}$/,
	BE: /^[01]\d{9}$/,
	BG: /^\d{9,10}$/,
	CY: /^\d{8}[A-Z]$/,
	CZ: /^\d{8,10}$/,
	DE: /^\d{9}$/,
	DK: /^\d{8}$/,
	EE: /^\d{9}$/,
	EL: /^\d{9}$/,
	ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
	FI: /^\d{8}$/,
	FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
	HR: /^\d{11}$/,
	HU: /^\d{8}$/,
	IE: /^(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/,
	IT: /^\d{11}$/,
	LT: /^(\d{9}|\d{12})$/,
	LU: /^\d{8}$/,
	LV: /^\d{11}$/,
	MT: /^\d{8}$/,
	NL: /^\d{9}B\d{2}$/,
	PT: /^\d{9}$/,
	RO: /^\d{2,10}$/,
	SE: /^\d{12}$/,
	SI: /^\d{8}$/,
	SK: /^\d{10}$/,
	XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
};

/**
 * Reads a tax number as typed in a CRM. The prefix decides about the country, then the buyer's country.
 * A number of ten digits with neither is taken as a NIP, and then its checksum must be right.
 */
export function readTaxId(raw: string, country: Country | ''): TaxIdReading {
	const compact = raw
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\p{White_Space}\p{Cf}\p{Pd}./:,_]/gu, '')
		.replace(/^(NIP|VATUE|VAT|UST-?IDNR)(?=[A-Z]{0,2}\d)/, '');
	if (!/^[A-Z0-9+*]{2,30}$/.test(compact)) return { ok: false, why: 'unreadable' };
	const prefix = prefixOf(compact, country);
	if (prefix === 'PL') return readNip(compact.replace(/^PL/, ''));
	if (prefix !== undefined && prefix in EU_PATTERNS) return readEuVat(compact, prefix);
	if (country === '') return { ok: false, why: 'unreadable' };
	return { ok: true, taxId: { country, number: compact, kind: 'other' } };
}

/** VAT prefix that the number carries, or the one of the buyer's country where the number fits it bare. */
function prefixOf(compact: string, country: string): string | undefined {
	const own = vatPrefix(country);
	// A number that is right for the buyer's country as it stands has no prefix (FR and ES ones may begin with letters).
	if (own && EU_PATTERNS[own]?.test(compact)) return own;
	const written = /^([A-Z]{2})[A-Z0-9+*]+$/.exec(compact)?.[1];
	const prefix = written === 'GR' ? 'EL' : written;
	if (prefix && (prefix === 'PL' || prefix in EU_PATTERNS)) return prefix;
	if (country === '') return /^\d{10}$/.test(compact) ? 'PL' : undefined;
	return own;
}

function vatPrefix(country: string): string | undefined {
	if (country === 'GR') return 'EL';
	return EU_COUNTRIES.has(country) || country === 'XI' ? country : undefined;
}

function readNip(number: string): TaxIdReading {
	if (!/^\d{10}$/.test(number)) return { ok: false, why: 'pattern' };
	return nipChecksum(number)
		? { ok: true, taxId: { country: 'PL', number, kind: 'nip' } }
		: { ok: false, why: 'checksum' };
}

function readEuVat(compact: string, prefix: string): TaxIdReading {
	const pattern = EU_PATTERNS[prefix] as RegExp;
	const bare = prefix === 'EL' ? compact.replace(/^(EL|GR)/, '') : compact.replace(new RegExp(`^${prefix}`), '');
	const number = pattern.test(compact) ? compact : bare;
	if (!pattern.test(number)) return { ok: false, why: 'pattern' };
	return { ok: true, taxId: { country: prefix === 'EL' ? 'GR' : prefix, number, kind: 'euVat' } };
}

/** Weights 6 5 7 2 3 4 5 6 7, modulo 11, must equal the tenth digit (so never 10). All zeros passes the sum, and is none. */
export function nipChecksum(nip: string): boolean {
	if (!/^\d{10}$/.test(nip) || nip === '0000000000') return false;
	const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
	const total = weights.reduce((sum, weight, index) => sum + weight * nip.charCodeAt(index) - weight * 48, 0);
	return total % 11 === nip.charCodeAt(9) - 48;
}

/** As it is printed and reported: a Polish number bare, an EU one with its VAT prefix (`EL` for Greece). */
export function showTaxId(taxId: TaxId | undefined): string {
	if (!taxId) return '';
	if (taxId.kind !== 'euVat') return taxId.number;
	return `${taxId.country === 'GR' ? 'EL' : taxId.country}${taxId.number}`;
}
