import pg from 'pg';

/** A connection of its own for statements that only read, each parsed and planned once. */
export interface Look {
  ask<Row extends pg.QueryResultRow>(text: string, now: Date | null): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * Opens at the first question. Its settings (`name=value`, without blanks) stand for as long as the connection does, which saves a question every
 * transaction and setting round it; in return the connection can write nothing.
 */
export function openLook(url: string, settings: readonly string[]): Look {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'dunghen look',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    idleTimeoutMillis: 60_000,
    options: [...settings, 'default_transaction_read_only=on'].map((setting) => `-c ${setting}`).join(' '),
  });
  // A connection lost while idle is replaced on the next use; without a listener it would end the process.
  pool.on('error', (error) => console.error(`database connection lost: ${error.message}`));
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const known = names.get(text) ?? `look${names.size + 1}`;
    names.set(text, known);
    return known;
  };
  return {
    ask: async (text, now) => (await pool.query({ name: nameOf(text), text, values: [now] })).rows,
    close: () => pool.end(),
  };
}
