import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long whoever is being answered when the program ends has until the connection is cut, in milliseconds. */
export const ANSWERED_WITHIN_MS = 10_000;

/**
 * Lets the application end although others hold connections open. Node itself closes what waits between two requests;
 * it waits without end for a connection on which nothing was ever asked, which browsers open ahead of need, and for a
 * request whose body never comes whole. The first is cut at once, the second after `answeredWithin` milliseconds.
 */
export function endsWithConnectionsOpen(app: FastifyInstance, answeredWithin = ANSWERED_WITHIN_MS): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
    const cut = setTimeout(() => app.server.closeAllConnections(), answeredWithin);
    app.server.once('close', () => clearTimeout(cut));
  });
}
