import Big from 'big.js';
import type {
	Books,
	Entity,
	StoredAttachment,
	StoredCustomer,
	StoredDocument,
	StoredItem,
	StoredPayment,
} from './books';
import type { Settings } from './schemas';

type Answer = Record<string, unknown>;

const head = (entity: Entity, books: Books): Answer => ({
	domain: 'QBO',
	sparse: false,
	Id: entity.Id,
	SyncToken: String(entity.SyncToken),
	MetaData: { CreateTime: books.time(entity.createdAt), LastUpdatedTime: books.time(entity.updatedAt) },
});

const money = (text: string): number => Number(new Big(text).toFixed());

export function customerAnswer(customer: StoredCustomer, books: Books, settings: Settings): Answer {
	const { Id: _id, SyncToken: _token, createdAt: _created, updatedAt: _updated, ...fields } = customer;
	const { PrimaryTaxIdentifier, CurrencyRef, ...rest } = fields;
	return {
		...rest,
		FullyQualifiedName: customer.DisplayName,
		Job: false,
		Balance: 0,
		...(settings.multiCurrency && { CurrencyRef: CurrencyRef ?? { value: settings.homeCurrency } }),
		// Only its last five characters are ever shown.
		...(PrimaryTaxIdentifier && { PrimaryTaxIdentifier: `XXXXXX${PrimaryTaxIdentifier.slice(-5)}` }),
		...head(customer, books),
	};
}

export function itemAnswer(item: StoredItem, books: Books): Answer {
	const { Id: _id, SyncToken: _token, createdAt: _created, updatedAt: _updated, ...fields } = item;
	return { ...fields, FullyQualifiedName: item.Name, ...head(item, books) };
}

const OWN_FIELDS: Record<StoredDocument['entity'], (document: StoredDocument) => Answer> = {
	Invoice: (document) => ({ DueDate: document.DueDate, Balance: balanceOf(document) }),
	Estimate: (document) => ({ ExpirationDate: document.DueDate, TxnStatus: document.status }),
	CreditMemo: (document) => ({ Balance: balanceOf(document), RemainingCredit: balanceOf(document) }),
};

/** An invoice, an estimate or a credit memo as the API tells it: what has no value is absent, amounts are numbers. */
export function documentAnswer(document: StoredDocument, books: Books, settings: Settings): Answer {
	const { input, totals } = document;
	const customer = books.customers.find(({ Id }) => Id === input.CustomerRef.value);
	const {
		DueDate: _due,
		ExpirationDate: _until,
		Line,
		CurrencyRef,
		ExchangeRate,
		AutoDocNumber: _auto,
		...fields
	} = input;
	const currency = CurrencyRef?.value ?? settings.homeCurrency;
	return {
		...fields,
		...(document.DocNumber && { DocNumber: document.DocNumber }),
		CustomerRef: { value: input.CustomerRef.value, name: customer?.DisplayName ?? '' },
		...(settings.multiCurrency && { CurrencyRef: { value: currency }, ExchangeRate: ExchangeRate ?? 1 }),
		TxnDate: document.TxnDate,
		...OWN_FIELDS[document.entity](document),
		Line: [...Line.map((line, index) => lineAnswer(line, index, document)), subTotal(document)],
		TxnTaxDetail: { TotalTax: money(totals.tax), TaxLine: totals.lines.map(taxLine) },
		TotalAmt: money(totals.gross),
		...(document.email && { BillEmail: { Address: document.email } }),
		EmailStatus: document.emailStatus,
		...(document.sentAt && { DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: books.time(document.sentAt) } }),
		...(document.note && { PrivateNote: document.note }),
		...(document.payments.length > 0 && {
			LinkedTxn: document.payments.map((TxnId) => ({ TxnId, TxnType: 'Payment' })),
		}),
		...head(document, books),
	};
}

export function paymentAnswer({ input, TxnDate, ...entity }: StoredPayment, books: Books): Answer {
	return { ...input, TxnDate, UnappliedAmt: 0, ProcessPayment: false, ...head(entity, books) };
}

export function attachmentAnswer({ input, content, ...entity }: StoredAttachment, books: Books): Answer {
	const { FileName, ContentType, Note, AttachableRef } = input;
	const links = AttachableRef.map(({ EntityRef, IncludeOnSend = false }) => ({ EntityRef, IncludeOnSend }));
	return {
		FileName,
		ContentType,
		...(Note && { Note }),
		Size: content.length,
		FileAccessUri: `/v3/company/attachments/${entity.Id}`,
		AttachableRef: links,
		...head(entity, books),
	};
}

export function balanceOf({ totals, paid }: StoredDocument): number {
	return money(new Big(totals.gross).minus(paid).toFixed());
}

function lineAnswer(line: StoredDocument['input']['Line'][number], index: number, document: StoredDocument): Answer {
	return { Id: String(index + 1), LineNum: index + 1, ...line, ...(document.voided && { Amount: 0 }) };
}

const subTotal = ({ totals }: StoredDocument): Answer => ({
	Amount: money(totals.net),
	DetailType: 'SubTotalLineDetail',
	SubTotalLineDetail: {},
});

const taxLine = (line: StoredDocument['totals']['lines'][number]): Answer => ({
	Amount: money(line.tax),
	DetailType: 'TaxLineDetail',
	TaxLineDetail: {
		TaxRateRef: { value: line.rateId },
		PercentBased: true,
		TaxPercent: money(line.percent),
		NetAmountTaxable: money(line.taxable),
		...(line.delta && { OverrideDeltaAmount: money(line.delta) }),
	},
});
