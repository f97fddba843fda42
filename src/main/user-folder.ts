import { homedir } from 'node:os'
import { join } from 'node:path'

/** What Vitrine keeps for this user beside any store: `$VITRINE_HOME`, else `~/.vitrine`. */
export const userFolder = () => process.env['VITRINE_HOME'] ?? join(homedir(), '.vitrine')
