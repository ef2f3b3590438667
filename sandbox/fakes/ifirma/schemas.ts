import { z } from 'zod';
import { FOREIGN_TYPS, type Sort } from './sorts';

/**
 * What the creates take: the documented fields that callers of this sandbox may use, with their types, lengths and
 * whether they are required (api.ifirma.pl). Numbers are JSON numbers; whatever else a caller sends is refused.
 */
export const text = (length: number) => z.string().max(length);
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Format: RRRR-MM-DD');
export const Money = z.number().min(0).lt(100_000_000);
const Country = z.string().length(2);

const Role = z.enum([
	'ODBIORCA',
	'DODATKOWY_NABYWCA',
	'DOKONUJACY_PLATNOSCI',
	'JEDN_SAMORZADU_TERYT',
	'CZLONEK_GRUPY_VAT',
	'PRACOWNIK',
	'INNA',
]);

const Recipient = z.strictObject({
	UzywajDanychOdbiorcyNaFakturach: z.boolean(),
	Rola: Role.optional(),
	NazwaRoli: text(50).optional(),
	Nazwa: text(150).min(1),
	PrefiksUE: text(2).optional(),
	NIP: text(13).optional(),
	Ulica: text(65).optional(),
	KodPocztowy: text(16).min(1),
	Miejscowosc: text(65).min(1),
	Kraj: text(70).optional(),
});

const Contractor = z.strictObject({
	Nazwa: text(150).min(1),
	Nazwa2: text(150).nullish(),
	Identyfikator: text(15).nullish(),
	PrefiksUE: text(2).nullish(),
	NIP: text(13).nullish(),
	Ulica: text(65).nullish(),
	KodPocztowy: text(16).nullish(),
	Kraj: text(70).nullish(),
	KodKraju: Country.nullish(),
	Miejscowosc: text(65).nullish(),
	Email: text(65).nullish(),
	Telefon: text(32).nullish(),
	OsobaFizyczna: z.boolean().optional(),
	JestOdbiorca: z.boolean().optional(),
	AdresZagraniczny: z.boolean().optional(),
	OdbiorcaNaFakturze: Recipient.optional(),
});
export type Contractor = z.infer<typeof Contractor>;

export const position = {
	NazwaPelna: text(300).min(1),
	Jednostka: text(10).min(1),
	Ilosc: z.number().positive(),
	CenaJednostkowa: z.number().positive().lt(100_000_000),
	StawkaVat: z.union([z.literal(0.23), z.literal(0.08), z.literal(0.05), z.literal(0), z.null()]).optional(),
	TypStawkiVat: z.enum(['PRC', 'ZW']),
	Rabat: z.number().min(0).lt(100).optional(),
	PKWiU: text(30).optional(),
};
const DomesticPosition = z.strictObject({
	...position,
	Zal15: z.boolean().optional(),
	PodstawaPrawna: text(30).optional(),
});
const ForeignPosition = z.strictObject({
	...position,
	NazwaPelnaObca: text(300).min(1),
	JednostkaObca: text(10).min(1),
});
export type Position = z.infer<typeof DomesticPosition> & Partial<z.infer<typeof ForeignPosition>>;

export const PAYMENT = [
	'GTK',
	'POB',
	'PRZ',
	'KAR',
	'PZA',
	'CZK',
	'KOM',
	'BAR',
	'DOT',
	'PAL',
	'ALG',
	'P24',
	'TPA',
	'ELE',
] as const;

const common = {
	NumerKontaBankowego: text(28).nullish(),
	DataWystawienia: Day,
	MiejsceWystawienia: text(50).nullish(),
	TerminPlatnosci: Day.nullish(),
	SposobZaplaty: z.enum(PAYMENT),
	NazwaSeriiNumeracji: text(50).nullish(),
	NazwaSzablonu: text(50).nullish(),
	RodzajPodpisuOdbiorcy: z.enum(['OUP', 'UPO', 'BPO', 'BWO']),
	Uwagi: text(1000).nullish(),
	WidocznyNumerGios: z.boolean(),
	WidocznyNumerBdo: z.boolean().optional(),
	Numer: z.number().int().nullish(),
	Kontrahent: Contractor,
};
const basis = { LiczOd: z.enum(['NET', 'BRT']), SplitPayment: z.boolean().optional() };
const sale = {
	Zaplacono: Money,
	ZaplaconoNaDokumencie: Money.optional(),
	DataSprzedazy: Day,
	FormatDatySprzedazy: z.enum(['DZN', 'MSC']),
	DodatkoweUwagi: z
		.array(
			z.strictObject({
				Typ: z.enum(['NUMER_UMOWY', 'NUMER_ZAMOWIENIA', 'WARUNKI_TRANSPORTU']),
				Info: z.string().min(1),
			}),
		)
		.optional(),
};
/** Polish is not among them. */
const LANGUAGES = 'en de bg hr cs da nl es et fi fr gr hu it lv lt ru sk sl sv'.split(' ') as [string, ...string[]];
const foreign = { Jezyk: z.enum(LANGUAGES), Waluta: z.string().regex(/^[A-Z]{3}$/) };
const rate = {
	KursWalutyWidoczny: z.boolean().optional(),
	KursWalutyZDniaPoprzedzajacegoDzienWystawieniaFaktury: z.number().positive().optional(),
};
const service = { NazwaUslugi: text(300).min(1), DataObowiazkuPodatkowego: Day };
const domesticLines = { Pozycje: z.array(DomesticPosition).min(1) };
const foreignLines = { Pozycje: z.array(ForeignPosition).min(1) };
const { Zaplacono: _paid, ...saleWithoutPaid } = sale;

