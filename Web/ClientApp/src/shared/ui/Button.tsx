import type { ButtonHTMLAttributes } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'primary' | 'plain' | 'danger';
}

export function Button({ kind = 'plain', className, ...rest }: ButtonProps) {
  const classes = [styles['button'], styles[kind], className].filter(Boolean).join(' ');
  return <button type="button" className={classes} {...rest} />;
}
