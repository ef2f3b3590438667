import type { Language } from '../primitives';

export type Refusal =
	| 'noDeal'
	| 'dealLost'
	| 'thereIsOne'
	| 'incomplete'
	| 'endsBefore'
	| 'invoicedTo'
	| 'noSubscription'
	| 'pausedAlready'
	| 'notPaused';

/** Why the form changed nothing, and what to do. */
export const REFUSALS: Record<Language, Record<Refusal, string>> = {
	en: {
		noDeal: 'The CRM has no deal of this number. Look at the number and try again.',
		dealLost: 'The deal is lost in the CRM. Nothing is invoiced for a lost deal.',
		thereIsOne: 'The deal has a subscription that runs. To change its days, end it first, then add it anew.',
		incomplete: 'A new subscription needs its first day, how often, and on which day of the period.',
		endsBefore: 'The last day lies before the first one.',
		invoicedTo:
			'The service is invoiced to {day} already. Choose a first day after that, so that no day is invoiced twice.',
		noSubscription: 'The deal has no subscription that runs.',
		pausedAlready: 'The subscription is paused already.',
		notPaused: 'The subscription is not paused.',
	},
	pl: {
		noDeal: 'W CRM nie ma deala o tym numerze. Sprawdź numer i spróbuj ponownie.',
		dealLost: 'Deal jest w CRM przegrany. Za przegrany deal nic nie jest fakturowane.',
		thereIsOne: 'Deal ma trwający abonament. Aby zmienić jego dni, najpierw go zakończ, potem dodaj od nowa.',
		incomplete: 'Nowy abonament wymaga pierwszego dnia, częstości i dnia okresu, w którym wystawić fakturę.',
		endsBefore: 'Ostatni dzień jest wcześniejszy niż pierwszy.',
		invoicedTo:
			'Usługa jest już zafakturowana do {day}. Wybierz późniejszy pierwszy dzień, aby żaden dzień nie był zafakturowany dwa razy.',
		noSubscription: 'Deal nie ma trwającego abonamentu.',
		pausedAlready: 'Abonament jest już wstrzymany.',
		notPaused: 'Abonament nie jest wstrzymany.',
	},
};
