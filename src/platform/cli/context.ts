import type { Command } from 'commander';
import type { Province, ProvinceInfo } from '../db/province.ts';

/** What a command of a module gets from the program around it. */
export interface CliContext {
  /** The province named by --province (or the only one), opened on --data or DATABASE_URL; closed when the command ends. */
  province(): Promise<Province>;
  /** Both ways into the same province, for what only the owner of its tables may do. */
  access(): Promise<{ readonly appUrl: string; readonly ownerUrl: string; readonly info: ProvinceInfo }>;
  /** The data folder named by --data: the house's keys lie there. */
  dataDir(): string;
  /** Prints a result: JSON alone on standard output with --json, otherwise what `table` writes for people. */
  print(value: unknown, table: () => string): void;
  /** A word on progress or a remark: standard error, so that standard output stays the result. */
  note(text: string): void;
}

/** A module's `cli.ts` exports one of these as `register`; the group carries the module's name. */
export type RegisterCommands = (group: Command, context: CliContext) => void;
