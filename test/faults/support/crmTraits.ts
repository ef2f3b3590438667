import type { CrmName } from '../../../workflows/definitions/crms';

/** What the rows have to know of a CRM to tell its calls apart. */
export interface CrmTraits {
	/** Calls with which the trigger looks for stage entries, by their path. */
	look: RegExp;
	/** An event names only the deal: the trigger reads once for it. Else the event itself proves the entry. */
	readsOnEvent: boolean;
	/** Entries in the CRM's own list while the trigger is subscribed; none where its address is pasted in by hand. */
	subscriptions: number;
	/** It tells only of the stages that its subscriptions name: a stage that asks for nothing is not heard of. */
	tellsOnlyRules?: boolean;
}

const TRAITS: Record<CrmName, CrmTraits> = {
	bitrix24: { look: /stagehistory/, readsOnEvent: true, subscriptions: 0 },
	hubspot: { look: /\/deals\/(search|batch\/read)$/, readsOnEvent: true, subscriptions: 0 },
	pipedrive: { look: /\/api\/v2\/deals$/, readsOnEvent: false, subscriptions: 1 },
	// A new deal has no label that is watched, so nothing is told of it; one webhook for each of the two rules.
	monday: { look: /\/log0/, readsOnEvent: false, subscriptions: 2, tellsOnlyRules: true },
	zoho: { look: /Stage_History|DealHistory/, readsOnEvent: true, subscriptions: 1 },
};

export const traitsOf = (crm: string): CrmTraits => TRAITS[crm as CrmName];
