import { problemText as text, type ProblemText } from './problemText';

/** Why an advance or a final is not made; see problemTexts.ts. */
export const ADVANCE_TEXTS = {
	receivedAmountMissing: text(
		'pole {place} jest puste. Wpisz kwotę brutto, która wpłynęła: na nią będzie zaliczka.',
		'the field {place} is empty. Enter the gross amount that came in: the advance is for that.',
	),
	receivedAmountInvalid: text(
		'pole {place} nie zawiera kwoty większej od zera. Wpisz kwotę brutto, która wpłynęła, np. 1500,00.',
		'the field {place} holds no amount above zero. Enter the gross amount that came in, such as 1500.00.',
	),
	receivedOnMissing: text(
		'pole {place} jest puste. Wpisz dzień, w którym wpłynęła zaliczka.',
		'the field {place} is empty. Enter the day on which the money of the advance came in.',
	),
	advanceOverpaid: text(
		'zaliczki razem z tą wyniosłyby {paid} {currency}, a całe zamówienie to {gross} {currency}. Nadpłatę wyjaśnij z klientem; popraw kwotę wpłaty albo pozycje deala.',
		'with this one the advances would make {paid} {currency}, but the whole order is {gross} {currency}. Settle the overpayment with the client; correct the amount received or the lines of the deal.',
	),
	advanceNotUnderstood: text(
		'program księgowy nie podaje zaliczki {number} w podziale na stawki VAT tego deala albo jest ona w innej walucie. Rozlicz ją ręcznie w programie księgowym.',
		'the accounting system does not tell the advance {number} by the VAT rates of this deal, or it is in another currency. Settle it by hand in the accounting system.',
	),
	advancesExceedOrder: text(
		'zaliczki ({numbers}) przekraczają zamówienie w stawce {rate}: deal zmienił się od ich wystawienia. Najpierw skoryguj zaliczki w programie księgowym albo przywróć pozycje deala.',
		'the advances ({numbers}) exceed the order at the rate {rate}: the deal changed since they were issued. Correct the advances in the accounting system first, or restore the lines of the deal.',
	),
	advanceWaitsForKsef: text(
		'zaliczka {number} nie ma jeszcze numeru KSeF, a ten dokument ma go wymienić. Poczekaj na numer albo wyjaśnij go w programie księgowym, potem przesuń deal poza etap i z powrotem.',
		'the advance {number} has no KSeF number yet, and this document has to name it. Wait for the number, or settle it in the accounting system; then move the deal out of the stage and in again.',
	),
	finalWithoutAdvance: text(
		'w programie księgowym nie ma żadnej zaliczki tego deala, więc nie ma czego rozliczyć. Wystaw zwykłą fakturę albo najpierw zaliczkę.',
		'the accounting system holds no advance of this deal, so there is nothing to settle. Issue a plain invoice, or an advance first.',
	),
	orderFullyAdvanced: text(
		'zaliczki ({numbers}) objęły całe zamówienie ({gross} {currency}), więc faktury końcowej się nie wystawia.',
		'the advances ({numbers}) cover the whole order ({gross} {currency}), so no final invoice is issued.',
	),
} as const satisfies Record<string, ProblemText>;
