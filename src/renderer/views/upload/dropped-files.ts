// The files of a drop, folders included.
import { type PickedFile } from '../../state/dialog.ts'

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

async function readEntry(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (entry instanceof FileSystemFileEntry) return [{ path: entry.fullPath.slice(1), bytes: await readFile(entry) }]
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const files: PickedFile[] = []
  // A reader gives at most a hundred entries at a time, and none when it is through.
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader)) {
    for (const inner of some) for (const file of await readEntry(inner)) files.push(file)
  }
  return files
}

/** The dropped files with their paths below what was dropped. Call it in the event itself: the transfer is empty later. */
export function readDropped(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry === null ? [] : [entry]
  })
  if (entries.length === 0) return Promise.resolve(readFileList(transfer.files))
  return Promise.all(entries.map(readEntry)).then((lists) => lists.flat())
}

export function readFileList(files: FileList): PickedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, bytes: file }))
}
