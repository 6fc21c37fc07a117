import { spawn } from 'node:child_process';

/**
 * Makes the server's processes to come wait their turn when they are woken (SCHED_BATCH, sched(7)). As the system has it,
 * each question the program sends wakes a process that takes the processor from the program in the middle of its work,
 * and a step of a dossier costs a third more of both. Nobody's priority changes: an idle processor serves at once.
 *
 * Where there is no `chrt` (util-linux), or the system does not allow it, the server runs as any other program does.
 * @returns whether it was allowed
 */
export function waitTurn(postmaster: number): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false);
  return new Promise((done) => {
    const child = spawn('chrt', ['-b', '-p', '0', String(postmaster)], { stdio: 'ignore' });
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
}
