import { createHash } from 'node:crypto';
import type { World } from '../types';
import { SELLER } from '../fakturowniaFamily/answer';
import type { StoredDocument } from '../fakturowniaFamily/books';
import type { Office } from '../fakturowniaFamily/brand';
import type { Settings } from './schemas';

/** Kinds that go to KSeF; others answer `not_applicable` when sent. */
const SENT_KINDS = new Set(['vat', 'wdt', 'export_products', 'advance', 'final', 'correction']);

/** KSeF as this account sees it: driven by the settings, in the world's time. */
export class Ksef implements Office {
	constructor(
		private readonly world: World,
		private readonly settings: () => Settings,
	) {}

	/** Whether a create sends the document: asked for, or by the account's rule for Polish companies. */
	sendsOnCreate(input: { kind: string; buyer_company?: boolean; buyer_country?: string }, asked: boolean): boolean {
		if (!SENT_KINDS.has(input.kind)) return false;
		if (asked) return true;
		return this.settings().ksef === 'auto' && input.buyer_company !== false && (input.buyer_country ?? 'PL') === 'PL';
	}

	/** Sends, or sends again after an error; a document that is on its way or accepted stays as it is. */
	send(document: StoredDocument): void {
		const status = this.bareStatus(document);
		if (status === 'ok' || status === 'processing' || status === 'offline') return;
		document.sends += 1;
		document.sentAt = this.world.now();
		document.updatedAt = this.world.now();
		document.govAnswer = undefined;
		if (!SENT_KINDS.has(document.kind)) document.govAnswer = 'not_applicable';
		else if (this.settings().ksef === 'off') document.govAnswer = 'not_connected';
	}

	status(document: StoredDocument): string | null {
		const status = this.bareStatus(document);
		return status && this.settings().demo ? `demo_${status}` : status;
	}

	fields(document: StoredDocument): Record<string, unknown> {
		// The status comes first: asking for it may settle the number.
		const status = this.status(document);
		const { govId } = document;
		return {
			gov_status: status,
			gov_id: govId ?? null,
			gov_send_date: document.sentAt?.toISOString() ?? null,
			gov_error_messages: this.errors(document),
			gov_verification_link: govId ? `https://ksef.mf.gov.pl/web/verify/${govId}/${document.token}` : null,
		};
	}

	/** In DEMO mode nothing waits for a number. */
	get isDemo(): boolean {
		return this.settings().demo;
	}

	private errors(document: StoredDocument): string[] | null {
		return this.bareStatus(document) === 'send_error' ? ['NIP nabywcy - nie istnieje w rejestrze'] : null;
	}

	/** It is to have a number and has none yet. */
	isWaiting(document: StoredDocument): boolean {
		return ['processing', 'send_error', 'server_error', 'offline'].includes(this.bareStatus(document) ?? '');
	}

	private bareStatus(document: StoredDocument): string | null {
		if (!document.sentAt) return null;
		if (document.govAnswer) return document.govAnswer;
		const { ksefAnswer, delayMs } = this.settings();
		if (this.world.now().getTime() - document.sentAt.getTime() < delayMs) return 'processing';
		// Neither of these is final: the answer may change while the document waits.
		if (ksefAnswer === 'processing' || ksefAnswer === 'offline') return ksefAnswer;
		document.govAnswer = ksefAnswer;
		if (ksefAnswer === 'ok') {
			document.govId = ksefNumber(document);
			document.govAt = this.world.now();
		}
		document.updatedAt = this.world.now();
		return ksefAnswer;
	}
}

/** Seller's tax number, day, and twelve plus two hexadecimal characters. */
function ksefNumber(document: StoredDocument): string {
	const day = (document.sentAt ?? document.createdAt).toISOString().slice(0, 10).replace(/-/g, '');
	const hash = createHash('sha256').update(String(document.id)).digest('hex').toUpperCase();
	return `${SELLER.tax_no}-${day}-${hash.slice(0, 12)}-${hash.slice(12, 14)}`;
}
