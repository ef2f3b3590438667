import type { CrmName } from '../../../workflows/definitions/crms';

/** What the rows have to know of a CRM to tell its calls apart. */
export interface CrmTraits {
	/** Calls with which the trigger looks for stage entries, by their path. */
	look: RegExp;
	/** The trigger reads once for the event of a new deal. Else that event proves that there is no entry, or there is none. */
	readsNewDeals: boolean;
	/** Entries in the CRM's own list while the trigger is subscribed; none where its address is pasted in by hand. */
	subscriptions: number;
	/** It tells only of the stages that its subscriptions name: a stage that asks for nothing is not heard of. */
	tellsOnlyRules?: boolean;
}

const TRAITS: Record<CrmName, CrmTraits> = {
	bitrix24: { look: /stagehistory/, readsNewDeals: true, subscriptions: 0 },
	hubspot: { look: /\/deals\/(search|batch\/read)$/, readsNewDeals: true, subscriptions: 0 },
	pipedrive: { look: /\/api\/v2\/deals$/, readsNewDeals: false, subscriptions: 1 },
	// A new deal has no label that is watched, so nothing is told of it; one webhook for each of the two rules.
	monday: { look: /\/log0/, readsNewDeals: false, subscriptions: 2, tellsOnlyRules: true },
	// Its channel tells of changes of the stage only.
	zoho: { look: /Stage_History|DealHistory/, readsNewDeals: false, subscriptions: 1 },
};

export const traitsOf = (crm: string): CrmTraits => TRAITS[crm as CrmName];
