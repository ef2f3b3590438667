import { z } from 'zod';

/**
 * The fields of iFirma's answers that are used. Numbers have been read as text (connect/exactJson.ts). What a document
 * holds when it is read is not documented: the names are those of the vendor's own shop modules
 * (github.com/ifirma/ifirma-api-sklepy), the two of KSeF those that users of the API report. Everything may be null.
 */
const Text = z.string().nullish();
const Money = z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, 'is no number');

/** Around everything but a document: the answer itself stands in `response`. */
export const Envelope = z.object({ response: z.object({}).passthrough() });

/** Of every answer, also under HTTP 200: 0 is done. A document that is read has none. */
export const Status = z.object({ Kod: z.coerce.string().nullish(), Informacja: Text });

/** What an act is answered with: only an explicit 0 is success. */
export const Done = z.object({ Kod: z.literal('0') });

export const Created = z.object({ Identyfikator: z.string().regex(/^\d{1,19}$/) });

const Contractor = z.object({ Nazwa: Text, Nazwa2: Text, PrefiksUE: Text, NIP: Text, Email: Text });

export const Position = z.object({
	NazwaPelna: Text,
	Jednostka: Text,
	Ilosc: Money,
	CenaJednostkowa: Money,
	CenaZRabatem: Money.nullish(),
	Rabat: Money.nullish(),
	/** A share: 0.23. Null: exempt, or no VAT at all. */
	StawkaVat: Money.nullish(),
	/** `PRC` or `ZW`. */
	TypStawkiVat: Text,
	PKWiU: Text,
	PodstawaPrawna: Text,
	GTU: Text,
	StawkaRyczaltu: Money.nullish(),
});
export type Position = z.infer<typeof Position>;

export const IfirmaDocument = z.object({
	PelnyNumer: z.string().min(1),
	DataWystawienia: z.string(),
	DataSprzedazy: Text,
	TerminPlatnosci: Text,
	LiczOd: Text,
	Waluta: Text,
	Zaplacono: Money.nullish(),
	/** Gross. Not every document has one of them. */
	Brutto: Money.nullish(),
	WartoscBrutto: Money.nullish(),
	/** Notes: null where there are none, absent where iFirma does not tell them. */
	Uwagi: Text,
	Kontrahent: Contractor.nullish(),
	NIPKontrahenta: Text,
	PrefiksUEKontrahenta: Text,
	Pozycje: z.array(Position).min(1),
	NumerKSEF: Text,
	StatusKSEF: z.object({ Status: Text, Opis: Text }).nullish(),
});
export type IfirmaDocument = z.infer<typeof IfirmaDocument>;

export const Row = z.object({
	FakturaId: z.string().regex(/^\d{1,19}$/),
	PelnyNumer: z.string().min(1),
	Rodzaj: z.string(),
	Waluta: z.string(),
	Brutto: Money,
	Zaplacono: Money.nullish(),
	DataWystawienia: z.string(),
	KontrahentNazwa: Text,
	NIPKontrahenta: Text,
});
export type Row = z.infer<typeof Row>;

export const List = z.object({ Wynik: z.array(Row).nullish() });

const Digits = z.string().regex(/^\d{1,9}$/);

export const Month = z.object({ MiesiacKsiegowy: Digits, RokKsiegowy: Digits });

export const Limit = z.object({ LimitWykorzystany: Digits, LimitPrzyznany: Digits });
