import { parentPort } from 'node:worker_threads';
import type { Answer, Content, Form, Order } from './order.ts';

/** Writing a long document is seconds of pure computing: it happens here, beside the server's own thread. */
parentPort?.on('message', (order: Order) => {
  void answer(order).then((one) => parentPort?.postMessage(one));
});

async function answer({ id, form, content }: Order): Promise<Answer> {
  try {
    return { id, file: await WRITERS[form](content) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

const WRITERS: Record<Form, (content: Content) => Promise<Uint8Array>> = {
  docx: async (content) =>
    content.kind === 'report'
      ? (await import('../word/write-docx.ts')).writeDocx(content.report)
      : (await import('../word/write-form.ts')).writeFormDocx(content.form),
  pdf: async (content) => {
    const { writeFormPdf, writePdf } = await import('../pdf/write-pdf.ts');
    return content.kind === 'report' ? writePdf(content.report) : writeFormPdf(content.form);
  },
};
