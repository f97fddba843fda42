import { t } from '../../../shared/language/translate.ts'
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import buttonStyles from '../controls/Button.module.css'
import { Button } from '../controls/Button.tsx'
import styles from './Toaster.module.css'
import { toasts } from './toasts.ts'

function ToastList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} role="group" className={styles['toast']}>
      <Toast.Content className={styles['content']}>
        <div className={styles['words']}>
          <Toast.Title className={styles['title']} />
          <Toast.Description className={styles['description']} />
        </div>
        <Toast.Action render={<Button />} />
        <Toast.Close aria-label={t('Dismiss')} className={[buttonStyles['button'], buttonStyles['icon']].join(' ')}>
          <X />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}

/** The live region that says what just happened. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={toasts}>
      <Toast.Portal>
        <Toast.Viewport aria-label={t('Notifications')} className={styles['viewport']}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
