// Finds the syntax of a whole text away from the page.
import { prepareLanguage, tokenise } from '../syntax/syntax.ts'
import { type FromSyntax, type ToSyntax } from './syntax-messages.ts'

async function answer({ text, language }: ToSyntax): Promise<void> {
  await prepareLanguage(language)
  const { ends, classes } = tokenise(text, language)
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const found: FromSyntax = { ends: Uint32Array.from(ends), classes: Uint8Array.from(classes), lineStarts: Uint32Array.from(starts) }
  globalThis.postMessage(found, { transfer: [found.ends.buffer, found.classes.buffer, found.lineStarts.buffer] })
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToSyntax>) => {
  void answer(data)
})
