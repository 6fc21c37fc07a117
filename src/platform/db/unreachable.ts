/** What PostgreSQL and the system call it when a server is going down, coming up, or gone. */
const GOING = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT']);

/**
 * Whether the database was not there to answer: it stops, starts or has just ended. What was asked may be asked again.
 * A fault that another one brought about counts by its cause.
 */
export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as Error & { code?: string; syscall?: string };
  // ENOENT of a socket, not of a file.
  if (code !== undefined && GOING.has(code) && (code !== 'ENOENT' || syscall === 'connect')) return true;
  return error.message.startsWith('Connection terminated') || isDatabaseGone(error.cause);
}

const WHY: Readonly<Record<string, string>> = {
  '57P01': 'cơ sở dữ liệu vừa dừng',
  '57P03': 'cơ sở dữ liệu đang khởi động hoặc đang dừng, hãy thử lại sau ít phút',
  '28P01': 'sai tên người dùng hoặc mật khẩu',
  '28000': 'máy chủ không cho người dùng này vào',
  '3D000': 'không có cơ sở dữ liệu mang tên đó',
  '53300': 'máy chủ đã hết chỗ kết nối',
  ECONNREFUSED: 'không có máy chủ nào trả lời ở địa chỉ đó',
  ENOENT: 'không có máy chủ nào trả lời ở địa chỉ đó',
  ENOTFOUND: 'không tìm thấy máy chủ mang tên đó',
  ETIMEDOUT: 'máy chủ không trả lời',
};

/** Why a database could not be reached, as the end of a sentence; what is not known is told in its own words. */
export function whyUnreachable(error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  return (code === undefined ? undefined : WHY[code]) ?? message;
}
