export { SMTP_STAGES, smtpFaultsOf, type SmtpFault, type SmtpStage, type SmtpWorld } from './faults';
export { SMTP_PASSWORD, SMTP_USER, startSmtpFake, type Refusal, type SmtpFake } from './smtpFake';
export type { EmailEffect } from './effects';
