import { app, ipcMain, nativeImage, type WebContents } from 'electron'
import { dragChannel } from '../../../shared/shell.ts'
import { createDraggedFiles } from './drag-out.ts'
import { isOurPage } from './port-hand-off.ts'

/** 16 by 16 pixels of grey: macOS drags nothing without a picture. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAF0lEQVR4nGNoaGggCTGMahjVMKph5GoAAHjQfxD5WMm3AAAAAElFTkSuQmCC'

/** Lets artifacts be dragged out of windows. The answer removes the files they became. */
export function allowDragging(handle: (request: Request) => Promise<Response>): () => Promise<void> {
  const files = createDraggedFiles(app.getPath('temp'), handle)
  const icon = nativeImage.createFromDataURL(picture)
  ipcMain.on(dragChannel, (event, address: unknown) => {
    if (!isOurPage(event) || typeof address !== 'string') return
    void drag(event.sender, address)
  })
  const drag = async (contents: WebContents, address: string) => {
    const file = await files.write(address)
    if (file !== undefined && !contents.isDestroyed()) contents.startDrag({ file, icon })
  }
  return () => files.remove()
}
