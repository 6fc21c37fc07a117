import type { RegisterCommands } from '#platform/cli/context.ts';
import { registerExport } from './cli-export.ts';
import { registerGenerate } from './cli-generate.ts';
import { registerImport } from './cli-import.ts';
import { registerVerify } from './cli-verify.ts';

/** `dunghen dossiers`. */
export const register: RegisterCommands = (group, context) => {
  registerImport(group, context);
  registerExport(group, context);
  registerVerify(group, context);
  registerGenerate(group, context);
};
