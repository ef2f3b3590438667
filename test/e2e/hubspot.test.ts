import { testCrm } from './support/everyCrm';

testCrm('hubspot', 35);
