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
  reference: $json.invoice.reference,
  kind: $json.invoice.kind,
  issueDate: $json.invoice.issueDate,
  saleDate: $json.invoice.saleDate,
  dueDate: $json.invoice.dueDate,
  currency: $json.invoice.currency,
  buyer: {
    name: $json.invoice.buyer.name,
    taxId: $json.invoice.buyer.taxId?.number,
    street: $json.invoice.buyer.address.street,
    postalCode: $json.invoice.buyer.address.postalCode,
    city: $json.invoice.buyer.address.city,
    country: $json.invoice.buyer.address.country
  },
  lines: $json.invoice.lines.map(line => ({
    name: line.name, quantity: line.quantity, unit: line.unit, vatRate: line.vatRate, net: line.net
  })),
  notes: $json.invoice.notes
} }}`;

export const VAT_RATES = `{ "23": "23", "8": "8", "5": "5" }`;

export const CONVERSIONS = `[
  { "path": "lines.*.quantity", "to": "number" },
  { "path": "lines.*.net", "to": "number" },
  { "path": "lines.*.vatRate", "to": "vatRate" }
]`;
