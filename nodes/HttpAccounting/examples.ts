/** What the parameters hold in a new node: a small API of the usual kind, to be replaced by one's own. */

export const REQUESTS = `{
  "create": { "method": "POST", "path": "/invoices", "idempotencyHeader": "Idempotency-Key" },
  "find": { "path": "/invoices", "query": { "reference": "{reference}" } },
  "read": { "path": "/invoices/{documentId}" },
  "pdf": { "path": "/invoices/{documentId}/pdf" }
}`;

export const ANSWERS = `{
  "list": "invoices",
  "fields": {
    "documentId": "id", "number": "number", "reference": "reference", "kind": "kind",
    "currency": "currency", "net": "net", "vat": "vat", "gross": "gross",
    "issueDate": "issueDate", "saleDate": "saleDate", "dueDate": "dueDate",
    "buyerName": "buyer.name", "buyerTaxId": "buyer.taxId", "paid": "paid", "cancelled": "cancelled"
  },
  "errorMessages": ["error.message"]
}`;

export const BODY = `={{ {
  reference: $parameter.invoice.reference,
  kind: $parameter.invoice.kind,
  issueDate: $parameter.invoice.issueDate,
  saleDate: $parameter.invoice.saleDate,
  dueDate: $parameter.invoice.dueDate,
  currency: $parameter.invoice.currency,
  buyer: {
    name: $parameter.invoice.buyer.name,
    taxId: $parameter.invoice.buyer.taxId?.number,
    street: $parameter.invoice.buyer.address.street,
    postalCode: $parameter.invoice.buyer.address.postalCode,
    city: $parameter.invoice.buyer.address.city,
    country: $parameter.invoice.buyer.address.country
  },
  lines: $parameter.invoice.lines.map(line => ({
    name: line.name, quantity: line.quantity, unit: line.unit, vatRate: line.vatRate, net: line.net
  })),
  notes: $parameter.invoice.notes
} }}`;

export const VAT_RATES = `{ "23": "23", "8": "8", "5": "5" }`;

export const CONVERSIONS = `[
  { "path": "lines.*.quantity", "to": "number" },
  { "path": "lines.*.net", "to": "number" },
  { "path": "lines.*.vatRate", "to": "vatRate" }
]`;
