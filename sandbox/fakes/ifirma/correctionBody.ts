import { z } from 'zod';
import { Day, Money, PAYMENT, position, text } from './schemas';

const CorrectionPosition = z.strictObject({
	...position,
	/** Nothing is left of it. */
	Ilosc: z.number().min(0),
	Rabat: z.undefined().optional(),
	PodstawaPrawna: text(30).optional(),
	GTU: text(4).optional(),
	StawkaRyczaltu: z.number().min(0).max(1).optional(),
});

/** What a correction takes (api.ifirma.pl, "Faktura korygująca fakturę krajową"): buyer, sale and currency are those of what it corrects. */
export const CorrectionBody = z.strictObject({
	PowodKorekty: z.enum(['OBOW_RABAT', 'ZWR_SPRZ_TOW', 'ZWR_NAB_KWOT', 'ZWR_NAB_ZAL', 'PODW_CENY', 'POMYLKI']),
	PowodKorektyNaWydruku: z.boolean().optional(),
	SpelnionoWarunki: z.boolean(),
	DataWystawienia: Day,
	MiejsceWystawienia: text(50).nullish(),
	TerminPlatnosci: Day.nullish(),
	Zaplacono: Money,
	SposobZaplaty: z.enum(PAYMENT),
	NumerKontaBankowego: text(28).nullish(),
	SplitPayment: z.boolean().optional(),
	NazwaSeriiNumeracji: text(50).nullish(),
	NazwaSzablonu: text(50).nullish(),
	RodzajPodpisuOdbiorcy: z.enum(['OUP', 'UPO', 'BPO', 'BWO']),
	PodpisOdbiorcy: text(70).nullish(),
	PodpisWystawcy: text(70).nullish(),
	Uwagi: text(1000).nullish(),
	Pozycje: z.array(CorrectionPosition).min(1),
});
export type CorrectionBody = z.infer<typeof CorrectionBody>;
