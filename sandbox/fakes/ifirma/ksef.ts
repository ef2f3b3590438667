import { createHash } from 'node:crypto';
import type { World } from '../types';
import type { StoredDocument } from './books';
import type { Settings } from './schemas';

export const SELLER_TAX_NO = '5252445767';

export interface KsefView {
	number: string | null;
	status: { Status: string; Opis: string } | null;
}

/** KSeF as this account sees it: driven by the settings, in the world's time. */
export class Ksef {
	constructor(
		private readonly world: World,
		private readonly settings: () => Settings,
	) {}

	/** Why it cannot be sent; undefined when it can. */
	refusal(document: StoredDocument): string | undefined {
		if (document.sort.proforma) return 'Faktura pro forma nie może zostać wysłana do KSeF';
		if (this.settings().ksef === 'off') return 'Konto nie jest uwierzytelnione w KSeF';
		return document.sentAt && document.ksefAnswer !== 'send_error' ? 'Faktura została już wysłana do KSeF' : undefined;
	}

	send(document: StoredDocument): void {
		document.sentAt = this.world.now();
		document.ksefAnswer = undefined;
	}

	view(document: StoredDocument): KsefView {
		if (!document.sentAt) return { number: null, status: null };
		this.settle(document);
		const { ksefAnswer: answer, ksefNumber } = document;
		if (answer === 'ok')
			return {
				number: ksefNumber ?? null,
				status: { Status: 'PRZYJETA_W_KSEF', Opis: 'Sukces (kod przetwarzania: 200)' },
			};
		if (answer === 'send_error')
			return { number: null, status: { Status: 'ODRZUCONA_PRZEZ_KSEF', Opis: 'NIP nabywcy nie istnieje w rejestrze' } };
		return { number: null, status: { Status: 'WYSLANA_DO_KSEF', Opis: 'W trakcie przetwarzania' } };
	}

	private settle(document: StoredDocument): void {
		const { ksefAnswer, delayMs } = this.settings();
		const age = this.world.now().getTime() - (document.sentAt?.getTime() ?? 0);
		if (document.ksefAnswer || age < delayMs || ksefAnswer === 'processing') return;
		document.ksefAnswer = ksefAnswer;
		if (ksefAnswer !== 'ok') return;
		document.ksefNumber = ksefNumber(document);
		document.ksefAt = this.world.now();
	}
}

/** Seller's tax number, day, and twelve plus two hexadecimal characters. */
function ksefNumber(document: StoredDocument): string {
	const day = (document.sentAt ?? document.createdAt).toISOString().slice(0, 10).replace(/-/g, '');
	const hash = createHash('sha256').update(`ifirma ${document.id}`).digest('hex').toUpperCase();
	return `${SELLER_TAX_NO}-${day}-${hash.slice(0, 12)}-${hash.slice(12, 14)}`;
}
