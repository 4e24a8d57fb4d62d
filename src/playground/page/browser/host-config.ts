const colour = (normal: string) => ({ default: `var(--${normal})`, subtle: 'var(--p-soft)' });
const style = {
  backgroundColor: 'var(--p-card)',
  foregroundColors: {
    default: colour('p-ink'),
    accent: colour('p-link'),
    good: colour('p-ink'),
    warning: colour('p-ink'),
    attention: colour('wrong'),
  },
};

/** How Teams draws cards: its own sizes, and buttons beside each other, for Microsoft's renderer. The colours are the style sheet's, light or dark. */
export const hostConfig = {
  fontFamily: '"Segoe UI", system-ui, sans-serif',
  supportsInteractivity: true,
  fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 18, default: 21, medium: 22, large: 25, extraLarge: 32 },
  spacing: { small: 4, default: 12, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--p-line)' },
  containerStyles: { default: style, emphasis: style },
  actions: {
    maxActions: 6,
    spacing: 'default',
    // The style sheet keeps them apart: what this would put between them is left over where a row wraps.
    buttonSpacing: 0,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention' },
  },
  adaptiveCard: { allowCustomStyle: false },
  textBlock: { headingLevel: 3 },
};