const BODIES = {
	fakturakraj: z.strictObject({ ...common, ...basis, ...sale, ...domesticLines }),
	fakturawaluta: z.strictObject({
		...common,
		...basis,
		...sale,
		...foreign,
		...rate,
		...foreignLines,
		TypSprzedazy: z.enum(['KRAJOWA', 'WYSYLKOWA']),
	}),
	fakturawdt: z.strictObject({ ...common, ...sale, ...foreign, ...rate, ...foreignLines }),
	fakturaeksporttowarow: z.strictObject({ ...common, ...sale, ...foreign, ...rate, ...foreignLines }),
	fakturaeksportuslugue: z.strictObject({ ...common, ...sale, ...foreign, ...rate, ...foreignLines, ...service }),
	fakturaeksportuslug: z.strictObject({
		...common,
		...saleWithoutPaid,
		...foreign,
		...rate,
		...foreignLines,
		...service,
		UslugaSwiadczonaTrybArt28b: z.boolean(),
	}),
	fakturaproformakraj: z.strictObject({
		...common,
		...basis,
		...domesticLines,
		TypFakturyKrajowej: z.enum(['SPRZ', 'BUD', 'ZAL']),
		NumerZamowienia: text(30).min(1),
	}),
	fakturaproformaeksport: z.strictObject({
		...common,
		...foreign,
		...foreignLines,
		TypFaktury: z.enum(FOREIGN_TYPS as [string, ...string[]]),
	}),
};

/** A create's body, whatever its sort. */
export interface NewDocument {
	LiczOd?: 'NET' | 'BRT';
	SplitPayment?: boolean;
	DataWystawienia: string;
	DataSprzedazy?: string;
	TerminPlatnosci?: string | null;
	Waluta?: string;
	NazwaSeriiNumeracji?: string | null;
	Uwagi?: string | null;
	KursWalutyZDniaPoprzedzajacegoDzienWystawieniaFaktury?: number;
	Kontrahent: Contractor;
	Pozycje: Position[];
}

export const bodyOf = ({ path }: Sort): z.ZodType<NewDocument> =>
	BODIES[path as keyof typeof BODIES] as unknown as z.ZodType<NewDocument>;

export const MonthBody = z.strictObject({
	MiesiacKsiegowy: z.enum(['NAST', 'POPRZ']),
	PrzeniesDaneZPoprzedniegoRoku: z.boolean(),
});

export const PaymentBody = z.strictObject({
	Kwota: Money,
	Data: Day.optional(),
	KwotaPln: Money.optional(),
	Kurs: z.number().positive().optional(),
});

export const MailBody = z.strictObject({
	Tekst: text(1000).optional(),
	Przelew: z.boolean().optional(),
	Pobranie: z.boolean().optional(),
	MTransfer: z.string().optional(),
	SkrzynkaEmail: z.string().optional(),
	SzablonEmail: z.string().optional(),
	SkrzynkaEmailOdbiorcy: z.string().email().optional(),
});

export const KsefBody = z.strictObject({ DataWysylki: Day.nullable() });

export const SettingsPatch = z
	.strictObject({
		/** `off`: not authorised at KSeF. `auto`: the account sends every invoice as it is issued. */
		ksef: z.enum(['off', 'manual', 'auto']),
		ksefAnswer: z.enum(['ok', 'processing', 'send_error']),
		/** Milliseconds from sending to KSeF's answer. */
		delayMs: z.number().int().min(0),
		/** How the VAT of a document comes about: it is not documented which. */
		rounding: z.enum(['perRate', 'perPosition']),
		/** Whether a document that is read shows its gross total and its notes, and stands in an envelope. */
		showsTotal: z.boolean(),
		showsNotes: z.boolean(),
		envelope: z.boolean(),
		/** `2026-11`; `current`: of today. */
		month: z.string().regex(/^(current|\d{4}-\d{2})$/),
		limit: z.number().int().min(0),
		/**
		 * Of corrections, not documented: the address at which they are read, what lists call them, and the amount there.
		 * `hidden`: lists do not show them.
		 */
		correctionsAt: z.enum(['korekta', 'fakturakraj']),
		correctionTyp: z.enum(['own', 'invoice']),
		correctionRow: z.enum(['difference', 'after', 'hidden']),
		/** Rows of a page at most, whatever is asked for. */
		pageSize: z.number().int().min(20),
	})
	.partial();
export type Settings = Required<z.infer<typeof SettingsPatch>>;
