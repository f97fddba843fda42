// Links, files and folders that the system hands over, at the start and later.
import { app } from 'electron'
import { deepLinkScheme } from '../../../shared/shell.ts'
import { type HandedFiles } from './handed-files.ts'
import { openingOfPath, type Opening, parseOpenings } from './openings.ts'
import { type News } from './electron-news.ts'

/** Called before the app is ready: macOS hands over what it was started for by an event that comes early. */
export function gatherOpenings(): (open: (opening: Opening) => void) => void {
  let open: ((opening: Opening) => void) | undefined
  const early: Opening[] = []
  const take = (openings: readonly Opening[]) => {
    for (const opening of openings) {
      if (open === undefined) early.push(opening)
      else open(opening)
    }
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    const opening = openingOfPath(path)
    if (opening !== undefined) take([opening])
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    take(parseOpenings([url], '/'))
  })
  app.on('second-instance', (_, words, workingDirectory) => take(parseOpenings(words.slice(1), workingDirectory)))
  take(parseOpenings(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd()))
  return (listener) => {
    open = listener
    for (const opening of early.splice(0)) listener(opening)
  }
}

export function openWith(news: News, files: HandedFiles): (opening: Opening) => void {
  return (opening) => {
    switch (opening.open) {
      case 'address':
        news.tell({ news: 'go', address: opening.address })
        break
      case 'store':
        news.tell({ news: 'open-store', uri: opening.path })
        break
      case 'files':
        news.tell({ news: 'files', files: opening.paths.map((path) => files.hand(path)) })
        break
    }
  }
}

/** Links of ours lead here from everywhere. A checkout has no program of its own to name. */
export function registerDeepLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
}
