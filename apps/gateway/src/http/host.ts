import type { IncomingMessage } from 'node:http';

/** RFC 9110: a name, an IPv4 or an IPv6 address in brackets, and perhaps a port. */
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_.-]*)|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** C-05: exactly one `Host` that is one. The probes of balancers speak HTTP/1.0, and may leave it out. */
export const hasHost = ({ headers, rawHeaders, httpVersion, url }: IncomingMessage): boolean => {
  const { host } = headers;
  if (host === undefined) return httpVersion === '1.0' && /^\/(?:healthz|readyz)$/.test(url ?? '');
  // Names and values in turn.
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return hosts.length === 1 && HOST.test(host) && URL.canParse(`http://${host}/`);
};
