export { type AuditEntry, type Fact, historyOf, record, type Subject } from './entries.ts';
export { sealHours, verifyChains } from './service.ts';
