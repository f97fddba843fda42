// What commands share: opening the store they were pointed at, and closing it whatever happens.
import { existsSync } from 'node:fs'
import { type Command } from 'commander'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { readConfig } from '../store/config/config.ts'
import { openStore } from '../store/open-store.ts'

/** Adds one command to the program. `answerNo` makes the exit code 1. */
export type AddCommand = (program: Command, answerNo: () => void) => void

export interface GlobalOptions {
  store?: string
  config?: string
  json?: boolean
}

export interface StoreCommand {
  store: ArtifactStore
  json: boolean
}

/** Opens the store for one command. A root that is not there is made with `create`, and taken for an empty one with `imagine`. */
export async function withStore(
  command: Command,
  { create, imagine = false }: { create: boolean; imagine?: boolean },
  work: (context: StoreCommand) => Promise<void>,
): Promise<void> {
  const { json = false, ...sources } = command.optsWithGlobals<GlobalOptions>()
  const { storeUri, settings, isConfigured } = await readConfig(sources)
  const uri = imagine && !storeUri.includes('://') && !existsSync(storeUri) ? 'memory://absent' : storeUri
  const store = await openStore(uri, { settings, create: create || isConfigured, catalogThread: 'caller' })
  try {
    await work({ store, json })
  } finally {
    await store.close()
  }
}
