import { enteredName, PIPELINES } from './books';

export type FieldType = 'string' | 'number' | 'date' | 'datetime' | 'bool' | 'enumeration';

export interface Field {
	name: string;
	label: string;
	type: FieldType;
	fieldType: string;
	groupName: string;
	hubspotDefined: boolean;
	readOnly: boolean;
	options: { label: string; value: string; displayOrder: number; hidden: boolean }[];
}

export type ObjectType = 'deals' | 'line_items' | 'companies' | 'contacts' | 'notes';

const STANDARD: Record<ObjectType, string> = {
	deals:
		'dealname description amount:number deal_currency_code:enumeration pipeline:enumeration dealstage:enumeration dealtype:enumeration closedate:datetime hubspot_owner_id:enumeration !createdate:datetime !hs_lastmodifieddate:datetime !hs_object_id:number !hs_is_closed:bool !hs_is_closed_won:bool',
	line_items:
		'name description quantity:number price:number discount:number hs_discount_percentage:number !amount:number hs_tax_rate_group_id hs_line_item_currency_code:enumeration hs_recurring_billing_start_date:date hs_billing_start_delay_days:number hs_billing_start_delay_months:number hs_position_on_quote:number !hs_object_id:number',
	companies: 'name domain phone address address2 city zip state country hs_country_code !hs_object_id:number',
	contacts:
		'firstname lastname email phone company address city zip country hs_country_region_code !hs_object_id:number',
	notes: 'hs_timestamp:datetime hs_note_body hs_attachment_ids hubspot_owner_id !hs_object_id:number',
};
export const GROUPS: Record<ObjectType, string> = {
	deals: 'dealinformation',
	line_items: 'lineiteminformation',
	companies: 'companyinformation',
	contacts: 'contactinformation',
	notes: 'note',
};

/** The fields of one account, by type of record. */
export class Fields {
	private readonly byType: Record<ObjectType, Map<string, Field>>;

	/** @param stageDates whether the account's plan has the days of stage entries */
	constructor(stageDates: boolean) {
		const of = (type: ObjectType) => new Map(STANDARD[type].split(' ').map((text) => standard(type, text)));
		this.byType = {
			deals: of('deals'),
			line_items: of('line_items'),
			companies: of('companies'),
			contacts: of('contacts'),
			notes: of('notes'),
		};
		if (stageDates)
			for (const name of stageDateNames()) this.byType.deals.set(...standard('deals', `!${name}:datetime`));
		// Made by hand in this account: HubSpot's rows have no unit.
		this.make('line_items', 'd2i_unit', 'string', 'Jednostka');
	}

	get(type: ObjectType, name: string): Field | undefined {
		return this.byType[type].get(name);
	}

	all(type: ObjectType): Field[] {
		return [...this.byType[type].values()];
	}

	make(type: ObjectType, name: string, fieldType: FieldType, label = name, more: Partial<Field> = {}): Field {
		const made: Field = {
			name,
			label,
			type: fieldType,
			fieldType: 'text',
			groupName: GROUPS[type],
			hubspotDefined: false,
			readOnly: false,
			options: [],
			...more,
		};
		this.byType[type].set(name, made);
		return made;
	}
}

function stageDateNames(): string[] {
	const stages = PIPELINES.flatMap(({ stages: all }) => all);
	return ['hs_v2_date_entered_current_stage', ...stages.map(({ id }) => enteredName(id))];
}

function standard(type: ObjectType, text: string): [string, Field] {
	const [marked = '', kind = 'string'] = text.split(':');
	const name = marked.replace('!', '');
	const field: Field = {
		name,
		label: name,
		type: kind as FieldType,
		fieldType: 'text',
		groupName: GROUPS[type],
		hubspotDefined: true,
		readOnly: marked.startsWith('!'),
		options: [],
	};
	return [name, field];
}
