export {
  acknowledgeObligation,
  cancelObligation,
  completeObligation,
  nextMoment,
  type ObligationInput,
  registerObligation,
  reopenObligation,
  transferObligations,
} from './obligations.ts';
