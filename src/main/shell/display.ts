/** Whether a window opened by this process would be seen by whoever started it. */
export function hasDisplay(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  if (platform === 'win32') return true
  if (platform === 'darwin') return isUnset(environment['SSH_CONNECTION'])
  return !isUnset(environment['DISPLAY']) || !isUnset(environment['WAYLAND_DISPLAY'])
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value === ''
}
