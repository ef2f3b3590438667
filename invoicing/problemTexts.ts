import { ADVANCE_TEXTS } from './advanceTexts';
import { problemText as text, type ProblemText } from './problemText';

/**
 * Every sentence that stops or flags a document: code → Polish and English. `{placeholders}` are filled by problems.ts;
 * the name of the deal is put in front there. Data only: texts may change, codes never do.
 */

/** Reasons to stop. */
export const PROBLEM_TEXTS = {
	dealAndEntryDiffer: text(
		'wejście na etap należy do innego deala. Podłącz do kroku Build Invoice deala i wejście z tego samego uruchomienia.',
		'the stage entry belongs to another deal. Connect the deal and the stage entry of the same run to Build Invoice.',
	),
	correctionOfNothing: text(
		'nie wiadomo, który dokument ma być skorygowany. Potwierdź korektę w formularzu przepływu „korekty”.',
		'it is not known which document is to be corrected. Confirm the correction in the form of the workflow "corrections".',
	),
	correctedIsCancelled: text(
		'dokument {number} jest anulowany w programie księgowym, więc nie ma czego korygować.',
		'document {number} is cancelled in the accounting system, so there is nothing to correct.',
	),
	correctedWithoutKsef: text(
		'dokument {number} nie ma numeru KSeF, a korekta musi go podać. Sprawdź ten dokument w programie księgowym; gdy będzie miał numer, ponów.',
		'document {number} has no KSeF number, and the correction has to name it. Look at that document in the accounting system; once it has its number, replay.',
	),
	correctedRejectedByKsef: text(
		'KSeF odrzucił dokument {number}, więc nie można go skorygować. Popraw go w programie księgowym; gdy będzie miał numer KSeF, ponów.',
		'KSeF rejected document {number}, so it cannot be corrected. Put that document right in the accounting system; once it has its KSeF number, replay.',
	),
	correctionByHand: text(
		'dokumentu {number} nie da się skorygować samoczynnie (waluta obca, inny nabywca albo stawki, których program nie podaje). Wystaw korektę ręcznie w programie księgowym.',
		'document {number} cannot be corrected by itself (foreign currency, another buyer, or rates that the system does not tell). Issue the correction by hand in the accounting system.',
	),
	changedSinceConfirmed: text(
		'deal zmienił się po potwierdzeniu korekty. Poczekaj na nową propozycję i potwierdź ją.',
		'the deal has changed since the correction was confirmed. Wait for the new proposal and confirm that one.',
	),
	partPercentInvalid: text(
		'reguła etapu daje części {part} {percent}% po {before}%, które już przypadły. Każda część musi być większa od 0%, a razem najwyżej 100%. Popraw reguły etapów w wyzwalaczu.',
		'the stage rule gives part {part} a share of {percent}% after {before}% already given. Every part must be above 0%, all together at most 100%. Correct the stage rules of the trigger.',
	),
	...ADVANCE_TEXTS,
	invoiceNumberAlreadyFilled: text(
		'pole z numerem faktury jest już wypełnione, a nie przez ten scenariusz. Jeśli faktura istnieje, nic nie rób; jeśli nie, wyczyść pole i ponów.',
		'the invoice number field is already filled, and not by this scenario. If the invoice exists, do nothing; if not, clear the field and try again.',
	),
	dealWithoutBuyer: text(
		'brak nabywcy. Dodaj do deala firmę (z danymi do faktury) albo osobę.',
		'there is no buyer. Add a company (with its invoice details) or a person to the deal.',
	),
	severalBuyers: text(
		'klient ma kilka zestawów danych do faktury ({count}) i żaden nie jest wybrany. Wybierz na dealu właściwy.',
		'the client has several sets of invoice details ({count}) and none is chosen. Choose the right one on the deal.',
	),
	buyerNameMissing: text(
		'nabywca nie ma nazwy. Uzupełnij nazwę firmy albo imię i nazwisko.',
		'the buyer has no name. Fill in the name of the company or person.',
	),
	taxIdMissing: text(
		'nabywca nie ma numeru NIP (VAT) w polu {place}. Wpisz numer albo oznacz klienta jako osobę prywatną.',
		'the buyer has no tax number (NIP, VAT) in {place}. Enter it, or mark the client as a private person.',
	),
	taxIdChecksum: text(
		'NIP w polu {place} jest błędny: nie zgadza się cyfra kontrolna. Sprawdź numer z klientem.',
		'the NIP in {place} is wrong: its check digit does not match. Check the number with the client.',
	),
	taxIdInvalid: text(
		'numer podatkowy w polu {place} nie ma postaci numeru dla kraju {country}. Popraw numer albo kraj nabywcy.',
		'the tax number in {place} does not have the form used in {country}. Correct the number or the country of the buyer.',
	),
	consumerWithTaxId: text(
		'nabywca jest oznaczony jako osoba prywatna, a ma numer podatkowy w polu {place}. Usuń jedno z dwojga.',
		'the buyer is marked as a private person and yet has a tax number in {place}. Remove one of the two.',
	),
	recipientTaxIdInvalid: text(
		'numer podatkowy odbiorcy jest błędny. Popraw go w danych odbiorcy.',
		'the tax number of the recipient is wrong. Correct it in the details of the recipient.',
	),
	emailMissing: text(
		'brak adresu e-mail klienta. Wpisz go w polu {place}, u firmy albo u głównego kontaktu.',
		'there is no e-mail address of the client. Enter it in {place}, at the company, or at the primary contact.',
	),
	emailInvalid: text(
		'adres e-mail w polu {place} jest błędny ({count}). Popraw go; kilka adresów rozdziel średnikiem.',
		'an e-mail address in {place} is wrong ({count}). Correct it; separate several addresses by semicolons.',
	),
	severalPrimaryContacts: text(
		'nie wiadomo, do którego kontaktu ({count}) wysłać fakturę. Wskaż jeden główny kontakt albo wpisz adres e-mail w polu {place}.',
		'it is not clear to which of the contacts ({count}) the invoice should go. Mark one as primary, or enter the e-mail address in {place}.',
	),
	linesMissing: text(
		'brak produktów. Dodaj pozycje z cenami albo włącz w ustawieniach fakturę z jedną pozycją.',
		'there are no products. Add lines with prices, or switch on the invoice with one line in the settings.',
	),
	dealAmountMissing: text(
		'brak produktów i brak kwoty. Wpisz kwotę deala albo dodaj produkty.',
		'there are neither products nor an amount. Enter the amount of the deal or add products.',
	),
	lineNameMissing: text(
		'pozycja {line} nie ma nazwy. Wpisz nazwę produktu lub usługi.',
		'line {line} has no name. Enter the name of the product or service.',
	),
	quantityNotPositive: text(
		'pozycja {line} („{name}”) ma ilość zero lub ujemną. Wpisz ilość większą od zera albo usuń pozycję.',
		'line {line} ("{name}") has a quantity of zero or below. Enter a quantity above zero, or remove the line.',
	),
	negativeLine: text(
		'pozycja {line} („{name}”) ma ujemną cenę. Rabat wpisz jako rabat pozycji; zmniejszenie wystawionej faktury to korekta.',
		'line {line} ("{name}") has a negative price. Enter a discount as the discount of a line; to lower an issued invoice, correct it.',
	),
	discountInvalid: text(
		'rabat pozycji {line} („{name}”) jest ujemny albo większy niż jej cena. Popraw rabat.',
		'the discount of line {line} ("{name}") is negative or larger than its price. Correct the discount.',
	),
	vatRateMissing: text(
		'pozycja {line} („{name}”) nie ma stawki VAT. Wybierz stawkę w CRM albo w ustawieniach określ, co znaczy jej brak.',
		'line {line} ("{name}") has no VAT rate. Choose one in the CRM, or say in the settings what a missing rate means.',
	),
	vatRateZeroUnclear: text(
		'pozycja {line} („{name}”) ma stawkę 0%, a w ustawieniach nie ma, czy to 0 KR, 0 WDT, 0 EX, zw, oo czy np. Wskaż to w ustawieniach albo w polu deala ze stawką VAT.',
		'line {line} ("{name}") has a rate of 0%, and no setting says whether that is 0 KR, 0 WDT, 0 EX, zw, oo or np. Say so in the settings or in the VAT rate field of the deal.',
	),
	vatRateUnknown: text(
		'stawka VAT pozycji {line} („{name}”) nie jest znana: „{rate}”. Dozwolone: 23, 8, 5, 0 KR, 0 WDT, 0 EX, zw, oo, np I, np II.',
		'the VAT rate of line {line} ("{name}") is not known: "{rate}". Allowed: 23, 8, 5, 0 KR, 0 WDT, 0 EX, zw, oo, np I, np II.',
	),
	vatRateFieldUnknown: text(
		'pole {place} zawiera nieznaną stawkę VAT: „{rate}”. Dozwolone: 23, 8, 5, 0 KR, 0 WDT, 0 EX, zw, oo, np I, np II.',
		'the field {place} holds an unknown VAT rate: "{rate}". Allowed: 23, 8, 5, 0 KR, 0 WDT, 0 EX, zw, oo, np I, np II.',
	),
	exemptSellerWithVat: text(
		'pozycja {line} („{name}”) ma stawkę {rate}, a sprzedawca jest w ustawieniach zwolniony z VAT (art. 113). Zmień stawkę na zw albo ustawienie sprzedawcy.',
		'line {line} ("{name}") has the rate {rate}, while the settings say the seller is exempt from VAT (art. 113). Change the rate to zw, or the setting.',
	),
	polishBuyerOutsideVat: text(
		'pozycja {line} („{name}”) ma stawkę {rate}, a nabywca jest z Polski. Popraw stawkę albo dane nabywcy.',
		'line {line} ("{name}") has the rate {rate}, but the buyer is Polish. Correct the rate or the details of the buyer.',
	),
	foreignBuyerPolishRate: text(
		'pozycja {line} („{name}”) ma polską stawkę {rate}, a nabywca jest z zagranicy ({country}). Sprawdź stawkę z księgową i popraw ją w CRM.',
		'line {line} ("{name}") has the Polish rate {rate}, but the buyer is abroad ({country}). Check the rate with your accountant and correct it in the CRM.',
	),
	euConsumerPolishRate: text(
		'pozycja {line} („{name}”) ma polską stawkę {rate}, a nabywca jest konsumentem z UE ({country}); może to być sprzedaż OSS. Sprawdź stawkę z księgową.',
		'line {line} ("{name}") has the Polish rate {rate}, but the buyer is a consumer in the EU ({country}); this may be an OSS sale. Check the rate with your accountant.',
	),
	euBusinessRequired: text(
		'pozycja {line} („{name}”) ma stawkę {rate}, która wymaga nabywcy z numerem VAT UE innego kraju. Popraw stawkę albo numer VAT nabywcy.',
		'line {line} ("{name}") has the rate {rate}, which needs a buyer with an EU VAT number of another country. Correct the rate or the VAT number.',
	),
	exportInsideEu: text(
		'pozycja {line} („{name}”) ma stawkę eksportową 0 EX, a nabywca jest z UE ({country}). Popraw stawkę albo kraj nabywcy.',
		'line {line} ("{name}") has the export rate 0 EX, but the buyer is in the EU ({country}). Correct the rate or the country.',
	),
	reverseChargeNotAllowed: text(
		'pozycja {line} („{name}”) ma stawkę oo (odwrotne obciążenie w kraju), a ustawienia na to nie pozwalają. Zmień stawkę albo włącz ją w ustawieniach po rozmowie z księgową.',
		'line {line} ("{name}") has the rate oo (domestic reverse charge), which the settings do not allow. Change the rate, or allow it in the settings after asking your accountant.',
	),
	reverseChargeBuyer: text(
		'pozycja {line} („{name}”) ma stawkę oo, a nabywca nie jest firmą z polskim NIP. Popraw stawkę albo nabywcę.',
		'line {line} ("{name}") has the rate oo, but the buyer is no business with a Polish NIP. Correct the rate or the buyer.',
	),
	exemptionReasonMissing: text(
		'pozycja ze stawką zw wymaga podstawy zwolnienia. Wpisz ją w ustawieniach albo w polu {place}.',
		'a line with the rate zw needs the legal basis of the exemption. Enter it in the settings or in {place}.',
	),
	gtuInvalid: text(
		'pole {place} nie zawiera kodu GTU. Wpisz kod od GTU_01 do GTU_13 albo zostaw pole puste.',
		'the field {place} holds no GTU code. Enter a code from GTU_01 to GTU_13, or leave the field empty.',
	),
	procedureInvalid: text(
		'pole {place} zawiera nieznane oznaczenie procedury. Wpisz oznaczenia takie jak TP albo EE, oddzielone przecinkami, albo zostaw pole puste.',
		'the field {place} holds an unknown procedure mark. Enter marks such as TP or EE, parted by commas, or leave the field empty.',
	),
	totalNotPositive: text(
		'suma dokumentu wynosi {gross} {currency}. Musi być większa od zera: sprawdź ceny, ilości i rabaty.',
		'the total of the document is {gross} {currency}. It must be above zero: check prices, quantities and discounts.',
	),
	amountDiffers: text(
		'kwota deala ({amount} {currency}) różni się od sumy pozycji ({total} {currency}, {basis}). Popraw pozycje albo kwotę.',
		'the amount of the deal ({amount} {currency}) differs from the sum of its lines ({total} {currency}, {basis}). Correct the lines or the amount.',
	),
	currencyUnknown: text(
		'nieznana waluta „{currency}”. Wybierz walutę z listy ISO, np. PLN albo EUR.',
		'the currency "{currency}" is unknown. Choose one of the ISO list, such as PLN or EUR.',
	),
	currencyWithoutRate: text(
		'dokument jest w walucie {currency}, a ustawienia nie pozwalają, by kurs dodał program księgowy. Zmień walutę deala albo ustawienie.',
		'the document is in {currency}, and the settings do not let the accounting system add the exchange rate. Change the currency of the deal, or the setting.',
	),
	dateInvalid: text(
		'pole {place} nie zawiera daty. Wpisz datę, np. 2026-11-30.',
		'the field {place} holds no date. Enter a date such as 2026-11-30.',
	),
	paymentDaysInvalid: text(
		'pole {place} nie zawiera liczby dni od 0 do 365. Popraw termin płatności.',
		'the field {place} holds no number of days from 0 to 365. Correct the payment term.',
	),
	issuedDiffers: text(
		'dokument w programie księgowym ma {what} {theirs}, a powinien mieć {ours}. Nie został wysłany; sprawdź go i popraw.',
		'the document in the accounting system has {what} {theirs}, but it should have {ours}. It was not sent; check and correct it.',
	),
	issuedBuyerDiffers: text(
		'dokument w programie księgowym ma innego nabywcę niż deal ({what}). Nie został wysłany; porównaj dane nabywcy.',
		'the document in the accounting system has another buyer than the deal ({what}). It was not sent; compare the details of the buyer.',
	),
} as const satisfies Record<string, ProblemText>;

