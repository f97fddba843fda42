// The shell this window runs in, for those who need to know.
import { readHandedFile, startDragOut, watchShellNews } from '../client/shell-news.ts'
import { type ShellNews } from '../../shared/shell-news.ts'
import { type PickedFile } from './dialog.ts'
import { navigateToAddress } from './navigation.ts'
import { runCommand } from './commands.ts'

export interface ShellActions {
  openStore: (uri: string) => void
  pickFiles: (files: readonly PickedFile[]) => void
  sayFailure: (error: unknown) => void
}

/** Does what the shell says; returns the function that stops it. */
export function followShell({ openStore, pickFiles, sayFailure }: ShellActions): () => void {
  return watchShellNews((news) => {
    switch (news.news) {
      case 'command':
        runCommand(news.id)
        break
      case 'go':
        navigateToAddress(news.address)
        break
      case 'open-store':
        openStore(news.uri)
        break
      case 'files':
        readFiles(news.files).then(pickFiles, sayFailure)
        break
    }
  })
}

function readFiles(files: Extract<ShellNews, { news: 'files' }>['files']): Promise<PickedFile[]> {
  return Promise.all(files.map(async ({ path, address }) => ({ path, bytes: await readHandedFile(address) })))
}

/** For an artifact that is dragged: it becomes a file where it is dropped outside the window. */
export function dragOut(event: DragEvent, address: string, name: string): void {
  if (window.shell === undefined) {
    // Chromium fetches it when it is dropped; other browsers leave a link.
    event.dataTransfer?.setData(
      'DownloadURL',
      `application/octet-stream:${name.replaceAll(':', '_')}:${new URL(address, location.href).href}`,
    )
    return
  }
  event.preventDefault()
  startDragOut(address)
}
