/** What other modules and main may call. */
import './events.ts';

export { authenticate, recognise } from './authenticate.ts';
export { browserOf } from './cookies.ts';
export { isAccountOpen } from './service/standing.ts';
export { bootstrapAdministrator } from './service/bootstrap.ts';
export { listDemoAccounts, seedDemoAccounts } from './service/demo.ts';
