// What the Electron shell tells this page, and what the page tells the shell; in a browser there is none.
import { type Language } from '../../shared/language/first-language.ts'
import { dragChannel, languageChannel, languageCookie, newsChannel } from '../../shared/shell.ts'
import { normalizeFailure, parseErrorBody } from './failure.ts'
import { type ShellNews, shellNewsSchema } from '../../shared/shell-news.ts'

/** Calls back for each piece of news; returns the function that stops it. */
export function watchShellNews(onNews: (news: ShellNews) => void): () => void {
  const listen = (event: MessageEvent<unknown>) => {
    if (event.source !== window || typeof event.data !== 'object' || event.data === null) return
    const { data } = shellNewsSchema.safeParse(Reflect.get(event.data, newsChannel))
    if (data !== undefined) onNews(data)
  }
  window.addEventListener('message', listen)
  return () => window.removeEventListener('message', listen)
}

/** The bytes of a file that the shell handed to this page. @throws VitrineError */
export async function readHandedFile(address: string): Promise<Blob> {
  try {
    const answer = await fetch(address)
    if (!answer.ok) throw parseErrorBody(await answer.text(), answer.status)
    return await answer.blob()
  } catch (error) {
    throw normalizeFailure(error)
  }
}

/** Lets the shell say in this language what it says outside of the page. */
export function tellLanguage(language: Language): void {
  if (window.shell === undefined) document.cookie = `${languageCookie}=${language}; path=/; max-age=31536000; samesite=strict`
  else window.postMessage({ [languageChannel]: language }, '/')
}

/** Lets the shell drag the artifact at this address out of the window as a file. */
export function startDragOut(address: string): void {
  window.postMessage({ [dragChannel]: address }, '/')
}
