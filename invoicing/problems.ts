import type { Problem } from './problem';
import { FLAG_TEXTS, PROBLEM_TEXTS } from './problemTexts';
import { cut, fillTemplate, oneLine } from './text';

export type ProblemCode = keyof typeof PROBLEM_TEXTS;
export type FlagCode = keyof typeof FLAG_TEXTS | 'amountDiffers' | 'foreignBuyerPolishRate' | 'euConsumerPolishRate';

/** The stable codes of everything that can stop a document. */
export const PROBLEM_CODES = Object.keys(PROBLEM_TEXTS) as ProblemCode[];
/** The stable codes of everything that can be flagged. */
export const FLAG_CODES: FlagCode[] = [
	...(Object.keys(FLAG_TEXTS) as Array<keyof typeof FLAG_TEXTS>),
	'amountDiffers',
	'foreignBuyerPolishRate',
	'euConsumerPolishRate',
];

/** Values for a text, the same in both languages or one for each. */
export type TextValues = Record<string, string | { pl: string; en: string }>;

/**
 * A problem or flag of one deal. The sentence names the deal by its id: titles may hold names of persons.
 * `field`: the path in the Deal, or the name of the CRM field that the user chose.
 */
export function problemOf(
	dealId: string,
	code: ProblemCode | FlagCode,
	field: string,
	values: TextValues = {},
): Problem {
	const template =
		code in PROBLEM_TEXTS ? PROBLEM_TEXTS[code as ProblemCode] : FLAG_TEXTS[code as keyof typeof FLAG_TEXTS];
	return {
		code,
		field,
		text: {
			pl: dealPrefix(dealId) + fillTemplate(template.pl, valuesIn('pl', values)),
			en: dealPrefix(dealId) + fillTemplate(template.en, valuesIn('en', values)),
		},
	};
}

function valuesIn(language: 'pl' | 'en', values: TextValues): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, shorten(typeof value === 'string' ? value : value[language])]),
	);
}

/** Keeps what a CRM holds from flooding a sentence. */
const shorten = (value: string): string => cut(oneLine(value), 60);

const dealPrefix = (dealId: string): string => `Deal ${dealId}: `;

/** The sentence without the name of the deal, for the deal itself. */
export function withoutDeal(text: string): string {
	const sentence = text.replace(/^Deal \S+: /, '');
	return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
