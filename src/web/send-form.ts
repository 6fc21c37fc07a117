/** What came back, before anybody has read it. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

interface FormCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: FormData;
  readonly onProgress: (share: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a form and tells how much of it has gone up, which `fetch` cannot.
 * @throws Error when nothing came back or the call was aborted
 */
export function sendForm({ method, url, headers, form, onProgress, signal }: FormCall): Promise<Reply> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    });
    request.addEventListener('load', () => done({ status: request.status, text: request.responseText }));
    request.addEventListener('error', () => fail(new Error('no answer')));
    request.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
