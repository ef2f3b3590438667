import { testAccounting } from './support/everyAccounting';

testAccounting('ifirma');
