import { type Refusal } from './request-guard.ts'

/** A refusal as a small page when a browser shows it, else as a line of text. */
export function formatRefusal(refusal: Refusal, accept: string | undefined): Response {
  const { status, what, wayOut } = refusal
  if (accept?.includes('text/html') !== true) {
    return new Response(`${what} ${wayOut}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Vitrine</title>
<h1>${escapeHtml(what)}</h1>
<p>${escapeHtml(wayOut)}</p>
</html>
`
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
