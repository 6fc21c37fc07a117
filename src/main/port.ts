import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SetupError } from '#platform/db/setup-error.ts';
import { ENDING } from '#platform/http/operations.ts';

/** How long a start waits for a port that an earlier program is about to let go. */
const PATIENCE_MS = 75_000;
const LOOK_AGAIN_MS = 200;
/** Whoever holds the port and is one of us answers at once; another program may never answer. */
const ASK_MS = 1000;

interface Waiting {
  readonly say?: (sentence: string) => void;
  readonly patienceMs?: number;
}

/**
 * Asked before anything is started, so that a second start costs nothing and breaks nothing. A port that a Đúng Hẹn
 * holds which is ending is waited for, as its database is; one that anybody else holds is told at once.
 * @throws SetupError with the sentence to print
 */
export async function requireFreePort(host: string, port: number, waiting: Waiting = {}): Promise<void> {
  const { say = console.log, patienceMs = PATIENCE_MS } = waiting;
  if (port === 0) return;
  const until = performance.now() + patienceMs;
  for (let said = false; ; said = true) {
    const code = await tryPort(host, port);
    if (code === undefined) return;
    // Once it said that it is ending it need not answer again: it may be busy with just that.
    if (code !== 'EADDRINUSE' || (!said && !(await isEnding(host, port)))) throw refused(port, code);
    if (performance.now() > until)
      throw new SetupError(
        `Đã đợi ${Math.round(patienceMs / 1000)} giây mà Đúng Hẹn chạy lần trước chưa nhả cổng ${port}. Hãy đợi thêm rồi chạy lại, hoặc chọn cổng khác bằng --port.`,
      );
    if (!said) say(`Đúng Hẹn chạy lần trước còn giữ cổng ${port} và đang dừng; đợi nó nhả cổng rồi khởi động…`);
    await wait(LOOK_AGAIN_MS);
  }
}

/** @returns why the port cannot be opened; undefined when it can */
function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    probe.listen(port, host, () => probe.close(() => done(undefined)));
  });
}

/** Whether the one who holds the port is a Đúng Hẹn on its way out. */
async function isEnding(host: string, port: number): Promise<boolean> {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const reply = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(ASK_MS) });
    const { status } = (await reply.json()) as { status?: unknown };
    return status === ENDING;
  } catch {
    return false; // no web server, or none of ours: somebody else's port
  }
}

/** The sentence for a port that could not be opened. */
export function refused(port: number, code: string): SetupError {
  const reason =
    code === 'EADDRINUSE'
      ? 'đang được chương trình khác dùng'
      : code === 'EACCES'
        ? 'cần quyền quản trị để mở'
        : 'không mở được';
  return new SetupError(
    `Cổng ${port} ${reason}. Hãy chọn cổng khác, ví dụ: npm start -- --port ${port < 1024 ? 8080 : port + 1}`,
  );
}
