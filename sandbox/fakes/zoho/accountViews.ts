import { ORG, USER } from './books';
import { PROFILE } from './metadata';

const EMPTY_OF_ORGANISATION = [
	'photo_id',
	'city',
	'description',
	'street',
	'alias',
	'state',
	'fax',
	'zip',
	'mobile',
	'zia_portal_id',
];

export function organisationView(): Record<string, unknown> {
	return {
		...Object.fromEntries(EMPTY_OF_ORGANISATION.map((name) => [name, null])),
		country: 'Poland',
		mc_status: false,
		gapps_enabled: false,
		translation_enabled: false,
		domain_name: `org${ORG.zgid}`,
		currency: 'Polish Zloty',
		id: '700000000000017001',
		currency_symbol: 'zł',
		currency_locale: 'pl_PL',
		primary_zuid: '20090000416',
		time_zone: 'Europe/Warsaw',
		zgid: ORG.zgid,
		country_code: 'PL',
		deletable_org_account: true,
		license_details: {
			paid_expiry: '2027-11-22T00:00:00+01:00',
			users_license_purchased: 1,
			trial_type: null,
			trial_expiry: null,
			paid: true,
			paid_type: 'standard',
			trial_action: 'none',
		},
		hierarchy_preferences: { type: 'Role_Hierarchy', strictly_reporting: false },
		phone: '',
		company_name: 'Doradcy Testowi sp. z o.o.',
		privacy_settings: false,
		primary_email: USER.email,
		iso_code: ORG.currency,
		hipaa_compliance_enabled: false,
		lite_users_enabled: false,
		max_per_page: 200,
		ezgid: 'e0417',
		call_icon: 'pad',
		oauth_presence: true,
		zia_zgid: 417,
		checkin_preferences: { restricted_event_types: null },
		type: 'Production',
	};
}

export function userView(): Record<string, unknown> {
	const [first = '', last = ''] = USER.name.split(' ');
	return {
		id: USER.id,
		full_name: USER.name,
		first_name: first,
		last_name: last,
		email: USER.email,
		profile: PROFILE,
		role: { name: 'CEO', id: '700000000000026005' },
		status: 'active',
		confirm: true,
	};
}
