import type { RegisterCommands } from '#platform/cli/context.ts';
import { registerExport } from './cli-export.ts';
import { registerImport } from './cli-import.ts';

/** `dunghen dossiers`. */
export const register: RegisterCommands = (group, context) => {
  registerImport(group, context);
  registerExport(group, context);
};
