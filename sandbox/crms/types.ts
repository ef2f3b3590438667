import type { ScenarioOptions } from '../../workflows/definitions/options';
import type { FakeCrm } from '../fakes/types';
import type { Secrets } from '../secrets';
import type { SandboxWorld } from '../world';

export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** Of a CRM or an accounting system. */
export interface VendorOptions {
	/** Whether the vendor's rate limits hold just now; left out: they do. */
	isLimited?: () => boolean;
	/** What the vendor accepts. */
	secrets: Secrets;
}

/** One CRM in the sandbox: its fake, and what a user of the sandbox's account sets in the scenario. */
export interface SandboxCrm<F extends FakeCrm = FakeCrm> {
	create(world: SandboxWorld, options: VendorOptions): F;
	/** Pipeline, stages, fields: as chosen in the editor. */
	demo: Pick<ScenarioOptions, 'pipeline' | 'rules' | 'invoicedStage' | 'build'> & Partial<ScenarioOptions>;
	/** Of trigger and action node. */
	credential: Credential;
	/** What that credential holds, with its secrets. */
	data(secrets: Secrets): object;
}
