import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

/** Filled parts take the token made to be read on the action colour (dark ink on light teal at night). */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant === 'filled') return { ...colors, color: 'var(--dh-on-action)' };
  return colors;
};

/**
 * Mantine's own behaviour with our defaults. Colours, type and spacing are not here: styles/tokens.css
 * holds them and styles/mantine-bridge.css hands them to Mantine's variables.
 */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 9, dark: 3 },
  fontFamily: 'var(--dh-font)',
  headings: { fontFamily: 'var(--dh-font)', fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    // react-remove-scroll writes a <style> tag when it locks the page, which the CSP forbids.
    Modal: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
});