/** Things worth a look that do not stop. `amountDiffers` and `foreignBuyerPolishRate` come as flags too, by setting. */
export const FLAG_TEXTS = {
	countryAssumed: text('nabywca nie ma kraju; przyjęto {country}.', 'the buyer has no country; {country} was assumed.'),
	addressIncomplete: text(
		'adres nabywcy jest niepełny. Uzupełnij ulicę, kod i miejscowość.',
		'the address of the buyer is incomplete. Fill in street, postal code and city.',
	),
	issuedEarly: text(
		'data wystawienia wypada ponad 60 dni przed datą sprzedaży ({saleDate}). Sprawdź datę sprzedaży.',
		'the issue date is more than 60 days before the sale date ({saleDate}). Check the sale date.',
	),
	issuedLate: text(
		'data wystawienia wypada po 15. dniu miesiąca następującego po sprzedaży ({saleDate}). Porozmawiaj z księgową.',
		'the issue date is after the 15th of the month that follows the sale ({saleDate}). Talk to your accountant.',
	),
	dueDateMoved: text(
		'termin płatności liczony od daty sprzedaży już minął; przyjęto dzień wystawienia.',
		'the due date counted from the sale date has passed; the issue date was taken.',
	),
	nameShortened: text(
		'nazwa pozycji {line} była dłuższa niż 256 znaków i została skrócona.',
		'the name of line {line} was longer than 256 characters and was shortened.',
	),
	exemptAbroad: text(
		'stawka zw dla nabywcy z zagranicy ({country}). Sprawdź z księgową.',
		'the rate zw for a buyer abroad ({country}). Check with your accountant.',
	),
	splitPaymentForeignCurrency: text(
		'pozycje z załącznika 15 w walucie {currency}: sprawdź, czy po przeliczeniu kwota przekracza 15 000 PLN.',
		'annex 15 lines in {currency}: check whether the amount is above 15,000 PLN once converted.',
	),
} as const satisfies Record<string, ProblemText>;
