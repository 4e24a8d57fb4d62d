/** How Teams draws cards, light and dark: its own sizes and colours, for Microsoft's renderer. */
export function hostConfig(isDark: boolean): object {
  const colour = (normal: string, subtle: string) => ({ default: normal, subtle });
  const ink = isDark ? '#ffffff' : '#242424';
  const soft = isDark ? '#d6d6d6' : '#555555';
  const foregroundColors = {
    default: colour(ink, soft),
    dark: colour('#000000', '#424242'),
    light: colour('#ffffff', '#e0e0e0'),
    accent: colour(isDark ? '#aab1ff' : '#4f52b2', soft),
    good: colour(isDark ? '#92c353' : '#237b4b', soft),
    warning: colour(isDark ? '#f8d22a' : '#7a5a00', soft),
    attention: colour(isDark ? '#ff99a4' : '#a4262c', soft),
  };
  const style = { backgroundColor: isDark ? '#292929' : '#ffffff', foregroundColors };
  return {
    fontFamily: '"Segoe UI", system-ui, sans-serif',
    supportsInteractivity: true,
    fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 18, default: 21, medium: 22, large: 25, extraLarge: 32 },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
    separator: { lineThickness: 1, lineColor: isDark ? '#4a4a4a' : '#e0e0e0' },
    containerStyles: { default: style, emphasis: style },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'vertical',
      actionAlignment: 'stretch',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
    inputs: {
      label: { inputSpacing: 4, requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } },
      errorMessage: { color: 'attention' },
    },
    adaptiveCard: { allowCustomStyle: false },
    textBlock: { headingLevel: 3 },
  };
}
