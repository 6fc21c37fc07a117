export { type AuditEntry, type Fact, historyOf, nextPlace, type Place, record, type Subject } from './entries.ts';
export { sealHours, verifyChains } from './service.ts';
