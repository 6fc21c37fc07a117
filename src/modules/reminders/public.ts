import './events.ts';

export { deliverMessages, type DeliveryResult } from './deliver.ts';
export { fireDue, type FireResult } from './fire.ts';
export { fireAll } from './fire-all.ts';
export {
  acknowledgeObligation,
  cancelObligation,
  completeObligation,
  foreseeObligations,
  nextMoment,
  obligationIds,
  reactedElsewhere,
  remindAgain,
  type HandingOver,
  type ObligationInput,
  registerObligation,
  reopenObligation,
  transferObligations,
} from './obligations.ts';
export { type KindOffers, offerReactions } from './kinds.ts';
export { obligationById, type ObligationName, obligationNames, obligationOf } from './outside.ts';
export { seedRemindersDemo } from './demo.ts';
export { renewReminders, seedPolicy, seedReminders } from './seed.ts';
export { holdObligations, registerObligations, updateObligations } from './register-many.ts';
export { type MailTransport, type SmtpOptions, smtpTransport } from './transport.ts';
