// The stories of the desktop in Electron itself. Only where its binary is installed; nothing here may try to fetch it.
import { requireElectron } from './desktop.ts'
import { describeSecurity } from './desktop-security.ts'
import { describeWindow } from './desktop-window.ts'

requireElectron()
describeSecurity('Electron')
describeWindow('Electron')
