export { type AuditEntry, type Fact, foreseeRecord, historyOf, record, type Subject } from './entries.ts';
export { sealHours, verifyChains } from './service.ts';
