import { Readable } from 'node:stream'
import { pageFileSchema } from '../../shared/review-page/review-page.ts'
import { VitrineError } from '../../shared/errors.ts'
import { speechOf } from '../../shared/language/speech.ts'
import { type Pages } from './page/pages.ts'
import { attachment } from './content-headers.ts'

/** GET /page?pageId=…&secrets=redact&language=ja: a review page as it was frozen. */
export async function sendPage(pages: Pages, request: Request, url: URL): Promise<Response> {
  const asked = pageFileSchema.safeParse(Object.fromEntries(url.searchParams))
  if (!asked.success) throw new VitrineError('request.invalid', { reason: 'the address names no page' })
  const { fileName, pieces } = pages.write(asked.data.pageId, asked.data.secrets, await speechOf(asked.data.language))
  const headers = attachment(fileName, 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, { headers })
}
