import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { type ReactElement, type ReactNode } from 'react'
import styles from './ChoiceMenu.module.css'

interface ChoiceMenuProps<K extends string> {
  /** The button that opens it. */
  children: ReactElement
  choices: readonly { value: K; words: string; icon?: ReactNode }[]
  chosen: K
  onChoose: (value: K) => void
}

/** One of a few, behind a button. */
export function ChoiceMenu<K extends string>({ children, choices, chosen, onChoose }: ChoiceMenuProps<K>) {
  return (
    <Menu.Root>
      <Menu.Trigger render={children} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className={styles['positioner']}>
          <Menu.Popup className={styles['popup']}>
            <Menu.RadioGroup value={chosen} onValueChange={(next: K) => onChoose(next)}>
              {choices.map(({ value, words, icon }) => (
                <Menu.RadioItem key={value} value={value} closeOnClick className={styles['item']}>
                  {icon}
                  <span className={styles['words']}>{words}</span>
                  <Menu.RadioItemIndicator>
                    <Check aria-hidden />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
