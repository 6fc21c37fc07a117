import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor time; they do not grow when others use the machine too, as waiting does. */
export interface ProcessorTime {
  readonly program: number;
  readonly database: number;
  readonly generator: number;
}

const TICKS = 100; // USER_HZ: fixed in what /proc tells

/** What the processes have used so far; undefined where there is no /proc. */
export function processorTime(programPid: number, postmasterPid: number): ProcessorTime | undefined {
  try {
    const { user, system } = process.cpuUsage();
    return {
      program: secondsOf(String(programPid)),
      database: secondsOfDatabase(postmasterPid),
      generator: (user + system) / 1e6,
    };
  } catch {
    return undefined;
  }
}

/** What a database has used so far, connections that are closed among it; undefined where there is no /proc. */
export function databaseTime(postmasterPid: number): number | undefined {
  try {
    return secondsOfDatabase(postmasterPid);
  } catch {
    return undefined;
  }
}

function secondsOfDatabase(postmasterPid: number): number {
  const backends = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmasterPid);
  const [, ended] = timesOf(String(postmasterPid));
  return backends.reduce((sum, pid) => sum + secondsOf(pid), ended);
}

/** Fields after the name in parentheses, which may hold anything. */
function fieldsOf(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
      return [];
    throw error;
  }
}

const parentOf = (pid: string): number => Number(fieldsOf(pid)[1]);
const secondsOf = (pid: string): number => timesOf(pid)[0];

/** Of the process itself, and of its children that have ended. */
function timesOf(pid: string): readonly [own: number, ended: number] {
  const fields = fieldsOf(pid);
  const seconds = (first: number) => (Number(fields[first] ?? 0) + Number(fields[first + 1] ?? 0)) / TICKS;
  return [seconds(11), seconds(13)];
}
