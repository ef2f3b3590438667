import { testCrm } from './support/everyCrm';

testCrm('pipedrive', 16);
