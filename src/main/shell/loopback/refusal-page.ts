import { type IncomingHttpHeaders } from 'node:http'
import { asLanguage, firstLanguage, type Language } from '../../../shared/language/first-language.ts'
import { speechOf } from '../../../shared/language/speech.ts'
import { languageCookie } from '../../../shared/shell.ts'
import { type Refusal } from './request-guard.ts'

type Hearer = Pick<IncomingHttpHeaders, 'accept' | 'accept-language' | 'cookie'>

/** A refusal as a small page in the reader's language when a browser shows it, else as a line of text. */
export async function formatRefusal({ status, what, wayOut }: Refusal, hearer: Hearer): Promise<Response> {
  if (hearer.accept?.includes('text/html') !== true) {
    return new Response(`${what} ${wayOut}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
  const { language, sayAgain } = await speechOf(languageOf(hearer))
  const page = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Vitrine</title>
<h1>${escapeHtml(sayAgain(what))}</h1>
<p>${escapeHtml(sayAgain(wayOut))}</p>
</html>
`
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** The one a window of this browser spoke last, else the browser's. */
function languageOf({ cookie = '', 'accept-language': accepted = '' }: Hearer): Language {
  const told = cookie.split(/;\s*/).find((pair) => pair.startsWith(`${languageCookie}=`))
  return asLanguage(told?.slice(languageCookie.length + 1)) ?? firstLanguage(inOrder(accepted))
}

/** `ja;q=0.5, en` is `en`, `ja`. */
function inOrder(accepted: string): string[] {
  const ranges = accepted.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
  })
  return ranges.toSorted((a, b) => b.weight - a.weight).flatMap(({ tag, weight }) => (weight === 0 ? [] : [tag]))
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
