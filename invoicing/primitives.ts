import { z } from 'zod';

/**
 * The small value types that all documents are made of.
 * Numbers that mean money, quantity or rate are strings: no binary float ever touches them.
 */

/** A decimal number as text: `-12`, `0.5`, `1000.0000`. No exponent, no thousands separator. */
export const Decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/, 'must be a plain decimal number');
export type Decimal = z.infer<typeof Decimal>;

/** An amount of money in the document's currency, two decimals at most, in the currency's main unit. */
export const Amount = z.string().regex(/^-?\d{1,15}(\.\d{1,2})?$/, 'must be an amount with at most two decimals');
export type Amount = z.infer<typeof Amount>;

/** A calendar day, `2026-11-30`, in the seller's time zone. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day like 2026-11-30');
export type Day = z.infer<typeof Day>;

/** A moment with its offset, ISO 8601: `2026-11-30T23:59:00+01:00`. */
export const Instant = z.string().datetime({ offset: true });
export type Instant = z.infer<typeof Instant>;

/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code like PLN');
export type Currency = z.infer<typeof Currency>;

/** ISO 3166-1 alpha-2; Greece is `GR` here (its VAT prefix is `EL`). */
export const Country = z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter country code');
export type Country = z.infer<typeof Country>;

/**
 * The Polish rates that documents carry, and the EN 16931 category (UNCL 5305) that each stands for:
 * 23, 8, 5 = S; `0 KR` = Z, `0 WDT` = K, `0 EX` = G; `zw` = E; `oo` = AE (domestic);
 * `np I` = O (outside Poland), `np II` = AE (service to an EU business).
 */
export const VatRate = z.enum(['23', '8', '5', '0 KR', '0 WDT', '0 EX', 'zw', 'oo', 'np I', 'np II']);
export type VatRate = z.infer<typeof VatRate>;

export const PriceBasis = z.enum(['net', 'gross']);
export type PriceBasis = z.infer<typeof PriceBasis>;

/** The kinds of document. A proforma is never an invoice in words, mails or file names. */
export const Kind = z.enum(['invoice', 'proforma', 'advance', 'final', 'correction']);
export type Kind = z.infer<typeof Kind>;

export const Language = z.enum(['pl', 'en']);
export type Language = z.infer<typeof Language>;

/** Percent off, or an amount off the unit price (in the line's price basis). */
export const Discount = z.object({ kind: z.enum(['percent', 'amount']), value: Decimal });
export type Discount = z.infer<typeof Discount>;
