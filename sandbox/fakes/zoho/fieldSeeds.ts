import type { Module } from './books';

export interface FieldRow {
	id: string;
	name: string;
	label: string;
	/** Zoho's `data_type`. */
	type: string;
	length: number;
	custom: boolean;
	readOnly: boolean;
	/** For multi-line text: `small`, `large`. */
	textarea?: string;
}

const LENGTHS: Record<string, number> = { text: 255, textarea: 2000, website: 450, email: 100, picklist: 120 };
export const lengthOf = (type: string): number => LENGTHS[type] ?? 120;

/** Standard fields that the sandbox's organisation shows: `name:type`, `!` in front of what Zoho sets itself. */
const SEEDS: Record<Module, string> = {
	Deals:
		'Deal_Name:text Stage:picklist Pipeline:picklist Amount:currency Currency:picklist Exchange_Rate:double Closing_Date:date Account_Name:lookup Contact_Name:lookup Owner:ownerlookup Layout:layout Description:textarea Type:picklist Lead_Source:picklist Next_Step:text Probability:integer !Expected_Revenue:currency !Created_Time:datetime !Modified_Time:datetime !Created_By:ownerlookup !Modified_By:ownerlookup !Last_Activity_Time:datetime !Stage_Modified_Time:datetime !Locked__s:boolean Tag:text',
	Accounts:
		'Account_Name:text Phone:phone Website:website Account_Number:bigint Billing_Street:text Billing_City:text Billing_Code:text Billing_State:text Billing_Country:text Shipping_Street:text Shipping_City:text Shipping_Code:text Shipping_Country:text Owner:ownerlookup Description:textarea',
	Contacts:
		'First_Name:text Last_Name:text Full_Name:text Email:email Secondary_Email:email Phone:phone Mobile:phone Account_Name:lookup Mailing_Street:text Mailing_City:text Mailing_Zip:text Mailing_State:text Mailing_Country:text Owner:ownerlookup',
	Quotes:
		'Subject:text Quote_Stage:picklist Quote_Number:autonumber Deal_Name:lookup Account_Name:lookup Contact_Name:lookup Currency:picklist Quoted_Items:subform !Sub_Total:currency Discount:currency !Tax:currency Adjustment:currency !Grand_Total:currency Billing_Street:text Billing_City:text Billing_Code:text Billing_Country:text Valid_Till:date',
	Sales_Orders:
		'Subject:text Status:picklist Deal_Name:lookup Account_Name:lookup Contact_Name:lookup Currency:picklist Ordered_Items:subform !Sub_Total:currency Discount:currency !Tax:currency Adjustment:currency !Grand_Total:currency Billing_Street:text Billing_City:text Billing_Code:text Billing_Country:text',
	Products:
		'Product_Name:text Product_Code:text Unit_Price:currency Usage_Unit:picklist Taxable:boolean Description:textarea',
};

export function seededFields(module: Module, nextId: () => string): Map<string, FieldRow> {
	const rows = SEEDS[module].split(' ').map((seed): FieldRow => {
		const [name = '', type = ''] = seed.replace(/^!/, '').split(':');
		const label = name.replace(/_/g, ' ');
		return { id: nextId(), name, label, type, length: lengthOf(type), custom: false, readOnly: seed.startsWith('!') };
	});
	return new Map(rows.map((row) => [row.name, row]));
}
