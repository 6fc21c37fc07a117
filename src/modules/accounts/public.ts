/** What other modules and main may call. */
import './events.ts';

export { authenticate } from './authenticate.ts';
export { bootstrapAdministrator } from './service/bootstrap.ts';
export { type DemoAccount, listDemoAccounts, seedDemoAccounts } from './service/demo.ts';
export { createAccount, issueInvite } from './service/provision.ts';
export { hashPassword } from './password-hash.ts';
