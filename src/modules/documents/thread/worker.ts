import { parentPort } from 'node:worker_threads';
import type { PreparedReport } from '../domain/prepare.ts';
import type { Answer, Form, Order } from './order.ts';

/** Writing a long document is seconds of pure computing: it happens here, beside the server's own thread. */
parentPort?.on('message', (order: Order) => {
  void answer(order).then((one) => parentPort?.postMessage(one));
});

async function answer({ id, form, report }: Order): Promise<Answer> {
  try {
    return { id, file: await WRITERS[form](report) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

const WRITERS: Record<Form, (report: PreparedReport) => Promise<Uint8Array>> = {
  docx: async (report) => (await import('../word/write-docx.ts')).writeDocx(report),
  pdf: async (report) => (await import('../pdf/write-pdf.ts')).writePdf(report),
};
