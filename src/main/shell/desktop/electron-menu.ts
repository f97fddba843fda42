import { BrowserWindow, dialog, Menu, type OpenDialogOptions } from 'electron'
import { buildMenu } from './menu-template.ts'
import { type Opening } from './openings.ts'
import { type News } from './electron-news.ts'
import { type AppSpeech } from './electron-speech.ts'

export function installMenu(speech: AppSpeech, news: News, open: (opening: Opening) => void): void {
  const template = buildMenu(process.platform, speech.now(), {
    run: (id) => news.tellFront({ news: 'command', id }),
    openStoreFolder: async () => {
      const [path] = await choose({ title: speech.now().say('Open a folder as store'), properties: ['openDirectory', 'createDirectory'] })
      if (path !== undefined) open({ open: 'store', path })
    },
    uploadFiles: async () => {
      const paths = await choose({ title: speech.now().say('Upload files'), properties: ['openFile', 'multiSelections'] })
      if (paths.length > 0) open({ open: 'files', paths })
    },
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

async function choose(options: OpenDialogOptions): Promise<string[]> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { filePaths } = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
  return filePaths
}
