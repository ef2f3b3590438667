import { z } from 'zod';

/** Marks for the VAT register that is filed as JPK_V7: they say what was sold and how, and change no amount. */

/** Groups of goods and services, `GTU_01` to `GTU_13`. */
export const GtuCode = z.enum([
	'GTU_01',
	'GTU_02',
	'GTU_03',
	'GTU_04',
	'GTU_05',
	'GTU_06',
	'GTU_07',
	'GTU_08',
	'GTU_09',
	'GTU_10',
	'GTU_11',
	'GTU_12',
	'GTU_13',
]);
export type GtuCode = z.infer<typeof GtuCode>;

/** Procedures and circumstances: `TP` related parties, `EE` electronic services, … */
export const Procedure = z.enum([
	'SW',
	'EE',
	'TP',
	'TT_WNT',
	'TT_D',
	'MR_T',
	'MR_UZ',
	'I_42',
	'I_63',
	'B_SPV',
	'B_SPV_DOSTAWA',
	'B_MPV_PROWIZJA',
	'MPP',
]);
export type Procedure = z.infer<typeof Procedure>;

/** As people write it: `GTU_12`, `GTU 12`, `gtu12`, `12`, `7`. Undefined: none of the thirteen. */
export function readGtu(text: string): GtuCode | undefined {
	const digits = /^(?:gtu)?[\s_-]*(\d{1,2})$/i.exec(text.trim())?.[1];
	return digits ? GtuCode.safeParse(`GTU_${digits.padStart(2, '0')}`).data : undefined;
}

/** Marks parted by commas, semicolons or blanks, each once; undefined as soon as one is unknown. */
export function readProcedures(text: string): Procedure[] | undefined {
	const marks = text
		.toUpperCase()
		.split(/[,;\s]+/)
		.filter(Boolean);
	return z.array(Procedure).safeParse([...new Set(marks)]).data;
}
