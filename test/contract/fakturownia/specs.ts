import { specsOf } from '../../support/specs';

export const { describeWithSpecs, notice: NOTICE, example } = specsOf('fakturownia');
