import { taxNumber } from '../../connect/fakturowniaFamily/request';
import type { Invoice } from '../../invoicing/invoice';
import { taxNumberKind } from './taxNumber';

/** The vendor's words for a further party (its KSeF guide); any other role is told in up to 25 letters of our own. */
const ROLES: Record<string, string> = {
	recipient: 'Odbiorca',
	branch: 'Odbiorca',
	jst: 'JST – odbiorca',
	gv: 'Członek GV – odbiorca',
	payer: 'Dokonujący płatności',
	employee: 'Pracownik',
};

/** The marks on the buyer that go with these roles: the invoice is for a unit of it (README, "Pola faktury"). */
const BUYER_MARKS: Record<string, Record<string, unknown>> = {
	'JST – odbiorca': { buyer_jst: '1' },
	'Członek GV – odbiorca': { buyer_gv: '1' },
};

export function recipientOf({ recipient }: Invoice): Record<string, unknown> {
	if (!recipient) return {};
	const role = (recipient.role ?? 'recipient').trim();
	const known = ROLES[role.toLowerCase()] ?? Object.values(ROLES).find((word) => word === role);
	return {
		...(known && BUYER_MARKS[known]),
		recipients: [
			{
				name: recipient.name,
				tax_no: recipient.taxId ? taxNumber(recipient.taxId) : '',
				tax_no_kind: taxNumberKind(recipient.taxId),
				company: true,
				country: recipient.address?.country || recipient.taxId?.country || 'PL',
				street: recipient.address?.street ?? '',
				post_code: recipient.address?.postalCode ?? '',
				city: recipient.address?.city ?? '',
				...(known ? { role: known } : { role: 'Rola inna', role_description: role.slice(0, 25) }),
			},
		],
	};
}
