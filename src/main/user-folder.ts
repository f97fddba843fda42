// The user's own folders. An environment variable that is set to nothing counts as one that is not set.
import { homedir } from 'node:os'
import { join } from 'node:path'

const folderOf = (name: string, ...usual: [string, ...string[]]): string => {
  const said = process.env[name] ?? ''
  return said === '' ? join(homedir(), ...usual) : said
}

/** What Vitrine keeps for this user beside any store: `$VITRINE_HOME`, else `~/.vitrine`. */
export const userFolder = () => folderOf('VITRINE_HOME', '.vitrine')

/** What can be made again: below `$XDG_CACHE_HOME`, else `~/.cache`. */
export const cacheFolder = () => join(folderOf('XDG_CACHE_HOME', '.cache'), 'vitrine')
