// Words for the window: kept until its page listens, said to the one in front.
import { BrowserWindow } from 'electron'
import { newsChannel } from '../../../shared/shell.ts'
import { type ShellNews } from '../../../shared/shell-news.ts'

export interface News {
  /** Brings a window to the front and tells it. */
  tell(news: ShellNews): void
  /** Tells the window in front, where there is one. */
  tellFront(news: ShellNews): void
  onListening(contentsId: number): void
}

export function createNews(showWindow: () => Promise<void>): News {
  const listening = new Set<number>()
  let waiting: ShellNews[] = []
  const front = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const flush = () => {
    const contents = front()?.webContents
    if (contents === undefined || !listening.has(contents.id)) return
    for (const news of waiting.splice(0)) contents.send(newsChannel, news)
  }
  return {
    tell(news) {
      waiting = [...waiting, news]
      void showWindow().then(flush)
    },
    tellFront: (news) => front()?.webContents.send(newsChannel, news),
    onListening(contentsId) {
      listening.add(contentsId)
      flush()
    },
  }
}
