import { testCrm } from './support/everyCrm';

testCrm('monday', 10);
