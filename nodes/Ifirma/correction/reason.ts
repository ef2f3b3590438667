import Big from 'big.js';
import type { Invoice } from '../../../invoicing/invoice';

/** iFirma's list of reasons (api.ifirma.pl, "Faktura korygująca fakturę krajową"); advances are not corrected here. */
export type Reason = 'OBOW_RABAT' | 'ZWR_SPRZ_TOW' | 'ZWR_NAB_KWOT' | 'PODW_CENY' | 'POMYLKI';

interface Words {
	reason: Reason;
	words: RegExp;
	/** The sign that the difference has to have; left out: any. */
	sign?: 1 | -1;
}

/** The first that fits. People write in Polish or in English, with Polish letters or without. */
const WORDS: readonly Words[] = [
	{ reason: 'POMYLKI', words: /pomy[łl]|b[łl][ąe]d|mistake|error|wrong/i },
	{ reason: 'OBOW_RABAT', words: /rabat|upust|bonifikat|opust|discount|rebate/i, sign: -1 },
	{ reason: 'ZWR_NAB_KWOT', words: /nienale[żz]n|nadp[łl]at|overpa(id|y)/i, sign: -1 },
	{
		reason: 'ZWR_SPRZ_TOW',
		words: /zwr(ot|[óo]c)\S* .*(towar|produkt|sprz[ęe]t)|return(ed)? .*goods|goods .*return/i,
		sign: -1,
	},
	{ reason: 'PODW_CENY', words: /podwy[żz]|wy[żz]sz\S* cen|price (increase|rise)|(higher|raised) price/i, sign: 1 },
];

/**
 * The reason for iFirma's list: the one that the person's words name, where the amounts do not belie it; else the
 * general one. `named`: it was named, so that it may be printed. The words themselves stand in the notes in any case.
 */
export function reasonOf({ corrects, totals }: Pick<Invoice, 'corrects' | 'totals'>): {
	reason: Reason;
	named: boolean;
} {
	const text = corrects?.reason ?? '';
	const direction = new Big(totals.gross).cmp(0);
	const found = WORDS.find(({ words, sign }) => words.test(text) && (sign === undefined || sign === direction));
	return { reason: found?.reason ?? 'POMYLKI', named: found !== undefined };
}
