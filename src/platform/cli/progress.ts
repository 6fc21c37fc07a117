const WIDTH = 30;
const LINE_EVERY_MS = 10_000;
const DRAW_EVERY_MS = 200;

/** Tells on standard error how far a long command is: a bar that is drawn over on a terminal, now and then a line elsewhere. */
export function progressBar(label: string, total: number): { at(done: number): void; end(): void } {
  const terminal = process.stderr.isTTY;
  const began = performance.now();
  let first: number | undefined;
  let told = -Infinity;
  return {
    at: (done) => {
      first ??= done;
      const now = performance.now();
      if (done < total && now - told < (terminal ? DRAW_EVERY_MS : LINE_EVERY_MS)) return;
      told = now;
      const share = total === 0 ? 1 : Math.min(1, done / total);
      const rate = (done - first) / Math.max(0.001, (now - began) / 1000);
      const left = rate > 0 && done < total ? `, còn khoảng ${duration((total - done) / rate)}` : '';
      const counts = `${whole(done)}/${whole(total)} (${Math.floor(share * 100)} %), ${whole(rate)} mỗi giây${left}`;
      const bar = `[${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '·')}]`;
      process.stderr.write(terminal ? `\r\u001b[2K${label} ${bar} ${counts}` : `${label}: ${counts}\n`);
    },
    end: () => {
      if (terminal) process.stderr.write('\n');
    },
  };
}

const whole = (value: number): string => Math.round(value).toLocaleString('vi-VN');

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} giây`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} phút` : `${(seconds / 3600).toFixed(1).replace('.', ',')} giờ`;
}
