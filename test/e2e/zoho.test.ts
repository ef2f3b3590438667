import { testCrm } from './support/everyCrm';

testCrm('zoho', 20);
