// Calls to our own JSON routes: the antiforgery token goes along and is fetched anew when it no longer fits (a server started again).
let token = null;

async function fresh() {
  const answer = await fetch('/api/antiforgery', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`antiforgery ${answer.status}`);
  token = (await answer.json()).token;
}

/** Call it early: a page that goes away has no time to ask for the token. */
export const prepare = () => token ? Promise.resolve() : fresh();

export async function call(method, url, { body, headers, keepalive, signal } = {}) {
  if (method === 'GET') return fetch(url, { cache: 'no-store', signal });
  for (let attempt = 0; ; attempt++) {
    if (!token) await fresh();
    const answer = await fetch(url, { method, body, keepalive, signal, headers: { ...headers, RequestVerificationToken: token } });
    if (answer.status !== 400 || answer.headers.get('X-Refused') !== 'antiforgery' || attempt) return answer;
    token = null;
  }
}

/** An upload with its progress, from 0 to 1: fetch does not tell it. */
export async function upload(url, file, { progress, signal } = {}) {
  for (let attempt = 0; ; attempt++) {
    if (!token) await fresh();
    signal?.throwIfAborted();
    const answer = await new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', url);
      request.setRequestHeader('RequestVerificationToken', token);
      request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
      request.upload.addEventListener('progress', event => { if (event.lengthComputable) progress?.(event.loaded / event.total); });
      request.addEventListener('load', () => resolve(request));
      request.addEventListener('error', () => reject(new TypeError('network')));
      request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      signal?.addEventListener('abort', () => request.abort());
      request.send(file);
    });
    if (answer.status !== 400 || answer.getResponseHeader('X-Refused') !== 'antiforgery' || attempt) {
      return { ok: answer.status >= 200 && answer.status < 300, status: answer.status, json: () => JSON.parse(answer.responseText) };
    }
    token = null;
  }
}
