// From what a person says of a store to what opens it.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type StoreReach } from '../../shared/store-reach.ts'
import { defaultSettings, type StoreSettings } from '../store/store-settings.ts'

/** `~` is the user's home, as in a shell. */
export const expandHome = (uri: string) => (uri === '~' || uri.startsWith('~/') ? join(homedir(), uri.slice(1)) : uri)

/** The settings with those of this one store in place of the configured ones, which may be another store's. */
export function reachSettings(
  settings: Partial<StoreSettings>,
  reach: StoreReach | undefined,
): Partial<StoreSettings> & Pick<StoreSettings, 's3' | 'gcs'> {
  const { s3 = defaultSettings.s3, gcs = defaultSettings.gcs } = settings
  if (reach === undefined) return { ...settings, s3, gcs }
  const { endpoint, region, pathStyle, project } = reach
  return {
    ...settings,
    s3: { endpoint: endpoint ?? s3.endpoint, region: region ?? s3.region, pathStyle: pathStyle ?? s3.pathStyle },
    gcs: { endpoint: endpoint ?? gcs.endpoint, project: project ?? gcs.project },
  }
}
