import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the peer does with the next letter. */
export type Manner =
  | 'take'
  /** Says not now. */
  | 450
  /** Says never. */
  | 550
  /** Says that it is closing. */
  | 421
  /** Takes it and breaks off before it says so. */
  | 'break-off'
  /** Says nothing until it is closed. */
  | 'silent';

export interface SmtpPeer {
  readonly url: string;
  /** Letters it has taken, whatever it answered. */
  readonly taken: ParsedMail[];
  manner: Manner;
  close(): Promise<void>;
}

/** A mail server that speaks SMTP for real and behaves as badly as it is told to. */
export async function smtpPeer(): Promise<SmtpPeer> {
  const peer: { manner: Manner; taken: ParsedMail[] } = { manner: 'take', taken: [] };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        const { manner } = peer;
        if (manner === 'silent') return;
        if (typeof manner === 'number') {
          done(Object.assign(new Error('no'), { responseCode: manner }));
          return;
        }
        peer.taken.push(mail);
        if (manner === 'break-off') breakOff(server, session.id);
        else done();
      }, done); // a sender that was killed half-way
    },
  });
  server.on('error', () => undefined); // broken connections are what it is for
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(peer, {
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const connection of connectionsOf(server)) connection.close();
        server.close(() => resolve());
      }),
  });
}

interface Connection {
  readonly id: string;
  readonly _socket: { destroy(): void };
  close(): void;
}

function connectionsOf(server: SMTPServer): Connection[] {
  return [...(server as unknown as { connections: Set<Connection> }).connections];
}

function breakOff(server: SMTPServer, id: string): void {
  for (const connection of connectionsOf(server)) if (connection.id === id) connection._socket.destroy();
}
